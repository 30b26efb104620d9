import { canonicalForm, canonicalJson, type Sha256 } from './canonical.ts'

/** What the ledger shows in place of a name, an address, a reason or a closed matter. */
export interface Commitment {
  readonly commitment: string
}

/** What opens a commitment. It travels only to those who may see the value; deleting the salt erases the value without breaking the chain. */
export interface Opening extends Commitment {
  readonly salt: string
  readonly value: unknown
}

const saltForm = /^[0-9a-f]{32,}$/

/** SHA-256 over the canonical JSON of `{ salt, value }`. The salt is random, at least 128 bits in hexadecimal, and used once. */
export function commit(value: unknown, salt: string, sha256: Sha256): string {
  if (!saltForm.test(salt)) throw new TypeError('A salt has at least 32 hexadecimal digits.')
  return sha256(canonicalJson({ salt, value }))
}

/** Hides a value: `shown` goes into the facts of an entry, `opening` is kept apart for those who may see it. */
export function conceal(value: unknown, salt: string, sha256: Sha256): { readonly shown: Commitment; readonly opening: Opening } {
  const commitment = commit(value, salt, sha256)
  return { shown: { commitment }, opening: { commitment, salt, value } }
}

/** Whether salt and value are those the commitment was made from. */
export function openCommitment(opening: Opening, sha256: Sha256): boolean {
  const form = canonicalForm({ salt: opening.salt, value: opening.value })
  return form.ok && saltForm.test(opening.salt) && sha256(form.value) === opening.commitment
}

const isCommitment = (value: object): value is Commitment =>
  Object.keys(value).length === 1 && typeof (value as Partial<Commitment>).commitment === 'string'

/** Every commitment found in a value, at any depth, in the order of its text. */
export function commitmentsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  if (isCommitment(value)) return [value.commitment]
  return Object.values(value).flatMap(commitmentsIn)
}
