import { compareDurations, isNothing, isZone } from './clock.ts'
import { gateOf } from './conditions.ts'
import { pathFault } from './rulebook-paths.ts'
import { satisfiabilityFault } from './rulebook-satisfiable.ts'
import { ballotsAt, stageOf, type Rulebook, type RulebookFile } from './rulebook.ts'

/** The counting rules that exist, by id, each with its choices. */
export type KnownRules = Readonly<Record<string, readonly string[]>>

const quoted = (text: string): string => JSON.stringify(text)
const firstOf = (faults: Iterable<string | null>): string | null => {
  for (const fault of faults) if (fault !== null) return fault
  return null
}

/** A name in an edition that nothing bears: a stage, a gate, a rule, a choice, a source. */
function* names(book: Rulebook, rules: KnownRules | undefined): Generator<string | null> {
  const codes = book.stages.flatMap(one => [one.code, ...(one.aliases ?? [])])
  const known = new Set(book.stages.map(one => one.code))
  const twice = codes.find((code, index) => codes.indexOf(code) !== index)
  if (twice !== undefined) yield `stages: two stages have the same code ${quoted(twice)}`
  const noGate = (place: string, listed: readonly string[] = []): string | null => {
    const strange = listed.findIndex(name => gateOf(book, name) === null)
    return strange < 0 ? null : `${place}[${strange}]: there is no gate ${quoted(listed[strange] as string)}`
  }
  const noStage = (place: string, code: string | null | undefined): string | null =>
    (code === null || code === undefined || known.has(code) ? null : `${place}: there is no stage ${quoted(code)}`)
  for (const [index, one] of book.stages.entries()) {
    yield noGate(`stages[${index}].entry`, one.entry)
    yield noGate(`stages[${index}].exit`, one.exit)
  }
  const pairs = book.moves.map(({ from, to }) => `${from} → ${to}`)
  for (const [index, one] of book.moves.entries()) {
    yield noStage(`moves[${index}].from`, one.from)
    yield noStage(`moves[${index}].to`, one.to)
    yield noGate(`moves[${index}].gates`, one.gates)
    if (pairs.indexOf(pairs[index] as string) !== index) yield `moves[${index}]: the move ${pairs[index]} is there twice`
    const beyond = one.override?.gates.find(name => !one.gates.includes(name))
    if (beyond !== undefined) yield `moves[${index}].override: the move has no gate ${quoted(beyond)}`
  }
  for (const [index, one] of book.ballots.entries()) {
    const place = `ballots[${index}]`
    for (const [field, listed] of [['stages', one.stages], ['passed', one.passed], ['lost', one.lost]] as const) {
      for (const [at, code] of (listed ?? []).entries()) yield noStage(`${place}.${field}[${at}]`, code)
    }
    if (rules === undefined) continue
    const choices = Object.hasOwn(rules, one.rule) ? rules[one.rule] : undefined
    if (choices === undefined) yield `${place}.rule: there is no counting rule ${quoted(one.rule)}`
    else {
      const strange = one.reasons?.find(choice => !choices.includes(choice))
      if (strange !== undefined) yield `${place}.reasons: the rule ${one.rule} has no choice ${quoted(strange)}`
      const unknown = one.recirculation?.negatives.find(choice => !choices.includes(choice))
      if (unknown !== undefined) yield `${place}.recirculation.negatives: the rule ${one.rule} has no choice ${quoted(unknown)}`
    }
  }
  for (const [index, one] of (book.membership ?? []).entries()) {
    const unheld = one.rules.find(rule => !book.ballots.some(ballot => ballot.rule === rule))
    if (unheld !== undefined) yield `membership[${index}].rules: no ballot is held under ${quoted(unheld)}`
  }
  for (const [index, one] of (book.clocks ?? []).entries()) {
    for (const [at, code] of one.stages.entries()) yield noStage(`clocks[${index}].stages[${at}]`, code)
    yield noStage(`clocks[${index}].onTimeout.to`, one.onTimeout.to)
  }
  for (const [outcome, { to }] of Object.entries(book.review?.outcomes ?? {})) yield noStage(`review.outcomes.${outcome}.to`, to)
  yield noStage('appeal.upheld.to', book.appeal.upheld?.to)
}

/** A source key that the file does not explain. */
function sourceFault(file: RulebookFile): string | null {
  const used = [...JSON.stringify(file.editions).matchAll(/confirmed: ([a-z0-9-]+)/g)].map(match => match[1] as string)
  const strange = used.find(key => !Object.hasOwn(file.sources, key))
  return strange === undefined ? null : `sources: a fact rests on ${quoted(strange)}, which is not explained`
}

const overOne = (text: string): boolean => {
  const [numerator, denominator] = text.split('/').map(BigInt) as [bigint, bigint]
  return numerator > denominator
}

