import * as v from 'valibot'
import { isDuration } from './clock.ts'
import { phases } from './phase.ts'
import { roles } from './role.ts'

const named = v.pipe(v.string(), v.minLength(1, 'must not be empty'))
const code = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/i, 'must be a code of letters, digits, dots and hyphens'))
const duration = v.pipe(v.string(), v.check(isDuration, 'must be an ISO 8601 duration such as P14D or P4Y6M'))
const role = v.picklist(roles, `must be one of the roles: ${roles.join(', ')}`)

const stage = v.strictObject({
  code,
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
})

const move = v.strictObject({
  from: code,
  to: code,
  kind: v.picklist(['forward', 'back'], 'must be forward or back'),
  title: named,
  gates: v.array(named),
  by: v.pipe(v.array(role), v.minLength(1, 'must name at least one role')),
  /** Moves back say why; moves forward speak by their gates. */
  reason: v.picklist(['required', 'optional'], 'must be required or optional'),
  override: v.optional(v.strictObject({ by: v.pipe(v.array(role), v.minLength(1, 'must name at least one role')), gates: v.array(named) })),
})

/** The form of a rulebook file. */
export const rulebookSchema = v.strictObject({
  id: code,
  edition: named,
  title: named,
  source: named,
  /** The named time zone in which days begin and end. */
  zone: named,
  stages: v.pipe(v.array(stage), v.minLength(1, 'must have at least one stage')),
  moves: v.array(move),
  call: v.strictObject({ minimum: duration }),
  coolingOff: duration,
  ballot: v.strictObject({
    rule: named,
    duration,
    /** Whether anyone sees how votes fall before the close. */
    results: v.picklist(['hidden-until-close', 'open'], 'must be hidden-until-close or open'),
    /** The same text may not be balloted again before. */
    sameTextAgain: duration,
    /** What follows, in words, for the voter. */
    ifCarries: named,
    ifFails: named,
    ifNothing: named,
  }),
  appeal: v.strictObject({ window: duration }),
  review: v.strictObject({
    begin: duration,
    decideBy: duration,
    outcomes: v.record(
      v.picklist(['confirm', 'amend', 'revise', 'withdraw'], 'must be confirm, amend, revise or withdraw'),
      v.strictObject({ title: named, to: v.nullable(code) }),
    ),
    onTimeout: v.picklist(['expired', 'confirm'], 'must be expired or confirm'),
  }),
})

/** A body's procedure as data: stages, moves, gates, clocks, ballot rule and review policy. */
export type Rulebook = v.InferOutput<typeof rulebookSchema>
export type Stage = Rulebook['stages'][number]
export type Move = Rulebook['moves'][number]
export type ReviewOutcome = 'confirm' | 'amend' | 'revise' | 'withdraw'

/** The stage with this code; asking for a stage the rulebook does not have is a fault. */
export function stageOf(book: Rulebook, stageCode: string): Stage {
  const found = book.stages.find(one => one.code === stageCode)
  if (found === undefined) throw new Error(`The rulebook ${book.id} has no stage ${JSON.stringify(stageCode)}.`)
  return found
}
