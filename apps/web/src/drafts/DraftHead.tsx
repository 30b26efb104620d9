import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Presence } from '../editor/people.ts'

interface DraftHeadProps {
  readonly number: string
  readonly title: string
  readonly about: ReactNode
  /** The others who are here; null while this page does not know. */
  readonly people: readonly Presence[] | null
  /** How a clause is called, as short as it can be. */
  readonly numberOf: (clauseId: string) => string
  readonly rail: ReactNode
  readonly places: ReactNode
}

/** The head of the workspace: which draft, who is here, where it stands and what comes next. */
export function DraftHead({ number, title, about, people, numberOf, rail, places }: DraftHeadProps) {
  return (
    <div className="dhead" id="actions">
      <div className="head">
        <div>
          <h1 className="h1"><bdi>{number}</bdi> <span dir="auto">{title}</span></h1>
          <p className="q">{about}</p>
        </div>
        <div className="dhead-end">
          {places}
          <PeopleHere people={people} numberOf={numberOf} />
        </div>
      </div>
      {rail}
    </div>
  )
}

// The line is there before anybody is known to be: a line that came later would move the text.
// Names in a line are read; more of them are counted.
const namedAtMost = 4

/** Who is here by name and clause: in words, before any caret shows it. */
function PeopleHere({ people, numberOf }: Pick<DraftHeadProps, 'people' | 'numberOf'>) {
  if (people === null || people.length === 0) return <p className="pres">{people === null ? '\u00a0' : <Trans>Nobody else is here</Trans>}</p>
  const placed = people.filter(person => person.clauseId !== null && numberOf(person.clauseId) !== '').slice(0, namedAtMost)
  const reading = people.length - placed.length
  return (
    <p className="pres">
      <span className="b"><Plural value={people.length + 1} one="# person here:" other="# people here:" /></span>{' '}
      {placed.map((person, at) => (
        <span key={person.clientId}>
          {at > 0 && ', '}
          <Trans><bdi>{person.name}</bdi> in <bdi>{numberOf(person.clauseId ?? '')}</bdi></Trans>
        </span>
      ))}
      {reading > 0 && <>{placed.length > 0 && ', '}<Plural value={reading} one="# other reading" other="# others reading" /></>}
    </p>
  )
}
