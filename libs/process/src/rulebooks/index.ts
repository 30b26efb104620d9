import { editionAt } from '../editions.ts'
import type { Rulebook } from '../rulebook.ts'
import { soundRulebook } from '../rulebook-reader.ts'
import { shelf } from './shelf.ts'

interface Named { readonly id: string; readonly aliases?: readonly string[] }

// The default cycle comes first in every list.
const first = 'harmonization'
const files = (shelf as readonly Named[]).toSorted((a, b) => Number(b.id === first) - Number(a.id === first))
const fileOf: ReadonlyMap<string, Named> = new Map(files.flatMap(file => [file.id, ...(file.aliases ?? [])].map(id => [id, file] as const)))

// A file is read and checked when it is first asked for: whoever needs one rulebook does not wait for fifteen.
const asRead = new Map<Named, readonly Rulebook[]>()

function read(file: Named): readonly Rulebook[] {
  const known = asRead.get(file)
  if (known !== undefined) return known
  const editions = soundRulebook(file)
  asRead.set(file, editions)
  return editions
}

/** The rulebooks of the house, by id, each in its newest edition. This folder is the only place that names a body. */
export const rulebooks: Readonly<Record<string, Rulebook>> = Object.defineProperties({}, Object.fromEntries(
  files.map(file => [file.id, { enumerable: true, get: () => read(file).at(-1) as Rulebook }])))

/** Every edition of the rulebook with this id or alias, oldest first; none if there is no such rulebook. */
export function editionsOf(id: string): readonly Rulebook[] {
  const file = fileOf.get(id)
  return file === undefined ? [] : read(file)
}

/** The rulebook with this id or alias, in a named edition or the newest; null if there is none. */
export const rulebookOf = (id: string, edition?: string): Rulebook | null => {
  const editions = editionsOf(id)
  return (edition === undefined ? editions.at(-1) : editions.find(one => one.edition === edition)) ?? null
}

/** The edition of a rulebook in force at an instant; null if there is no such rulebook. */
export const rulebookAt = (id: string, instant: string): Rulebook | null => {
  const editions = editionsOf(id)
  return editions.length === 0 ? null : editionAt(editions, instant)
}
