import type { Format } from '../format.ts'
import { euRegulation } from './eu-regulation.ts'

/** Every format that a draft can be imported from. A new one is a file and a line here. */
export const formats = {
  'eu-regulation': euRegulation,
} satisfies Record<string, Format>

export type FormatName = keyof typeof formats
