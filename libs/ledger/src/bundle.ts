import { accept, refusal, type Result } from '@plenary/kernel'
import type { SealedEntry } from './entry.ts'
import { actSections, recordFormat, type DraftRecord, type PlacedOpening } from './record.ts'

/** The text files of a bundle, by path. */
export type BundleFiles = ReadonlyMap<string, string>

/** What was read from a bundle: its form is sound, its truth is not yet checked. */
export interface Bundle {
  readonly record: DraftRecord
  readonly chains: ReadonlyMap<string, readonly SealedEntry[]>
  readonly openings: readonly PlacedOpening[]
}

type Fields = Readonly<Record<string, unknown>>
type Form = (value: unknown) => boolean

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const text: Form = value => typeof value === 'string'
const textOrNull: Form = value => value === null || typeof value === 'string'
const whole: Form = value => Number.isSafeInteger(value)
const wholeOrNull: Form = value => value === null || Number.isSafeInteger(value)
const truth: Form = value => typeof value === 'boolean'
const fields: Form = isFields
const texts: Form = value => Array.isArray(value) && value.every(text)
const listOf = (form: Form): Form => value => Array.isArray(value) && value.every(form)
const withFields = (forms: Readonly<Record<string, Form>>): Form => value =>
  isFields(value) && Object.entries(forms).every(([name, form]) => form(value[name]))

const head = withFields({ seq: whole, hash: text })
const entry = withFields({ chain: text, seq: whole, previous: text, kind: text, actor: textOrNull, at: text, facts: fields, hash: text })
const opening = withFields({ chain: text, seq: whole, path: text, commitment: text, salt: text })
const vote = withFields({ seat: text, choice: text, reason: textOrNull, at: text, entry: whole })
const maybe = (form: Form): Form => value => value === undefined || form(value)
const paper = withFields({ tracker: text, choice: text, reason: textOrNull })
const result: Form = value => value === null || withFields({ outcome: text, tallies: fields, sentence: text })(value)

const recordForms: Readonly<Record<string, Form>> = {
  format: value => value === recordFormat,
  exportedAt: text,
  draft: withFields({ id: text, title: text, stage: text, phase: text, languages: texts, withdrawn: truth }),
  heads: value => isFields(value) && Object.values(value).every(head),
  stages: listOf(withFields({ from: textOrNull, to: text, at: text, takenBack: truth, overridden: texts, reason: textOrNull, entry: whole })),
  editions: listOf(withFields({ number: whole, hash: text, frozenAt: text, adopted: truth, file: text, entry: whole })),
  ballots: listOf(withFields({
    id: text, edition: whole, editionHash: text, rule: withFields({ id: text }), opensAt: text, closesAt: text, roll: listOf(withFields({ seat: text })),
    rollHash: text, context: fields, endsAt: maybe(text), kind: maybe(text), participants: maybe(texts), papers: maybe(listOf(paper)), votes: listOf(vote), result, entry: whole,
  })),
  decisions: listOf(withFields({ id: text, kind: text, outcome: text, entry: whole })),
  comments: listOf(withFields({ id: text, disposition: textOrNull, reason: textOrNull, entry: wholeOrNull })),
  ...Object.fromEntries(Object.keys(actSections).map(section => [section, maybe(listOf(withFields({ act: text, at: text, facts: fields, entry: whole })))])),
}

function parse(files: BundleFiles, path: string): Result<unknown> {
  const content = files.get(path)
  if (content === undefined) return refusal('bundle', `The bundle has no ${path}.`)
  try {
    return accept(JSON.parse(content) as unknown)
  } catch (error) {
    if (error instanceof SyntaxError) return refusal('bundle', `${path} is not JSON: ${error.message}.`)
    throw error
  }
}

function readRecord(files: BundleFiles): Result<DraftRecord> {
  const data = parse(files, 'record.json')
  if (!data.ok) return data
  if (!isFields(data.value)) return refusal('bundle', 'record.json does not hold an object.')
  const bad = Object.entries(recordForms).find(([name, form]) => !form((data.value as Fields)[name]))
  return bad === undefined ? accept(data.value as unknown as DraftRecord) : refusal('bundle', `record.json: ${bad[0]} has not the form of ${recordFormat}.`)
}

function readList<T>(files: BundleFiles, path: string, form: Form): Result<readonly T[]> {
  const data = parse(files, path)
  if (!data.ok) return data
  if (!Array.isArray(data.value)) return refusal('bundle', `${path} does not hold a list.`)
  const bad = data.value.findIndex(item => !form(item))
  return bad < 0 ? accept(data.value as T[]) : refusal('bundle', `${path}[${bad}] has not the form of ${recordFormat}.`)
}

const byChain = (entries: readonly SealedEntry[]): ReadonlyMap<string, readonly SealedEntry[]> => {
  const chains = new Map<string, SealedEntry[]>()
  for (const one of entries) {
    const chain = chains.get(one.chain)
    if (chain === undefined) chains.set(one.chain, [one])
    else chain.push(one)
  }
  return chains
}

/** Reads a bundle's files. Refuses with one sentence that names the file and the place when its form is wrong. */
export function readBundle(files: BundleFiles): Result<Bundle> {
  const record = readRecord(files)
  if (!record.ok) return record
  const entries = readList<SealedEntry>(files, 'ledger.json', entry)
  if (!entries.ok) return entries
  const openings = readList<PlacedOpening>(files, 'openings.json', opening)
  if (!openings.ok) return openings
  return accept({ record: record.value, chains: byChain(entries.value), openings: openings.value })
}
