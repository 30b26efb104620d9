import * as v from 'valibot'
import { isDuration } from './clock.ts'
import { phases } from './phase.ts'
import { predicateSchema } from './predicate.ts'
import { roles } from './role.ts'

const named = v.pipe(v.string(), v.minLength(1, 'must not be empty'))
const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]*$/, 'must be a code of letters, digits, spaces, dots, slashes and hyphens'))
const key = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be a key of small letters, digits, dots and hyphens'))
const duration = v.pipe(v.string(), v.check(isDuration, 'must be an ISO 8601 duration such as P14D or P4Y6M'))
const date = v.pipe(v.string(), v.isoDate('must be a date such as 2027-01-04'))
const role = v.picklist(roles, `must be one of the roles: ${roles.join(', ')}`)
const someRoles = v.pipe(v.array(role), v.minLength(1, 'must name at least one role'))
const someCodes = v.pipe(v.array(code), v.minLength(1, 'must name at least one stage'))
const fraction = v.pipe(v.string(), v.regex(/^\d+\/[1-9]\d*$/, 'must be a fraction such as 2/3'))

/** Where a fact comes from: `confirmed: <source>`, `memory` or `design default`; several with what each speaks of in brackets. */
const fact = v.pipe(v.string(), v.regex(
  /^(confirmed: [a-z0-9-]+|memory|design default)( \([^()]+\))?(; (confirmed: [a-z0-9-]+|memory|design default)( \([^()]+\))?)*$/,
  'must be “confirmed: <source>”, “memory” or “design default”',
))

const stage = v.strictObject({
  code,
  /** Other codes by which documents call this stage. */
  aliases: v.optional(v.array(code)),
  phase: v.picklist(phases, `must be one of the phases: ${phases.join(', ')}`),
  title: named,
  /** What is done in this stage, one sentence for the rail. */
  purpose: named,
  /** The stage cannot be left forward before. */
  minimum: v.optional(duration),
  /** Later than this is late; nothing happens by itself. */
  target: v.optional(duration),
  /** The person in turn if nothing is missing. */
  holder: role,
  /** Conditions of coming here, whatever move leads here, moves back aside. */
  entry: v.optional(v.array(named)),
  /** Conditions of going forward from here. */
  exit: v.optional(v.array(named)),
  /** The work ends here, and how. */
  ends: v.optional(v.picklist(['abandoned', 'withdrawn', 'superseded'], 'must be abandoned, withdrawn or superseded')),
  fact: v.optional(fact),
})

const move = v.strictObject({
  from: code,
  to: code,
  kind: v.picklist(['forward', 'back'], 'must be forward or back'),
  title: named,
  gates: v.array(named),
  by: someRoles,
  /** Moves back say why; moves forward speak by their gates. */
  reason: v.picklist(['required', 'optional'], 'must be required or optional'),
  override: v.optional(v.strictObject({ by: someRoles, gates: v.array(named) })),
})

/** A condition that the rulebook defines itself: somebody's word, or a predicate over the facts. */
const condition = v.union([
  v.strictObject({ title: named, attested: v.strictObject({ by: someRoles, eachSeat: v.optional(v.boolean()), statement: named }), fact: v.optional(fact) }),
  v.strictObject({ title: named, when: predicateSchema, fact: v.optional(fact) }),
], 'must have a title and either “attested” or “when”')

