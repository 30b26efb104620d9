import { isId, refusal, type Refusal, type Refused } from '@plenary/kernel'

/** A text that somebody sent, and how long it may be, in characters. */
export interface SentText {
  readonly value: string | null | undefined
  readonly most: number
  /** Whether it must say something. */
  readonly needed?: boolean
}

const unstorable = /[\0\p{Surrogate}]/u

function faultOf(name: string, { value, most, needed }: SentText): string | null {
  if (needed && !value?.trim()) return `Fill in “${name}”.`
  if (!value) return null
  if (value.length > most) return `“${name}” has ${value.length} characters; at most ${most} can be taken.`
  return unstorable.test(value) ? `“${name}” holds a character that no text can hold. Type it again instead of pasting it.` : null
}

/** Refuses with BAD_INPUT, naming the first field that is missing, too long or unstorable; null when all can be taken. */
export function badText(fields: Readonly<Record<string, SentText>>): Refused<Refusal> | null {
  for (const [name, text] of Object.entries(fields)) {
    const fault = faultOf(name, text)
    if (fault !== null) return refusal('BAD_INPUT', fault)
  }
  return null
}

/** Refuses an input for one field. */
export const badInput = (field: string, sentence: string): Refused<Refusal> => refusal('BAD_INPUT', sentence, [{ gate: field, message: sentence, where: '' }])

/** Refuses an id that is none as what does not exist; null when it may exist. */
export const unknownId = (id: string, sentence: string): Refused<Refusal> | null => (isId(id) ? null : refusal('NOT_FOUND', sentence))

const mailForm = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\.]+$/

/** Refuses what is not an e-mail address; null when it may be one. */
export const badEmail = (email: string): Refused<Refusal> | null =>
  email.trim().length <= 254 && mailForm.test(email.trim()) && !unstorable.test(email) ? null : badInput('email', 'This is not an e-mail address.')

/** An e-mail address as it is stored and compared. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()
