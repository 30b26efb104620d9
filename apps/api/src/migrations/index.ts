import { Platform1700000000001 } from './0001-platform.ts'
import { Drafts1700000000004 } from './0004-drafts.ts'

/** Every migration, oldest first, one line each. */
export const migrations = [
  Platform1700000000001,
  Drafts1700000000004,
]
