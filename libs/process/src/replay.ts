import { compareInstants, dateInWords, durationInWords, momentOf, reached, spanOfDate } from './clock.ts'
import { editionAt } from './editions.ts'
import { printedIn, verdictOf, type Printed } from './figures.ts'
import type { DocumentHistory, HistoryEvent } from './history.ts'
import { endOf } from './period.ts'
import { gateNamesOf, stageOf, type BallotOfRulebook, type Rulebook } from './rulebook.ts'

/** An event that the rulebook does not let happen as it is told. */
export interface RefusedEvent {
  readonly index: number
  readonly from: string | null
  readonly to: string
  readonly code: 'unknown-stage' | 'not-permitted' | 'too-soon' | 'rule'
  readonly message: string
}

type Fault = Pick<RefusedEvent, 'code' | 'message'>
interface Place { readonly stage: string; readonly since: string; readonly latest: string }

/** The earliest instant at which a draft that came to `from` at `since` can be in `to`, minimum times included; null if no moves lead there. */
function earliestArrival(rulebook: Rulebook, from: string, since: string, to: string): string | null {
  const arrivals = new Map([[from, { at: since, moment: momentOf(since) }]])
  const settled = new Set<string>()
  for (;;) {
    const open = [...arrivals].filter(([stage]) => !settled.has(stage))
    if (open.length === 0) return null
    const [stage, arrived] = open.reduce((first, one) => (one[1].moment < first[1].moment ? one : first))
    if (stage === to) return arrived.at
    settled.add(stage)
    const { minimum } = stageOf(rulebook, stage)
    const after = minimum === undefined ? arrived.at : endOf(rulebook, arrived.at, minimum)
    const waited = { at: after, moment: momentOf(after) }
    for (const move of rulebook.moves.filter(one => one.from === stage)) {
      const leaves = gateNamesOf(rulebook, move).includes('minimum-time') ? waited : arrived
      const known = arrivals.get(move.to)
      if (known === undefined || leaves.moment < known.moment) arrivals.set(move.to, leaves)
    }
  }
}

const codeIn = (book: Rulebook, stage: string): string | undefined =>
  book.stages.find(one => one.code === stage || one.aliases?.includes(stage) === true)?.code

function arrivalFault(book: Rulebook, here: Place, to: string, last: string, date: string): Fault | null {
  if (!book.stages.some(one => one.code === here.stage)) return { code: 'not-permitted', message: `The edition ${book.edition} has no stage ${here.stage}.` }
  const arrival = earliestArrival(book, here.stage, here.since, to)
  if (arrival === null) return { code: 'not-permitted', message: `No path of permitted moves leads from ${here.stage} to ${to}.` }
  if (reached(last, arrival)) return null
  const { minimum } = stageOf(book, here.stage)
  const least = minimum === undefined ? '' : ` ${here.stage} alone takes ${durationInWords(minimum)}.`
  return { code: 'too-soon', message: `The minimum times on the way from ${here.stage} to ${to} run until ${dateInWords(arrival, book.zone)}; the event is of ${date}.${least}` }
}

/** The result that a history tells of, held against the shares of the ballot it belongs to. */
class Results {
  private ballot: BallotOfRulebook | null = null
  private printed: Printed | null = null

  /** Takes in one event; says what contradicts the rule. */
  next(book: Rulebook, stage: string, { event = '', date }: HistoryEvent): Fault | null {
    const ballot = book.ballots.find(one => one.stages.includes(stage)) ?? (this.decides(stage) ? this.ballot : null) ?? this.decidedBy(book, stage)
    if (ballot === null) return null
    const printed = printedIn(event)
    if (ballot !== this.ballot) this.printed = null
    this.ballot = ballot
    if (printed.favour !== undefined || printed.membersFor !== undefined) this.printed = printed
    const figures = this.printed
    const led = ballot.passed?.includes(stage) === true ? 'passed' : ballot.lost?.includes(stage) === true ? 'lost' : null
    // Where a result has led somewhere, the next ballot has figures of its own.
    if (led !== null) this.printed = null
    const told = led ?? (figures === printed ? printed.said : null)
    if (figures === null || told === null) return null
    const verdict = verdictOf(ballot, figures, membersOf(book, date))
    if (verdict === 'open' || verdict === told) return null
    return { code: 'rule', message: `By the rule ${ballot.rule} the printed figures make the ballot ${verdict}; the event tells it ${told}.` }
  }

  private decides(stage: string): boolean {
    return this.ballot?.passed?.includes(stage) === true || this.ballot?.lost?.includes(stage) === true
  }

  private decidedBy(book: Rulebook, stage: string): BallotOfRulebook | null {
    return book.ballots.find(one => one.passed?.includes(stage) === true || one.lost?.includes(stage) === true) ?? null
  }
}

const membersOf = (book: Rulebook, date: string): number => {
  const tables = book.weights ?? []
  const inForce = tables.findLast(one => one.from <= date) ?? tables[0]
  return Object.keys(inForce?.by ?? {}).length
}

/** The best reading of an event under the editions that were in force between the last event and this one. */
function judge(books: readonly Rulebook[], here: Place | null, event: HistoryEvent, last: string): { readonly stage: string | undefined; readonly fault: Fault | null } {
  const known = books.flatMap(book => {
    const stage = codeIn(book, event.stage)
    return stage === undefined ? [] : [{ stage, fault: here === null ? null : arrivalFault(book, here, stage, last, event.date) }]
  })
  const best = known.find(one => one.fault === null) ?? known.find(one => one.fault?.code === 'too-soon') ?? known[0]
  return best ?? { stage: undefined, fault: { code: 'unknown-stage', message: `The rulebook ${(books[0] as Rulebook).id} has no stage ${event.stage}.` } }
}

/**
 * Holds a history against the editions of a rulebook, event by event; the edition at the event's date applies. Stages that were passed without
 * a record are allowed for; dates are read in the document's favour: a month may mean its first instant when a time begins, and its last when
 * it ends. A refused stage is left out of what follows, so that one wrong event is told once.
 */
export function replay(editions: readonly Rulebook[], history: DocumentHistory): readonly RefusedEvent[] {
  const refused: RefusedEvent[] = []
  const results = new Results()
  let here = null as Place | null
  for (const [index, event] of history.events.entries()) {
    const { zone } = editions.at(-1) as Rulebook
    const span = spanOfDate(event.date, zone)
    if (span === null) throw new RangeError(`${JSON.stringify(event.date)} is not a date; read the history with readHistory first.`)
    const before = here
    const from: string | null = before?.stage ?? null
    const books = [...new Set([editionAt(editions, span.last), ...(before === null ? [] : [editionAt(editions, before.since)])])]
    const { stage, fault } = judge(books, before, event, span.last)
    const early: Fault | null = before !== null && !reached(span.last, before.latest)
      ? { code: 'too-soon', message: `The event is of ${event.date}, before the one that it follows.` } : null
    const told = fault?.code === 'not-permitted' ? fault : early ?? fault
    const wrong = told ?? results.next(books[0] as Rulebook, stage as string, event)
    if (wrong !== null) refused.push({ index, from, to: event.stage, ...wrong })
    if (stage === undefined || wrong?.code === 'not-permitted') continue
    const latest: string = before === null || compareInstants(span.first, before.latest) > 0 ? span.first : before.latest
    here = { stage, since: before?.stage === stage ? before.since : latest, latest }
  }
  return refused
}
