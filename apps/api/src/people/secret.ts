import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** A secret of 256 random bits, fit for a link, a cookie or a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** The form in which secrets are stored: who reads the database cannot use them. They are random, so one round of SHA-256 is enough. */
export const hashed = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex')

/** A code of eight digits, to be typed from a letter. */
export const newCode = (): string => String(randomInt(100_000_000)).padStart(8, '0')

/** Compares two hashes without telling by time where they differ. */
export const sameHash = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