/** A figure that cannot be meant: a share over one, a minimum above its target, a clock that moves nowhere. */
function* figures(book: Rulebook): Generator<string | null> {
  if (!isZone(book.zone)) yield `zone: there is no time zone ${quoted(book.zone)}`
  if (book.calendar !== undefined && new Set(book.calendar.weekend).size === 7) yield 'calendar.weekend: there is no working day left'
  for (const [index, { minimum, target }] of book.stages.entries()) {
    if (minimum !== undefined && target !== undefined && compareDurations(minimum, target) > 0) yield `stages[${index}].minimum: ${minimum} is more than the target ${target}`
  }
  for (const [index, { shares = {}, stages, duration }] of book.ballots.entries()) {
    for (const [name, share] of Object.entries(shares)) {
      if (overOne(share)) yield `ballots[${index}].shares.${name}: ${share} is more than one`
    }
    const least = stages.map(code => stageOf(book, code)).find(one => one.target !== undefined && compareDurations(duration, one.target) > 0)
    if (least !== undefined) yield `ballots[${index}].duration: ${duration} is more than the target ${least.target} of ${quoted(least.code)}`
  }
  if (book.balance !== undefined && overOne(book.balance.cap)) yield `balance.cap: ${book.balance.cap} is more than one`
  const { review } = book
  if (review !== undefined && compareDurations(review.begin, review.decideBy) > 0) yield `review.begin: ${review.begin} is more than decideBy ${review.decideBy}`
  const clocks = book.clocks ?? []
  const keys = clocks.map(one => one.key)
  for (const [index, { key, duration, reminders = [], stages, onTimeout }] of clocks.entries()) {
    const place = `clocks[${index}]`
    if (keys.indexOf(key) !== index) yield `${place}.key: two clocks have the key ${quoted(key)}`
    if (duration !== undefined && isNothing(duration)) yield `${place}.duration: a clock runs for some time`
    const late = reminders.find(before => duration !== undefined && compareDurations(before, duration) >= 0)
    if (late !== undefined) yield `${place}.reminders: ${late} before the end is not after the beginning of ${duration}`
    if ((onTimeout.do === 'move') !== (onTimeout.to !== undefined)) yield `${place}.onTimeout: a move says where to, and nothing else does`
    const stuck = onTimeout.to === undefined ? undefined : stages.find(code => !book.moves.some(move => move.from === code && move.to === onTimeout.to))
    if (stuck !== undefined) yield `${place}.onTimeout: no move leads from ${stuck} to ${onTimeout.to}`
  }
}

/** A gate on a ballot where none is held, and a review that leads where no move does. */
function* procedure(book: Rulebook): Generator<string | null> {
  for (const [index, move] of book.moves.entries()) {
    if (move.gates.includes('ballot-passed') && ballotsAt(book, move.from).length === 0) yield `moves[${index}].gates: no ballot is held in ${move.from}, so none can pass there`
  }
  if (book.review === undefined) return
  const under = book.stages.filter(one => one.phase === 'review').map(one => one.code)
  if (under.length === 0) yield 'review: there is no stage in which a text is under review'
  const reviewed = book.moves.some(move => under.includes(move.to) && stageOf(book, move.from).phase === 'implementation')
  if (!reviewed) yield 'review: no move leads from implementation into review'
  for (const [outcome, { to }] of Object.entries(book.review.outcomes)) {
    if (to !== null && !book.moves.some(move => move.to === to && under.includes(move.from))) yield `review.outcomes.${outcome}.to: no move leads from review to ${to}`
  }
}

// After every day that can be written.
const endless = '9999-12-31'

/** Editions that overlap or leave a day without one. */
function editionFault(editions: readonly Rulebook[]): string | null {
  for (const [index, one] of editions.entries()) {
    const next = editions[index + 1]
    const { until = endless } = one
    if (until <= one.from) return `editions[${index}].until: ${until} is not after ${one.from}`
    if (next === undefined) continue
    if (until > next.from) return `editions[${index}].until: overlaps the edition ${next.edition}, in force from ${next.from}`
    if (until < next.from) return `editions[${index}].until: from ${until} to ${next.from} no edition is in force`
    if (one.edition === next.edition) return `editions[${index + 1}].edition: two editions are called ${quoted(one.edition)}`
  }
  return null
}

/** What is wrong in a rulebook whose form is right: one sentence with its place, or null. */
export function faultIn(file: RulebookFile, editions: readonly Rulebook[], rules?: KnownRules): string | null {
  const known = sourceFault(file) ?? editionFault(editions)
  if (known !== null) return known
  for (const [index, book] of editions.entries()) {
    const fault = firstOf(names(book, rules)) ?? pathFault(book) ?? firstOf(figures(book)) ?? firstOf(procedure(book)) ?? satisfiabilityFault(book)
    if (fault !== null) return `editions[${index}].${fault}`
  }
  return null
}
