import { accept, refusal, type Result } from '@plenary/kernel'
import * as v from 'valibot'
import { faultIn, type KnownRules } from './rulebook-faults.ts'
import { rulebookFileSchema } from './rulebook-form.ts'
import type { Rulebook, RulebookFile } from './rulebook.ts'

const placeOf = (path: readonly { readonly key: unknown }[] | undefined): string => {
  // The rulebook is an object, so that a place begins with a field.
  const place = (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return place === '' ? 'the rulebook' : place.slice(1)
}

const editionsOf = ({ editions, ...common }: RulebookFile): readonly Rulebook[] => editions.map(edition => ({ ...common, ...edition }))

/** The editions of a rulebook of the house. One that cannot be read is a fault of the program. */
export function soundRulebook(file: { readonly id: string }): readonly Rulebook[] {
  const editions = loadRulebook(file)
  if (!editions.ok) throw new Error(`${file.id}: ${editions.refusal.message}`)
  return editions.value
}

/**
 * Reads a rulebook file and gives its editions, oldest first. Refuses with one sentence that says what is wrong and where.
 * `rules` are the counting rules that exist with their choices, if the caller knows them.
 */
export function loadRulebook(data: unknown, rules?: KnownRules): Result<readonly Rulebook[]> {
  const read = v.safeParse(rulebookFileSchema, data)
  if (!read.success) {
    const issue = read.issues[0]
    return refusal('rulebook', `The rulebook is wrong at ${placeOf(issue.path)}: ${issue.message}.`)
  }
  const editions = editionsOf(read.output)
  const wrong = faultIn(read.output, editions, rules)
  return wrong === null ? accept(editions) : refusal('rulebook', `The rulebook is wrong at ${wrong}.`)
}
