import { msg } from '@lingui/core/macro'
import { useLingui as useCatalogue } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePresent } from '../api/viewer.ts'
import { Icon, Logo } from '../ui/Icon.tsx'
import { useSaveState } from '../ui/save-state.ts'
import { AccountMenu } from './AccountMenu.tsx'

const signs = { saved: 'ok', sending: 'ring', local: 'clock', offline: 'clock', refused: 'cross' } as const

/** Where the person's latest words are, in words. Only trouble is announced at once. */
function SavedWords() {
  const saved = useSaveState()
  const urgent = saved?.state === 'refused' || saved?.state === 'offline'
  return (
    <span
      className={`saved ${saved?.state ?? ''}`}
      role="status"
      aria-live={urgent ? 'assertive' : 'polite'}
      data-save-state={saved?.state}
    >
      {saved !== null && (
        <>
          <Icon name={signs[saved.state]} />
          <span>{saved.words}</span>
        </>
      )}
    </span>
  )
}

interface BarProps {
  readonly count: number | null
  readonly onFind: () => void
  readonly onHelp: () => void
}

const regions = { main: msg`Skip to the page`, comments: msg`Skip to comments`, actions: msg`Skip to actions` } as const

/** The ways past the bar. Only the regions this page has are offered. */
function SkipLinks() {
  const { _ } = useCatalogue()
  const [there, setThere] = useState<readonly (keyof typeof regions)[]>(['main'])
  const look = (): void => setThere((['main', 'comments', 'actions'] as const).filter(id => document.getElementById(id) !== null))
  // Screens arrive after the bar, so what there is to skip to is known best when somebody comes to skip.
  return (
    <nav className="skip" aria-label={_(msg`Skip`)} onFocus={look}>
      {there.map(id => (
        <a key={id} href={`#${id}`}>
          {_(regions[id])}
        </a>
      ))}
    </nav>
  )
}

/** The bar over every screen: where one is, search, what is saved, what waits, and the account. */
export function Bar({ count, onFind, onHelp }: BarProps) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const committee = viewer.seats[0]?.committee ?? viewer.roles[0]?.committee
  return (
    <>
      <SkipLinks />
      <header className="bar">
        <div className="bar-a">
          <Link to="/inbox" className="mark">
            <Logo />
            <span className="mark-name">Plenary</span>
          </Link>
          {committee !== undefined && (
            <nav className="crumb" aria-label={t`Where you are`}>
              <Link to="/c/$id" params={{ id: committee.id }}>
                <bdi>{committee.code}</bdi> {committee.name}
              </Link>
            </nav>
          )}
        </div>
        <button className="find" type="button" onClick={onFind}>
          <span>
            <Trans>Search or command</Trans>
          </span>
          <kbd>Ctrl K</kbd>
        </button>
        <div className="bar-z">
          <SavedWords />
          <Link to="/inbox" className="inbox-link">
            <Trans>Inbox</Trans> {count !== null && <span className="count">{count}</span>}
          </Link>
          <AccountMenu onHelp={onHelp} onFind={onFind} />
        </div>
      </header>
    </>
  )
}
