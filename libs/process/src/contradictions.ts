import { accept, refusal, type Result } from '@plenary/kernel'
import type { Phase } from './phase.ts'
import { reachableFrom } from './rulebook-paths.ts'
import { isFrozenIn, stageOf, type Rulebook } from './rulebook.ts'

/** Where one draft stands under one of its rulebooks. */
export interface Track {
  readonly rulebook: Rulebook
  readonly stage: string
}

const name = ({ rulebook, stage }: Track): string => `${rulebook.title} (${stageOf(rulebook, stage).title})`
const adopted = (phase: Phase): boolean => phase === 'implementation' || phase === 'review'

/** Why two tracks cannot both be true of one text; null if they can. */
function contradiction(one: Track, other: Track): string | null {
  const [a, b] = [stageOf(one.rulebook, one.stage), stageOf(other.rulebook, other.stage)]
  if ((a.ends === undefined) !== (b.ends === undefined)) {
    const [ended, going] = a.ends === undefined ? [other, one] : [one, other]
    return `${name(ended)} has ended, ${name(going)} goes on.`
  }
  if (a.ends !== undefined) return null
  if (adopted(a.phase) !== adopted(b.phase)) {
    const [settled, open] = adopted(a.phase) ? [one, other] : [other, one]
    return `${name(settled)} has adopted the text, ${name(open)} has not.`
  }
  const [frozen, open] = isFrozenIn(one.rulebook, one.stage) ? [one, other] : [other, one]
  if (isFrozenIn(one.rulebook, one.stage) !== isFrozenIn(other.rulebook, other.stage)) return `${name(frozen)} holds the text frozen, ${name(open)} still writes it.`
  return null
}

/** Everything in which the tracks of one draft contradict each other, a sentence each; the order of the tracks does not matter. */
export function contradictions(tracks: readonly Track[]): readonly string[] {
  return tracks.flatMap((one, index) => tracks.slice(index + 1).flatMap(other => contradiction(one, other) ?? []))
}

/**
 * Decides whether a second track of a draft may be recorded at a stage of its rulebook; `before` is where the track stood, null for a new one.
 * Another body moves by its own rules: a track goes only where its rulebook has a move, stages passed without a record allowed for.
 * Refuses with: `unknown-rulebook`, `own-rulebook`, `unknown-stage`, `not-permitted`, `reason-missing`.
 */
export function recordTrack(
  rulebook: Rulebook | null, own: string, wanted: { readonly stage: string; readonly reason: string }, before: string | null,
): Result<{ readonly stage: string; readonly reason: string }> {
  if (rulebook === null) return refusal('unknown-rulebook', 'There is no such rulebook. Choose one from the list.')
  if (rulebook.id === own) return refusal('own-rulebook', `The draft itself runs under ${rulebook.title}: move it instead.`)
  if (!rulebook.stages.some(one => one.code === wanted.stage)) return refusal('unknown-stage', `${rulebook.title} has no stage ${wanted.stage}.`)
  if (before !== null && !reachableFrom(rulebook.moves, [before]).has(wanted.stage)) {
    return refusal('not-permitted', `Under ${rulebook.title} no moves lead from ${before} to ${wanted.stage}.`)
  }
  if (wanted.reason.trim() === '') return refusal('reason-missing', 'Say whence it is known where the draft stands there.')
  return accept({ stage: wanted.stage, reason: wanted.reason.trim() })
}
