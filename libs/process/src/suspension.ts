import type { Facts } from './facts.ts'
import { stageOf, type Rulebook } from './rulebook.ts'

/** Whether the text of a draft that stands here is adopted: in use, or looked at again. */
export const isAdopted = (rulebook: Rulebook, stage: string): boolean => ['implementation', 'review'].includes(stageOf(rulebook, stage).phase)

/** That pending appeals suspend the adoption on which a draft stands, in a sentence; null while none does. */
export function suspensionOf(rulebook: Rulebook, { draft, pendingAppeals }: Pick<Facts, 'draft' | 'pendingAppeals'>): string | null {
  if (rulebook.appeal.upheld?.suspends !== true || !isAdopted(rulebook, draft.stage)) return null
  const contesting = pendingAppeals?.filter(one => one.ofAdoption === true) ?? []
  const pending = contesting.map(({ number, against, body }) => `appeal ${number} against ${against} is pending before ${body}`)
  return pending.length === 0 ? null : `The adoption is suspended: ${pending.join('; ')}.`
}
