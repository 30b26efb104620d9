import { Trans, useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useAnswer } from '../api/answer.ts'
import { Modal } from '../ui/Modal.tsx'
import { paletteQuery } from './palette.queries.ts'

interface Entry {
  readonly name: string
  readonly kind: string
  readonly where: string
}

const fits = (entry: Entry, asked: string): boolean =>
  asked
    .toLowerCase()
    .split(/\s+/)
    .every(word => `${entry.name} ${entry.kind}`.toLowerCase().includes(word))

/** Goes anywhere by name: places, drafts, committees, ballots. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const router = useRouter()
  const answer = useAnswer(paletteQuery, {})
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const entries = useMemo((): readonly Entry[] => {
    const places = [
      [t`Inbox`, '/inbox'],
      [t`My committees`, '/committees'],
      [t`Drafts`, '/drafts'],
      [t`Ballots`, '/ballots'],
      [t`Calendar`, '/calendar'],
      [t`Process`, '/process'],
      [t`People`, '/people'],
      [t`Account and sessions`, '/account'],
    ].map(([name, where]) => ({ name: name ?? '', where: where ?? '/', kind: t`place` }))
    if (answer.state !== 'here') return places
    const { drafts, committees, ballots } = answer.data
    return [
      ...drafts.nodes.map(draft => ({ name: `${draft.number} ${draft.title}`, kind: t`draft`, where: `/d/${draft.id}` })),
      ...places,
      ...committees.nodes.map(one => ({ name: `${one.code} ${one.name}`, kind: t`committee`, where: `/c/${one.id}` })),
      ...ballots.nodes.map(one => ({ name: t`Ballot ${one.number}: ${one.draft.title}`, kind: t`ballot`, where: `/b/${one.id}` })),
    ]
  }, [answer, t])
  const found = entries.filter(entry => fits(entry, asked.trim())).slice(0, 12)
  const chosen = Math.min(at, found.length - 1)
  const open = (entry: Entry | undefined): void => {
    if (entry === undefined) return
    onClose()
    router.history.push(entry.where)
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((chosen + step + found.length) % Math.max(found.length, 1))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      open(found[chosen])
    }
  }
  return (
    <Modal title={t`Go to`} onClose={onClose}>
      <input
        className="field"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-label={t`Draft, committee, ballot or place`}
        aria-activedescendant={found.length > 0 ? `palette-${chosen}` : undefined}
        aria-autocomplete="list"
        dir="auto"
        value={asked}
        placeholder={t`Draft, committee, ballot or place`}
        onKeyDown={onKey}
        onChange={event => {
          setAsked(event.target.value)
          setAt(0)
        }}
      />
      <ul className="palette" id="palette-list" role="listbox" aria-label={t`Found`}>
        {found.map((entry, index) => (
          <li
            key={entry.where}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => open(entry)}
            onPointerMove={() => setAt(index)}
          >
            <bdi>{entry.name}</bdi> <span className="meta">{entry.kind}</span>
          </li>
        ))}
      </ul>
      <p className="meta" role="status">
        {found.length === 0 ? (
          <Trans>Nothing has that name. Try a number such as DR-3, or fewer words.</Trans>
        ) : (
          <Trans>↑ ↓ choose, Enter opens, Esc leaves.</Trans>
        )}
      </p>
    </Modal>
  )
}
