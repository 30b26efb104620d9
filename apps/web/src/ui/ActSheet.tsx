import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ActButton, type Permission } from './ActButton.tsx'
import { ActForm } from './ActForm.tsx'
import type { Refusal } from './RefusalNote.tsx'

interface ActSheetProps {
  /** Asks the server, which answers null when it refuses: see `useAct`. */
  readonly act: () => Promise<unknown>
  readonly refusal: Refusal | null
  readonly busy: boolean
  readonly submit: ReactNode
  /** What follows when it was done, or left. */
  readonly onEnd: () => void
  /** The act is not the one the screen is for. */
  readonly plain?: boolean
  readonly children: ReactNode
}

/** The form of an act that one may also leave. */
export function ActSheet({ onEnd, children, ...form }: ActSheetProps) {
  return (
    <ActForm
      {...form}
      className="act-sheet"
      actsClassName="acts"
      onDone={onEnd}
      beside={
        <button type="button" className="link" onClick={onEnd}>
          <Trans>Leave it</Trans>
        </button>
      }
    >
      {children}
    </ActForm>
  )
}

interface FoldedActProps {
  readonly permission: Permission
  /** What the button says before the form is open. */
  readonly begin: ReactNode
  readonly small?: boolean
  readonly unfolded?: boolean
  /** The form; `end` folds it again. */
  readonly children: (end: () => void) => ReactNode
}

/** A button that unfolds the form of its act, and folds it when the act was done or left. Whoever works by keys stays where they are. */
export function FoldedAct({ permission, begin, small = false, unfolded = false, children }: FoldedActProps) {
  const [open, setOpen] = useState(unfolded)
  const place = useRef<HTMLDivElement>(null)
  const was = useRef(open)
  const isOpen = open && permission.allowed
  useEffect(() => {
    if (was.current === isOpen) return
    was.current = isOpen
    place.current?.querySelector<HTMLElement>(isOpen ? 'input, select, textarea' : 'button')?.focus()
  }, [isOpen])
  return (
    <div className="contents" ref={place}>
      {isOpen ? (
        children(() => setOpen(false))
      ) : (
        <p className={small ? 'acts' : 'after'}>
          <ActButton permission={permission} small={small} onAct={() => setOpen(true)}>
            {begin}
          </ActButton>
        </p>
      )}
    </div>
  )
}
