import { Trans, useLingui } from '@lingui/react/macro'
import { useRef } from 'react'

/** What can be done to the clause in hand as a whole. */
export interface ClauseAct {
  readonly id: string
  readonly name: string
  readonly keys: string
  readonly run: () => void
}

/** The acts on a clause by name, each with its key. Opens above the bar it stands in. */
export function ClauseMenu({ acts, name }: { readonly acts: readonly ClauseAct[]; readonly name: string }) {
  const { t } = useLingui()
  const menu = useRef<HTMLDivElement>(null)
  return (
    <>
      <button type="button" className="btn small" popoverTarget="clause-menu"><Trans>Clause…</Trans></button>
      <div id="clause-menu" popover="auto" className="clause-menu" ref={menu} role="group" aria-label={t`Clause ${name}`}>
        <p className="meta"><bdi>{name}</bdi></p>
        <ul>
          {acts.map(({ id, name: act, keys, run }) => (
            <li key={id}>
              <button type="button" className="menu-act" onClick={() => { menu.current?.hidePopover(); run() }}>
                <span>{act}</span><kbd className="meta">{keys}</kbd>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
