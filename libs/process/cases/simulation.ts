import { compareInstants, endOfPeriod, later, reached } from '../src/clock.ts'
import { deadlinesAhead, type Deadline } from '../src/deadlines.ts'
import type { Facts, StageEntry } from '../src/facts.ts'
import { openReview } from '../src/review.ts'
import { ballotsAt, stageOf, type Rulebook } from '../src/rulebook.ts'
import { standing } from '../src/stand.ts'
import { runOut } from '../src/timeout.ts'
import { sound } from './facts.ts'

/** Something that happened to a draft at an instant: a deadline that came, and what it did. */
export interface Happening { readonly draft: string; readonly rulebook: string; readonly key: string; readonly task: Deadline['task']; readonly due: string; readonly at: string; readonly did: string }

/** One draft as the simulation knows it: its facts, and the deadlines that are set, as a table of the server would hold them. */
interface Running { facts: Facts; readonly book: Rulebook; readonly rows: Map<string, { due: string; task: Deadline['task']; stage: string; clock: string | null; done: boolean }> }

const entry = (from: string | null, to: string, at: string, kind: StageEntry['kind']): StageEntry =>
  ({ id: `${to}-${at}`, from, to, at, by: kind === 'opened' ? 'someone' : null, kind, reason: null, overridden: [] })

function opened(book: Rulebook, id: string, at: string): Running {
  const facts = sound('issue', { call: null, ballot: null, edition: null, attestations: [], now: at })
  const stage = book.stages[0]?.code ?? ''
  const running: Running = { book, rows: new Map(), facts: { ...facts, draft: { ...facts.draft, id, stage }, history: [entry(null, stage, at, 'opened')] } }
  set(running)
  return running
}

/** As the server does: computed again after each change, put under their keys; what was reminded once is not set again. */
function set(running: Running): void {
  const { facts, book, rows } = running
  for (const { key, due, task, clock = null } of deadlinesAhead(book, facts)) {
    rows.set(key, { due, task, stage: facts.draft.stage, clock, done: false })
  }
}

function come(running: Running, to: string, kind: StageEntry['kind']): void {
  const { book, facts } = running
  const { stage } = facts.draft
  const freezes = stageOf(book, to).phase === 'adoption' && stageOf(book, stage).phase !== 'adoption'
  const number = (facts.edition?.number ?? 0) + 1
  running.facts = {
    ...facts, draft: { ...facts.draft, stage: to, withdrawn: stageOf(book, to).ends !== undefined }, history: [...facts.history, entry(stage, to, facts.now, kind)],
    ...(freezes ? { edition: { number, hash: `${number}`.padStart(64, 'a'), frozenAt: facts.now }, ballot: null } : {}),
  }
  set(running)
}

/** What the people do of themselves: they hold a ballot where one is held, and go on when the minimum is over. `chance` decides where and how fast. */
function people(running: Running, chance: () => number): void {
  const { book, facts } = running
  const { stage } = facts.draft
  const held = ballotsAt(book, stage)[0]
  if (held !== undefined && facts.edition !== null && facts.ballot === null) {
    const closesAt = later(facts.now, held.duration, book.zone)
    running.facts = { ...facts, ballot: {
      id: `${facts.draft.id}-ballot-${facts.edition.number}`, rule: held.rule, closesAt, outcome: null, passed: false, sentence: null, edition: facts.edition.number,
      editionHash: facts.edition.hash, decidedAt: null,
    } }
    set(running)
    return
  }
  if (facts.ballot !== null && facts.ballot.outcome === null) return
  const here = standing(facts.history).at(-1)
  const { minimum } = stageOf(book, stage)
  if (here !== undefined && minimum !== undefined && !reached(facts.now, endOfPeriod(here.at, minimum, book.zone))) return
  const ways = book.moves.filter(move => move.from === stage && stageOf(book, move.to).ends === undefined)
  const forward = ways.filter(move => move.kind === 'forward')
  // Reviews are left to the clock: nobody opens one early here.
  const byClock = (to: string): boolean => book.review !== undefined && stageOf(book, stage).phase === 'implementation' && stageOf(book, to).phase === 'review'
  const open = (forward.length > 0 && chance() < 0.9 ? forward : ways).filter(move => !byClock(move.to))
  const chosen = open[Math.floor(chance() * open.length)]
  if (chosen !== undefined && chance() < 0.35) come(running, chosen.to, chosen.kind)
}

function carryOut(running: Running, task: Deadline['task'], clock: string | null): string {
  const { facts, book } = running
  if (task === 'ballot.close' && facts.ballot !== null) {
    running.facts = { ...facts, ballot: { ...facts.ballot, outcome: 'approved', passed: true, sentence: 'Approved.', decidedAt: facts.now } }
    set(running)
    return 'closed'
  }
  if (task === 'review.open') {
    const moved = openReview(book, facts)
    if (moved.ok) come(running, moved.value.to, 'forward')
    return moved.ok ? 'opened' : 'nothing'
  }
  if (task === 'clock.end' && clock !== null) {
    const ran = runOut(book, facts, clock)
    if (ran.ok && ran.value.kind === 'stage.moved') come(running, ran.value.to, ran.value.direction)
    return ran.ok ? ran.value.kind : 'nothing'
  }
  return 'told'
}

/** Runs drafts of the rulebooks day by day on a clock of its own, and tells everything that came due, in order. */
export function simulate(
  books: readonly Rulebook[], drafts: number, from: string, days: number, chance: () => number,
): { readonly happened: readonly Happening[]; readonly left: readonly Running[] } {
  const all = Array.from({ length: drafts }, (_, index) => opened(books[index % books.length] as Rulebook, `draft-${index}`, later(from, `PT${index % 24}H`, 'UTC')))
  const happened: Happening[] = []
  for (let day = 1, now = later(from, 'P1D', 'UTC'); day <= days; day += 1, now = later(now, 'P1D', 'UTC')) {
    for (const running of all) {
      for (;;) {
        const next = [...running.rows].filter(([, row]) => !row.done && reached(now, row.due)).sort((a, b) => compareInstants(a[1].due, b[1].due))[0]
        if (next === undefined) break
        const [key, row] = next
        row.done = true
        const { draft } = running.facts
        // A row that was set for an earlier stage has nothing to say; ballots and reviews go by their own rows.
        const stale = draft.withdrawn || (row.stage !== draft.stage && !['ballot.close', 'review.open', 'review.decide'].includes(row.task))
        if (stale) continue
        running.facts = { ...running.facts, now: compareInstants(row.due, running.facts.now) > 0 ? row.due : running.facts.now }
        const did = carryOut(running, row.task, row.clock)
        happened.push({ draft: draft.id, rulebook: running.book.id, key, task: row.task, due: row.due, at: running.facts.now, did })
      }
      running.facts = { ...running.facts, now }
      if (!running.facts.draft.withdrawn) people(running, chance)
    }
  }
  return { happened, left: all }
}
