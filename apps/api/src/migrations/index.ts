import { Platform1700000000001 } from './0001-platform.ts'

/** Every migration, oldest first. One line each; a merged migration is never edited. */
export const migrations = [Platform1700000000001]
