/** Where the list of the rulebook files is written, and how it reads now. */
export const shelfFile: string
export function shelfText(): string
/** Where the JSON schema of a rulebook is written, and how it reads now. */
export const rulebookSchemaFile: string
export function rulebookSchemaText(rulebookFileSchema: unknown, predicateSchema: unknown): string
