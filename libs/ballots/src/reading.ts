import { parseRational } from './rational.ts'

/** Thrown and caught inside the readers only: the first thing that is wrong, with its place. */
export class Wrong extends Error {}

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object; with `known`, one that holds no other field. A field nobody knows is mostly one that somebody misspelt. */
export function fieldsAt(value: unknown, at: string, known?: readonly string[]): Fields {
  if (!isFields(value)) throw new Wrong(`${at} must be an object`)
  const unknown = known === undefined ? undefined : Object.keys(value).find(name => !known.includes(name))
  if (unknown !== undefined) throw new Wrong(`${at} has an unknown field ${unknown}`)
  return value
}

export function listAt(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Wrong(`${at} must be a list`)
  return value
}

export function textAt(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new Wrong(`${at} must be a text`)
  return value
}

/** A list of different texts. */
export function textsAt(value: unknown, at: string): readonly string[] {
  const texts = listAt(value, at).map((one, index) => textAt(one, `${at}[${index}]`))
  const twice = texts.find((text, index) => texts.indexOf(text) < index)
  if (twice !== undefined) throw new Wrong(`${at} names ${twice} twice`)
  return texts
}

export function oneOf(value: unknown, at: string, known: readonly string[]): string {
  if (typeof value !== 'string' || !known.includes(value)) throw new Wrong(`${at} must be one of ${known.join(', ')}`)
  return value
}

const longestExact = 15

/** Whether a number of a JSON file is certainly the one that was written: beyond this a reader may have rounded it. */
const isAsWritten = (value: number): boolean =>
  (Number.isInteger(value) ? Number.isSafeInteger(value) : String(value).replace(/e.*$/, '').replace(/\D/g, '').length <= longestExact)

/** Whether a value is an exact number that is not negative: a number that JSON keeps exactly, or digits or a fraction in a text. */
export const isExact = (value: unknown): value is number | string =>
  (typeof value === 'string' || (typeof value === 'number' && isAsWritten(value))) && (parseRational(value)?.over ?? -1n) >= 0n

const fractionForm = /^(\d+)(?:\/(\d+))?$/

/** A multiplier: a fraction of at most one such as `2/3`, or a whole number such as `2`. */
export function fractionAt(value: unknown, at: string): string {
  const parts = typeof value === 'string' ? fractionForm.exec(value) : null
  if (parts === null) throw new Wrong(`${at} must be an exact fraction such as "2/3"`)
  const [text, over = '', under] = parts
  if (under !== undefined && BigInt(under) === 0n) throw new Wrong(`${at} has zero below the line`)
  if (under !== undefined && BigInt(over) > BigInt(under)) throw new Wrong(`${at} is the fraction ${text}, which is over 1`)
  return text
}
