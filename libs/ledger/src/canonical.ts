import { accept, refusal, type Result } from '@plenary/kernel'

const loneSurrogate = /\p{Surrogate}/u
const deepest = 1000

const refuseAt = (path: string, what: string): Result<string> => refusal('not-canonical', `${path} ${what}.`)

const isPlain = (value: object): boolean => {
  const prototype: object | null = Object.getPrototypeOf(value) as object | null
  // Compared by its parent, not by identity: a value may come from another realm (a worker, a test's context).
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const text = (value: string, path: string): Result<string> =>
  loneSurrogate.test(value) ? refuseAt(path, 'holds half of a character (a lone surrogate)') : accept(JSON.stringify(value))

const list = (value: readonly unknown[], path: string, depth: number): Result<string> => {
  const parts: string[] = []
  for (let index = 0; index < value.length; index += 1) {
    const part = serialize(value[index], `${path}[${index}]`, depth + 1)
    if (!part.ok) return part
    parts.push(part.value)
  }
  return accept(`[${parts.join(',')}]`)
}

const record = (value: object, path: string, depth: number): Result<string> => {
  if (!isPlain(value)) return refuseAt(path, 'is neither a plain object nor a list')
  const parts: string[] = []
  // The default order of sort is that of UTF-16 code units, which is the order RFC 8785 asks for.
  for (const name of Object.keys(value).sort()) {
    const key = text(name, `the name of ${path}.${name}`)
    if (!key.ok) return key
    const part = serialize((value as Record<string, unknown>)[name], `${path}.${name}`, depth + 1)
    if (!part.ok) return part
    parts.push(`${key.value}:${part.value}`)
  }
  return accept(`{${parts.join(',')}}`)
}

const serialize = (value: unknown, path: string, depth: number): Result<string> => {
  if (depth > deepest) return refuseAt(path, `lies deeper than ${deepest} levels`)
  if (value === null || typeof value === 'boolean') return accept(String(value))
  if (typeof value === 'string') return text(value, path)
  if (typeof value === 'number') {
    return Number.isFinite(value) ? accept(JSON.stringify(value)) : refuseAt(path, 'is not a finite number')
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? list(value, path, depth) : record(value, path, depth)
  }
  return refuseAt(path, `is ${typeof value}, which JSON cannot hold`)
}

/**
 * The one JSON text of a value (RFC 8785): names sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them.
 * Refuses, naming the place, what JSON cannot hold: undefined, functions, big integers, NaN, infinities, half characters, class instances.
 */
export const canonicalForm = (value: unknown): Result<string> => serialize(value, '$', 0)

/** Like `canonicalForm`, for values of our own making: what cannot be written is a fault, and is thrown. */
export function canonicalJson(value: unknown): string {
  const form = canonicalForm(value)
  if (!form.ok) throw new TypeError(form.refusal.message)
  return form.value
}

/** A hash function handed in by the shell: SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string

/** The hash by which documents, rolls and rules are named: SHA-256 over their canonical JSON. */
export const hashOf = (value: unknown, sha256: Sha256): string => sha256(canonicalJson(value))
