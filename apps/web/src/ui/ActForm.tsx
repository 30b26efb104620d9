import type { FormEvent, ReactNode } from 'react'
import { RefusalNote, type Refusal } from './RefusalNote.tsx'

interface ActFormProps {
  /** Asks the server, which answers null when it refuses: see `useAct`. */
  readonly act: () => Promise<unknown>
  /** What follows when it was done. */
  readonly onDone: () => void
  readonly refusal: Refusal | null
  readonly busy: boolean
  /** What the button says: the act itself. */
  readonly submit: ReactNode
  /** Ways out, beside the button. */
  readonly beside?: ReactNode
  readonly className?: string | undefined
  readonly actsClassName?: string | undefined
  /** The act is not the one the screen is for. */
  readonly plain?: boolean
  readonly children: ReactNode
}

/** A form that does one act: its fields, what was refused and why, and the button. A press while the act is under way does nothing. */
export function ActForm({ act, onDone, refusal, busy, submit, beside, className, actsClassName, plain = false, children }: ActFormProps) {
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!busy && (await act()) !== null) onDone()
  }
  return (
    <form className={className} onSubmit={event => void send(event)}>
      {children}
      <RefusalNote refusal={refusal} />
      <p className={actsClassName}>
        <button type="submit" className={plain ? 'btn' : 'btn first'} aria-disabled={busy}>
          {submit}
        </button>
        {beside}
      </p>
    </form>
  )
}
