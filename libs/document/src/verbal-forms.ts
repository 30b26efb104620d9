import type { RequirementForm } from './nodes/requirement.ts'

/** The verbal forms of provisions in English text, as running text writes them ('May' the month is none). */
export const verbPattern = /\b((?:shall|should|may|can)(?: not)?|cannot)\b/

/** The verbal forms that a text uses, each once, in the order they come. */
export function formsIn(text: string): RequirementForm[] {
  const forms = new Set<RequirementForm>()
  for (const match of text.matchAll(/\b(shall|should|may|can)(?:not)?\b/g)) forms.add(match[1] as RequirementForm)
  return [...forms]
}
