import { editionAt } from '../editions.ts'
import type { Rulebook } from '../rulebook.ts'
import { loadRulebook } from '../rulebook-reader.ts'
import cen from './cen.json' with { type: 'json' }
import codex from './codex.json' with { type: 'json' }
import eu from './eu.json' with { type: 'json' }
import harmonization from './harmonization.json' with { type: 'json' }
import ich from './ich.json' with { type: 'json' }
import ieee from './ieee.json' with { type: 'json' }
import ietf from './ietf.json' with { type: 'json' }
import imdrf from './imdrf.json' with { type: 'json' }
import iso from './iso.json' with { type: 'json' }
import fastTrack from './iso-fasttrack.json' with { type: 'json' }
import aap from './itu-t-aap.json' with { type: 'json' }
import tap from './itu-t-tap.json' with { type: 'json' }
import oecd from './oecd.json' with { type: 'json' }
import unece from './unece-1958.json' with { type: 'json' }
import w3c from './w3c.json' with { type: 'json' }

const files: readonly unknown[] = [harmonization, iso, fastTrack, ietf, w3c, ich, imdrf, oecd, aap, tap, codex, cen, ieee, eu, unece]

const read = (data: unknown): readonly Rulebook[] => {
  const editions = loadRulebook(data)
  if (!editions.ok) throw new Error(editions.refusal.message)
  return editions.value
}

const shelf: ReadonlyMap<string, readonly Rulebook[]> = new Map(files.map(data => {
  const editions = read(data)
  return [editions[0]?.id ?? '', editions] as const
}))

const aliases: ReadonlyMap<string, string> = new Map([...shelf.values()].flatMap(([book]) => (book?.aliases ?? []).map(alias => [alias, book?.id ?? ''] as const)))

/** The rulebooks of the house, by id, each in its newest edition. This folder is the only place that names a body. */
export const rulebooks: Readonly<Record<string, Rulebook>> = Object.fromEntries([...shelf].map(([id, editions]) => [id, editions.at(-1) as Rulebook]))

/** Every edition of the rulebook with this id or alias, oldest first; none if there is no such rulebook. */
export const editionsOf = (id: string): readonly Rulebook[] => shelf.get(id) ?? shelf.get(aliases.get(id) ?? '') ?? []

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
