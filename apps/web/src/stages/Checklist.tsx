import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ChecklistPartsFragment } from '../api/generated.ts'
import { ActButton, permitted, type Permission } from '../ui/ActButton.tsx'
import { Day } from '../ui/Due.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useSay } from '../ui/use-say.ts'
import { Where } from '../ui/Where.tsx'
import { AttestForm } from './AttestForm.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import styles from './stages.module.css'

type Gate = ChecklistPartsFragment['gates'][number]

interface ChecklistProps {
  readonly draftId: string
  readonly moves: readonly ChecklistPartsFragment[]
  readonly acts: readonly Permission[]
}

/** Every move that is possible from here, the gates before it, what each gate knows and how it knows it. */
export function Checklist({ draftId, moves, acts }: ChecklistProps) {
  const [moving, setMoving] = useState<ChecklistPartsFragment | null>(null)
  const forward = moves.filter(move => move.direction === 'forward')
  const other = moves.filter(move => move.direction !== 'forward')
  if (moves.length === 0)
    return (
      <p className="q">
        <Trans>No move is possible from here.</Trans>
      </p>
    )
  return (
    <div className={styles.checklist}>
      {forward.map(move => (
        <MoveSection
          key={move.to}
          draftId={draftId}
          move={move}
          attesting={permitted(acts, 'gate.attest')}
          onMove={() => setMoving(move)}
        />
      ))}
      {other.length > 0 && (
        <details open={forward.length === 0}>
          <summary>
            <Plural value={other.length} one="One other move" other="# other moves" />
          </summary>
          {other.map(move => (
            <MoveSection
              key={move.to}
              draftId={draftId}
              move={move}
              attesting={permitted(acts, 'gate.attest')}
              onMove={() => setMoving(move)}
            />
          ))}
        </details>
      )}
      {moving !== null && <MoveDialog draftId={draftId} move={moving} onClose={() => setMoving(null)} />}
    </div>
  )
}

interface MoveSectionProps {
  readonly draftId: string
  readonly move: ChecklistPartsFragment
  readonly attesting: Permission
  readonly onMove: () => void
}

function MoveSection({ draftId, move, attesting, onMove }: MoveSectionProps) {
  const { t } = useLingui()
  const say = useSay()
  const missing = move.gates.filter(gate => !gate.met).length
  const decides = move.decides.map(say).join(', ')
  const direction = move.direction === 'back' ? t`back` : ''
  return (
    <section className={styles.move} aria-label={move.name}>
      <div className="head">
        <div>
          <h3 className="h3">
            {move.name}
            {direction !== '' && <span className="q"> ({direction})</span>}
          </h3>
          <p className="meta">
            {missing === 0 ? (
              <Trans>Nothing is missing.</Trans>
            ) : (
              <Plural value={missing} one="One thing is missing." other="# things are missing." />
            )}{' '}
            <Trans>Decided by: {decides}.</Trans>
          </p>
        </div>
        <ActButton
          permission={{ act: move.to, allowed: move.allowed || (move.overrideAllowed && missing > 0), why: move.why }}
          onAct={onMove}
        >
          {move.name}
        </ActButton>
      </div>
      <ul className={styles.gates}>
        {move.gates.map(gate => (
          <GateLine key={gate.gate} draftId={draftId} gate={gate} attesting={attesting} />
        ))}
      </ul>
    </section>
  )
}

function GateLine({ draftId, gate, attesting }: { readonly draftId: string; readonly gate: Gate; readonly attesting: Permission }) {
  const { t } = useLingui()
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <li id={gate.gate} className={gate.met ? styles.met : styles.unmet}>
      <span className={gate.met ? 'c-ins' : 'c-due'}>
        <Icon name={gate.met ? 'ok' : 'ring'} />
        <span className="vh">{gate.met ? t`met` : t`missing`}</span>
      </span>
      <div>
        <p>
          <b>{gate.title}</b> <span className="meta">{gate.kind === 'attested' ? t`attested` : t`computed`}</span>
        </p>
        <p className={gate.met ? 'q' : undefined}>{gate.met ? gate.message : <Where to={gate.where}>{gate.message}</Where>}</p>
        {gate.attestations.map(one => (
          <p key={one.id} className="meta">
            <Trans>
              Attested by {one.person.name}, {say(one.role)}
            </Trans>
            {one.seat !== null && <Trans> for {one.seat.body.name}</Trans>}, <Day at={one.at} />: {one.reason}
            {one.document !== null && <Trans> Document: {one.document}.</Trans>}
          </p>
        ))}
        {gate.kind === 'attested' && !gate.met && !open && (
          <ActButton permission={attesting} small onAct={() => setOpen(true)}>
            <Trans>Attest this</Trans>
          </ActButton>
        )}
        {open && <AttestForm draftId={draftId} gate={gate.gate} onDone={() => setOpen(false)} />}
      </div>
    </li>
  )
}
