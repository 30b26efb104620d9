import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useAnswer } from '../api/answer.ts'
import { Moment } from '../ui/Due.tsx'
import { Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { Arithmetic } from './Arithmetic.tsx'
import { inWords } from './arithmetic.ts'
import { Hash } from './Hash.tsx'
import { Irregular } from './Irregular.tsx'
import { ReportRoll } from './ReportRoll.tsx'
import { useVerdict } from './use-verdict.ts'
import { ballotQuery, type Ballot } from './ballots.queries.ts'
import { wholeRollQuery } from './roll.queries.ts'

/** The report of a ballot that was counted: everything about it on one page, to be read and printed. */
export function ReportScreen() {
  const { t } = useLingui()
  const { id } = useParams({ strict: false })
  const answer = useAnswer(ballotQuery, { id: id ?? '' })
  const roll = useAnswer(wholeRollQuery, { id: id ?? '' })
  if (answer.state === 'waiting' || roll.state === 'waiting') return <Waiting title={t`Report`} />
  if (answer.state === 'failed' || roll.state === 'failed') {
    const failed = answer.state === 'failed' ? answer : roll
    return (
      <Screen title={t`Report`}>
        <Failed cause={failed.state === 'failed' ? failed.cause : 'fault'} retry={failed.retry} />
      </Screen>
    )
  }
  const { ballot } = answer.data
  if (ballot === null) return <Screen title={t`There is no such ballot for you`} lede={<Trans>It does not exist, or your seat may not see it.</Trans>} />
  if (ballot.result === null)
    return (
      <Screen title={t`There is no report before the count`} lede={<Trans>The ballot is open, or it was ended without one.</Trans>}>
        <p className="after">
          <Where to={`/b/${ballot.id}`} className="btn">
            <Trans>The ballot</Trans>
          </Where>
        </p>
      </Screen>
    )
  return <Report ballot={ballot} result={ballot.result} seats={roll.data.ballot?.roll ?? []} />
}

interface ReportProps {
  readonly ballot: Ballot
  readonly result: NonNullable<Ballot['result']>
  readonly seats: Ballot['rollPage']['nodes']
}

function Report({ ballot, result, seats }: ReportProps) {
  const { t } = useLingui()
  const { carries, words } = useVerdict()(ballot, result)
  const turnout = plural(ballot.seats, { one: `${ballot.cast} of # seat took part`, other: `${ballot.cast} of # seats took part` })
  return (
    <Screen
      title={t`Report of ballot ${ballot.number}: ${words}`}
      over={
        <Where to={`/b/${ballot.id}`}>
          <bdi>{ballot.draft.number}</bdi> {ballot.draft.title}
        </Where>
      }
      beside={
        <button type="button" className="btn" onClick={() => window.print()}>
          <Trans>Print</Trans>
        </button>
      }
      lede={inWords(result.sentence)}
    >
      <section className="section" aria-labelledby="asked">
        <h2 className="h2" id="asked">
          <Trans>What was asked, and by which rule</Trans>
        </h2>
        <dl className="facts wide">
          <dt>
            <Trans>Question</Trans>
          </dt>
          <dd>
            <bdi>{ballot.question}</bdi>
          </dd>
          <dt>
            <Trans>Committee</Trans>
          </dt>
          <dd>
            <bdi>{ballot.draft.committee.code}</bdi> {ballot.draft.committee.name}
          </dd>
          <dt>
            <Trans>Text</Trans>
          </dt>
          <dd>
            <Trans>
              {ballot.edition.name}, frozen on <Moment at={ballot.edition.createdAt} zone={ballot.zone} />
            </Trans>
            <Hash value={ballot.edition.hash} />
          </dd>
          <dt>
            <Trans>Rule</Trans>
          </dt>
          <dd>
            <span className="serif">{ballot.ruleInWords}</span> <span className="meta">{ballot.rule}</span>
            {ballot.figures !== null && (
              <span className="meta">
                {' '}
                <Trans>Inhabitants: {ballot.figures}.</Trans>
              </span>
            )}
          </dd>
          <dt>
            <Trans>Open</Trans>
          </dt>
          <dd>
            <Trans>
              from <Moment at={ballot.opensAt} zone={ballot.zone} /> to <Moment at={result.closedAt} zone={ballot.zone} />, opened by <bdi>{ballot.openedBy.name}</bdi>
            </Trans>
          </dd>
          <dt>
            <Trans>Turnout</Trans>
          </dt>
          <dd>{turnout}</dd>
          <dt>
            <Trans>Roll</Trans>
          </dt>
          <dd>
            <Hash value={ballot.rollHash} />
          </dd>
          <dt>
            <Trans>What follows</Trans>
          </dt>
          <dd>{carries ? ballot.ifCarries : ballot.ifFails}</dd>
        </dl>
      </section>
      <Tallies ballot={ballot} result={result} />
      <Arithmetic result={result} />
      <div className="section">
        <Irregular ballot={ballot} />
      </div>
      <ReportRoll ballot={ballot} result={result} seats={seats} />
    </Screen>
  )
}

function Tallies({ ballot, result }: Pick<ReportProps, 'ballot' | 'result'>) {
  const names = new Map(ballot.choices.map(choice => [choice.code, choice.name]))
  return (
    <section className="section" aria-labelledby="tallies">
      <h2 className="h2" id="tallies">
        <Trans>What was counted</Trans>
      </h2>
      <dl className="facts">
        {result.tallies.map(({ choice, count, weight }) => (
          <Fragment key={choice}>
            <dt>{names.get(choice) ?? choice}</dt>
            <dd className="num">{weight === count ? count : <Trans>{count}, with a weight of {weight}</Trans>}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
