import type { Phase } from './phase.ts'
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