const clock = v.pipe(v.strictObject({
  key,
  title: named,
  /** From when it runs: the entry into the first of its stages, the opening of the draft, the result of the ballot, the adoption. */
  starts: v.picklist(['entry', 'opening', 'result', 'adoption'], 'must be entry, opening, result or adoption'),
  /** While the draft stands in one of these, the clock runs. */
  stages: someCodes,
  duration: v.optional(duration),
  /** Days on which the secretariat works, by its calendar. */
  workingDays: v.optional(v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1'))),
  /** How long before the end people are reminded. */
  reminders: v.optional(v.array(duration)),
  /** What happens when it has run: people are told, or the draft moves or is withdrawn by itself. */
  onTimeout: v.strictObject({
    do: v.picklist(['remind', 'move', 'withdraw'], 'must be remind, move or withdraw'),
    to: v.optional(code),
    words: named,
  }),
  fact,
}), v.check(one => (one.duration === undefined) !== (one.workingDays === undefined), 'must have either a duration or workingDays'))

const ballot = v.strictObject({
  /** The counting rule, by its id. */
  rule: named,
  title: named,
  /** Where a ballot under this rule is held. The first of several rules in one stage is the usual one. */
  stages: someCodes,
  /** Who votes, in words. */
  voters: named,
  duration,
  /** Whether anyone sees how votes fall before the close. */
  results: v.picklist(['hidden-until-close', 'open'], 'must be hidden-until-close or open'),
  /** The same text may not be balloted again before. */
  sameTextAgain: duration,
  /** The kinds of ballot that may be held; left out, all of them. */
  kinds: v.optional(v.pipe(v.array(v.picklist(['recorded', 'names-only', 'secret'], 'must be recorded, names-only or secret')), v.minLength(1, 'must name at least one kind'))),
  /** By how much, and how often, the end of an open ballot may be put off; left out, never. */
  extension: v.optional(v.strictObject({ most: duration, times: v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1')) })),
  /** Whether a ballot may end before its time once every seat has voted. */
  closesWhenAllVoted: v.optional(v.boolean()),
  /** Whether it is taken in a meeting, by those who are present: always, or where the chair so decides; left out, never. */
  meeting: v.optional(v.picklist(['required', 'possible'], 'must be required or possible')),
  /**
   * That the ballot may be held again on a new edition, about what changed and what is unresolved, with the votes that stand carried over: for how long at
   * least, and which choices are negative. Left out, it may not.
   */
  recirculation: v.optional(v.strictObject({ duration, negatives: v.pipe(v.array(named), v.minLength(1, 'must name at least one choice')), fact })),
  /** Choices that need a reason to count. */
  reasons: v.optional(v.array(named)),
  /** The share of votes in favour and against, for holding printed results against the rule. Exact fractions. */
  shares: v.optional(v.strictObject({ favourAtLeast: v.optional(fraction), againstAtMost: v.optional(fraction), favourOfMembers: v.optional(fraction) })),
  /** Stages that a passed ballot leads to, and those a lost one does. */
  passed: v.optional(someCodes),
  lost: v.optional(someCodes),
  /** What follows, in words, for the voter. */
  ifCarries: named,
  ifFails: named,
  ifNothing: named,
  fact,
})

/** A body that hears objections or appeals, and how long it has to decide. */
const level = v.strictObject({ body: named, decide: v.optional(duration), fact })

const review = v.strictObject({
  begin: duration,
  decideBy: duration,
  outcomes: v.record(
    v.picklist(['confirm', 'amend', 'revise', 'withdraw'], 'must be confirm, amend, revise or withdraw'),
    v.strictObject({ title: named, to: v.nullable(code) }),
  ),
  onTimeout: v.picklist(['expired', 'confirm'], 'must be expired or confirm'),
  fact,
})

/** A day of the week as a rulebook and a calendar name it. */
export const weekdaySchema = v.picklist([1, 2, 3, 4, 5, 6, 7], 'must be a day of the week from 1, Monday, to 7')

/** A day without work: once, every year, or so many days from Easter Sunday. */
export const holidaySchema = v.union([
  v.strictObject({ title: named, yearly: v.pipe(v.string(), v.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 12-25')) }),
  v.strictObject({ title: named, easter: v.pipe(v.number(), v.integer('must be whole days from Easter Sunday')) }),
  v.strictObject({ title: named, on: date }),
], 'must have a title and one of yearly, easter and on')

const edition = v.strictObject({
  edition: named,
  /** In force from this day to the day before `until`, in the zone. */
  from: date,
  until: v.optional(date),
  source: named,
  /** The named time zone in which days begin and end. */
  zone: named,
  /** Whether a period's last day must be over, or the act may happen on it. */
  lastDay: v.picklist(['whole', 'included'], 'must be whole or included'),
  /** Working days of the secretariat. */
  calendar: v.optional(v.strictObject({ title: named, weekend: v.array(weekdaySchema), holidays: v.array(holidaySchema), fact })),
  stages: v.pipe(v.array(stage), v.minLength(1, 'must have at least one stage')),
  moves: v.array(move),
  conditions: v.optional(v.record(key, condition)),
  clocks: v.optional(v.array(clock)),
  call: v.strictObject({ minimum: duration, fact }),
  coolingOff: duration,
  ballots: v.array(ballot),
  objection: v.strictObject({
    by: named, says: v.array(named), ends: named, suspends: v.boolean(), levels: v.array(level),
    /** How long a seat has to say whether an answer clears its objection. */
    respond: v.optional(duration),
    fact,
  }),
  appeal: v.strictObject({
    window: duration, levels: v.optional(v.array(level)),
    /** Into which phases a draft does not move while an appeal is pending. */
    suspends: v.array(v.picklist(phases, `must be one of the phases: ${phases.join(', ')}`)),
    /** What follows by itself when an appeal against the adoption is upheld; left out where the text says nothing of it. */
    upheld: v.optional(v.strictObject({
      /** Where the draft goes back to, its text adopted no longer; null: nothing moves by itself. */
      to: v.nullable(code),
      /** Whether the adoption is suspended while such an appeal is pending. */
      suspends: v.boolean('must be true or false'),
      /** What follows, in words. */
      words: named,
      fact,
    })),
    fact,
  }),
  /** How long a silence procedure runs at least. */
  silence: v.optional(v.strictObject({ minimum: duration, fact })),
  /** How many missed votes lower a membership: in ballots under these rules, from which category of seats to which, and for how long. */
  membership: v.optional(v.array(v.strictObject({
    from: named, to: named,
    rules: v.pipe(v.array(named), v.minLength(1, 'must name at least one rule')),
    missed: v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1')),
    term: v.optional(duration),
    fact,
  }))),
  /** The largest share of the participating seats that one interest category may hold. */
  balance: v.optional(v.strictObject({ cap: fraction, fact })),
  /** Experts that seats must name, by the number of participating seats; the last holds for any more. */
  experts: v.optional(v.strictObject({ needed: v.pipe(v.array(v.strictObject({ seatsAtMost: v.optional(v.number()), experts: v.number() })), v.minLength(1, 'must name a number')), fact })),
  /** None where texts are not reviewed by date. */
  review: v.optional(review),
  /** Weights of members by year, as published. */
  weights: v.optional(v.array(v.strictObject({ title: named, from: date, until: v.optional(date), source: named, fact, by: v.record(named, v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(0, 'must not be negative'))) }))),
  /** What the text says beyond what is run here. */
  notes: v.optional(v.array(v.strictObject({ says: named, fact }))),
})

/** The form of a rulebook file: one body's procedure, all its editions. */
export const rulebookFileSchema = v.strictObject({
  id: key,
  /** Other ids by which it is asked for. */
  aliases: v.optional(v.array(key)),
  title: named,
  /** Where each source key of the facts leads. */
  sources: v.record(key, named),
  editions: v.pipe(v.array(edition), v.minLength(1, 'must have at least one edition')),
})
