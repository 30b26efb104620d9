import { useId, type ReactNode } from 'react'

/** What the one table of permissions says about an act; `why` is its sentence. */
export interface Permission {
  readonly act: string
  readonly allowed: boolean
  readonly why: string
}

/** Finds an act among those a screen was given; an act nobody mentioned is not allowed. */
export function permitted(acts: readonly Permission[], act: string): Permission {
  return acts.find(one => one.act === act) ?? { act, allowed: false, why: '' }
}

interface ActButtonProps {
  readonly permission: Permission
  readonly onAct: () => void
  readonly children: ReactNode
  readonly first?: boolean
  readonly small?: boolean
}

/** A button for an act. One that is not allowed stays visible with a dashed edge and says why beside it. */
export function ActButton({ permission, onAct, children, first = false, small = false }: ActButtonProps) {
  const reason = useId()
  const refused = !permission.allowed
  const look = ['btn', first && !refused ? 'first' : '', small ? 'small' : ''].filter(Boolean).join(' ')
  const described = refused && permission.why !== '' ? reason : undefined
  return (
    <span className="act-button">
      <button type="button" className={look} aria-disabled={refused} aria-describedby={described} onClick={refused ? undefined : onAct}>
        {children}
      </button>
      {described !== undefined && (
        <span className="meta" id={reason}>
          {permission.why}
        </span>
      )}
    </span>
  )
}
