import { isUtf8 } from 'node:buffer'
import { refusal, type Result } from '@plenary/kernel'
import type { Format, ImportedDraft, ImportOptions } from './format.ts'
import { formats, type FormatName } from './formats/index.ts'

const decode = (bytes: Uint8Array): string | null => isUtf8(bytes) ? new TextDecoder().decode(bytes) : null

const registry = formats as Readonly<Record<string, Format>>

/** The format of a file by its content; undefined if none fits. */
export function detect(input: Uint8Array | string): FormatName | undefined {
  const text = typeof input === 'string' ? input : decode(input)
  if (text === null) return undefined
  return Object.keys(formats).find((name): name is FormatName => registry[name]?.detect(text) === true)
}

/**
 * Reads a draft from a file of any known format. Pure: it stores nothing. What the source lost is in the report and, as gaps, in the text.
 * Refuses what it cannot read, naming the file, the place in it and the reason.
 */
export function importDraft(bytes: Uint8Array, options: ImportOptions): Result<ImportedDraft> {
  const name = options.name ?? 'The file'
  const text = decode(bytes)
  if (text === null) return refusal('not-text', `${name} is not text in UTF-8, so no format of ours can read it.`)
  if (text.trim() === '') return refusal('empty-file', `${name} is empty.`)
  const format = detect(text)
  if (format === undefined) {
    return refusal('unknown-format', `${name}, line 1: the content is in none of the formats that can be imported (${Object.values(formats).map(({ title }) => title).join(', ')}).`)
  }
  return formats[format].read(text, options)
}
