import { Plural, Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { Icon } from './Icon.tsx'
import { Where } from './Where.tsx'

/** What the server answers when it does not do what was asked: a sentence, and everything that is missing. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly missing: readonly { readonly gate: string; readonly message: string; readonly where: string }[]
}

/** Shows a refusal where the act was tried; each missing thing is a link to the place where it is done. */
export function RefusalNote({ refusal }: { readonly refusal: Refusal | null }) {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refusal !== null) note.current?.scrollIntoView({ block: 'nearest' })
  }, [refusal])
  return (
    <div role="alert" ref={note}>
      {refusal !== null && (
        <div className="refusal">
          <p className="b">
            <Icon name="cross" /> {refusal.message}
          </p>
          {refusal.missing.length > 0 && (
            <>
              <p className="meta">
                <Plural value={refusal.missing.length} one="One thing is missing:" other="# things are missing:" />
              </p>
              <ul className="missing">
                {refusal.missing.map(one => (
                  <li key={`${one.gate} ${one.message}`}>
                    <Where to={one.where}>{one.message}</Where>
                  </li>
                ))}
              </ul>
            </>
          )}
          {refusal.code === 'FAULT' && (
            <p className="meta">
              <Trans>Nothing was changed. What you wrote is still here.</Trans>
            </p>
          )}
        </div>
      )}
    </div>
  )
}
