import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { useAct, useAnswer } from '../api/answer.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { Moment } from '../ui/Due.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { ChangeForm } from './ChangeForm.tsx'
import { Changes } from './Changes.tsx'
import { preparedRollQuery, prepareRoll, type Prepared, type RollDraft } from './rolls.queries.ts'
import styles from './rolls.module.css'

/** The roll of the next ballot on a draft: who will vote and with what, fixed before the opening and changed by two people. */
export function RollScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(preparedRollQuery, { id: id ?? '' })
  if (answer.state === 'waiting') return <Waiting title={t`Roll`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Roll`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { draft, me } = answer.data
  if (draft === null) return null
  if (draft.preparedRoll === null) return <None draft={draft} />
  // The roll is kept in an order that means nothing; people look for names.
  const seats = draft.preparedRoll.seats.toSorted((one, other) => one.name.localeCompare(other.name))
  return <Fixed draft={draft} roll={{ ...draft.preparedRoll, seats }} me={me?.id ?? ''} />
}

function None({ draft }: { readonly draft: RollDraft }) {
  const { t } = useLingui()
  const preparing = useAct(prepareRoll)
  return (
    <Screen title={t`No roll is fixed for the next ballot`}>
      <Empty
        act={
          <>
            <ActButton first permission={permitted(draft.rollActs, 'roll.prepare')} onAct={() => void preparing.act({ input: { draftId: draft.id } })}>
              <Trans>Fix the roll now</Trans>
            </ActButton>
            <RefusalNote refusal={preparing.refusal} />
          </>
        }
      >
        <Trans>
          The roll is then the participating seats as they stand, named by its hash. From then on it takes two people to change it. Without a fixed roll, the
          ballot takes the seats as they stand when it opens.
        </Trans>
      </Empty>
    </Screen>
  )
}

function Fixed({ draft, roll, me }: { readonly draft: RollDraft; readonly roll: Prepared; readonly me: string }) {
  const { t } = useLingui()
  const waiting = roll.changes.find(change => change.outcome === null)
  const seats = plural(roll.seats.length, { one: 'Roll of # seat', other: 'Roll of # seats' })
  const may = permitted(draft.rollActs, 'roll.change')
  return (
    <Screen
      title={waiting === undefined ? t`${seats}, fixed` : t`${seats}: a change waits for a second person`}
      lede={
        <Trans>
          Fixed by {roll.preparedBy.name} on <Moment at={roll.preparedAt} />. The next ballot opens on it.
        </Trans>
      }
    >
      <p className="mono">
        sha256 <bdi className={styles.hash}>{roll.hash}</bdi>
      </p>
      <Changes roll={roll} me={me} may={may} />
      {waiting === undefined && (may.allowed ? <ChangeForm draft={draft} roll={roll} /> : <p className="q after">{may.why}</p>)}
      <section className={styles.part} aria-labelledby="seats">
        <h2 className="h2" id="seats">
          <Trans>Seats</Trans>
        </h2>
        <Seats roll={roll} />
      </section>
    </Screen>
  )
}

function Seats({ roll }: { readonly roll: Prepared }) {
  const people = roll.seats.some(seat => seat.population !== null)
  const houses = roll.seats.some(seat => seat.affiliation !== null)
  return (
    <div className="scroll" tabIndex={0} role="group" aria-labelledby="seats">
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Seat</Trans>
            </th>
            <th scope="col">
              <Trans>Jurisdiction</Trans>
            </th>
            <th scope="col">
              <Trans>Interest category</Trans>
            </th>
            {houses && (
              <th scope="col">
                <Trans>Affiliation</Trans>
              </th>
            )}
            {people && (
              <th scope="col" className="r">
                <Trans>Inhabitants</Trans>
              </th>
            )}
            <th scope="col" className="r">
              <Trans>Weight</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {roll.seats.map(seat => (
            <tr key={seat.seat}>
              <th scope="row">{seat.name}</th>
              <td>
                <bdi>{seat.jurisdiction}</bdi>
              </td>
              <td>{seat.category}</td>
              {houses && <td>{seat.affiliation ?? '–'}</td>}
              {people && <td className="r num">{seat.population ?? '–'}</td>}
              <td className="r num">{seat.weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
