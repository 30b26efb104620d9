import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { ActForm } from '../ui/ActForm.tsx'
import { FoldedAct } from '../ui/ActSheet.tsx'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { moment } from '../ui/moment.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Ballot } from './ballots.queries.ts'
import { giveProxy, takeBackProxy } from './proxy.queries.ts'
import { holdersFor, standingOf, type Proxy } from './use-proxies.ts'
import { useRoll } from './use-roll.ts'
import styles from './ballots.module.css'

interface GiveVoteProps {
  readonly ballot: Ballot
  readonly my: Ballot['mySeats'][number]
  readonly proxies: readonly Proxy[]
}

/** Where a seat gives its vote to another seat of the roll, sees to whom it gave it, and takes it back. */
export function GiveVote({ ballot, my, proxies }: GiveVoteProps) {
  const given = standingOf(proxies, my.seat.id)
  const holds = proxies.filter(proxy => proxy.ended === null && proxy.holderId === my.seat.id)
  const holding = holds.map(proxy => proxy.seatName).join(', ')
  if (!my.mayGive) return null
  return (
    <section className={styles.part} aria-labelledby={`proxy-${my.seat.id}`}>
      <h2 className="h3" id={`proxy-${my.seat.id}`}>
        <Trans>Vote by proxy, for {my.seat.body.name}</Trans>
      </h2>
      {given !== undefined ? (
        <Given ballot={ballot} my={my} given={given} />
      ) : holds.length > 0 ? (
        <p className="q">
          <Trans>You cast the vote of {holding}. A seat that votes for another one gives its own vote to none.</Trans>
        </p>
      ) : my.vote !== null ? (
        <p className="q">
          <Trans>You have voted. Withdraw the vote first, if another seat is to vote for you.</Trans>
        </p>
      ) : (
        <Giving ballot={ballot} my={my} proxies={proxies} />
      )}
    </section>
  )
}

function Giving({ ballot, my, proxies }: GiveVoteProps) {
  const { t } = useLingui()
  const giving = useAct(giveProxy)
  const roll = useRoll(ballot, { first: 200, start: 'all' })
  const [holderId, setHolderId] = useState('')
  const [instruction, setInstruction] = useState('')
  const holders = holdersFor(roll.entries, proxies, my.seat.id, ballot.proxiesPerHolder)
  return (
    <div>
      <p className="q">
        <Trans>If you cannot vote yourself, another seat of the roll may do it for you, in this ballot alone. All see who votes for whom.</Trans>
      </p>
      <FoldedAct permission={{ act: 'proxy.give', allowed: true, why: '' }} begin={<Trans>Give your vote to another seat</Trans>}>
        {end => (
          <ActForm
            plain
            className={`${styles.position} after`}
            actsClassName={styles.acts}
            act={() => giving.act({ input: { ballotId: ballot.id, seatId: my.seat.id, holderId, instruction: instruction.trim() === '' ? null : instruction } })}
            onDone={end}
            refusal={giving.refusal}
            busy={giving.busy}
            submit={<Trans>Give the vote</Trans>}
            beside={
              <button type="button" className="link" onClick={end}>
                <Trans>Leave it</Trans>
              </button>
            }
          >
            {!roll.whole && <TextField label={t`Find a seat by a part of its name`} value={roll.search} onChange={event => roll.find(event.target.value)} />}
            {holders.length === 0 && roll.state === 'here' ? (
              <p className="c-due">
                <Trans>No seat of the roll can take your vote now: each holds as many as the rule allows, has given its own away, or is not there.</Trans>
              </p>
            ) : (
              <SelectField
                label={t`The seat that votes for you`}
                required
                value={holderId}
                hint={t`Seats that cannot take another vote are not listed.`}
                onChange={event => setHolderId(event.target.value)}
              >
                <option value="">{t`Choose a seat`}</option>
                {holders.map(seat => (
                  <option key={seat.seatId} value={seat.seatId}>
                    {seat.name}
                  </option>
                ))}
              </SelectField>
            )}
            <AreaField
              label={t`How it is to vote, if you wish to say so`}
              hint={t`Read by your two seats alone while the ballot is open; afterwards it is in the record of the committee.`}
              value={instruction}
              onChange={event => setInstruction(event.target.value)}
            />
            <p className="meta">
              <Trans>You can take it back until the other seat has voted for you. Your own vote always stands in the place of theirs.</Trans>
            </p>
          </ActForm>
        )}
      </FoldedAct>
    </div>
  )
}

function Given({ ballot, my, given }: Omit<GiveVoteProps, 'proxies'> & { readonly given: Proxy }) {
  const taking = useAct(takeBackProxy)
  return (
    <div className={styles.position}>
      <p>
        <Trans>
          <b>{given.holderName}</b> votes for you. Given on {moment(given.givenAt, ballot.zone)} by {given.givenBy.name}.
        </Trans>
      </p>
      {given.instruction !== null && (
        <p className="serif">
          “<bdi>{given.instruction}</bdi>”
        </p>
      )}
      {given.used ? (
        <p className="q">
          {my.mayVote ? (
            <Trans>It has voted. Cast your own vote above, if it is to be another one: yours stands in its place.</Trans>
          ) : (
            <Trans>It has voted. If it is to be another vote, ask it to change the vote before the close.</Trans>
          )}
        </p>
      ) : (
        <>
          <RefusalNote refusal={taking.refusal} />
          <div className={styles.acts}>
            <button
              type="button"
              className="btn"
              aria-disabled={taking.busy}
              onClick={() => void taking.act({ input: { ballotId: ballot.id, seatId: my.seat.id } })}
            >
              <Trans>Take the vote back</Trans>
            </button>
            <p className="meta">
              {my.mayVote ? (
                <Trans>It has not voted for you yet. You may also simply vote yourself.</Trans>
              ) : (
                <Trans>It has not voted for you yet.</Trans>
              )}
            </p>
          </div>
        </>
      )}
    </div>
  )
}
