import { entry, sound } from '../cases/facts.ts'
import { restoreDraft, takeBack, withdrawDraft } from './correction.ts'
import { waysToDecide } from './deciding.ts'
import { moveToEdition } from './editions.ts'
import type { Facts } from './facts.ts'
import { permissions, type Act } from './permissions.ts'
import { recountClock } from './running-clocks.ts'
import { editionsOf, rulebookOf } from './rulebooks/index.ts'

const book = rulebookOf('iso')!
const chair = { roles: ['chair'] } as const
const at = (stage: string, withdrawn = false): Facts => {
  const facts = sound('drafting', { history: [entry(null, '00.00', '2027-01-04'), entry('00.00', stage, '2027-02-04')] })
  return { ...facts, draft: { ...facts.draft, stage, withdrawn } }
}
type Answer = { readonly ok: boolean; readonly refusal?: { readonly code: string } }
const granted = ({ ok, refusal }: Answer): boolean => ok || refusal?.code !== 'not-yours'

// In engagement, where the rulebook holds a ballot; in drafting, where it holds none; and in review.
const stages = ['10.20', '20.20', '90.20']

test.each<readonly [Act, (stage: string) => boolean]>([
  ['stage.takeBack', stage => granted(takeBack(book, at(stage), chair, 'Oops'))],
  ['draft.withdraw', stage => granted(withdrawDraft(book, at(stage), chair, 'No mandate'))],
  ['draft.restore', stage => granted(restoreDraft(book, at(stage, true), chair, 'Mandate renewed'))],
  ['rulebook.move', stage => granted(moveToEdition({ editions: editionsOf('iso'), current: book }, { edition: '2013', reason: 'Decided' }, at(stage), chair))],
  ['clock.recount', stage => granted(recountClock(book, at(stage), { clock: 'project.result', due: '2027-03-01T00:00:00Z', reason: 'Closed' }, chair))],
  ['consensus.find', stage => waysToDecide(book, at(stage), chair, { instruments: [], earlier: [], ruleInWords: () => '' }).some(way => way.name === 'consensus' && way.offered)],
])('[process-11] whoever may %s in review and wherever something is voted on may do it there and nowhere else', (act, may) => {
  const { cells } = permissions[act]
  const kept = cells.chair
  try {
    cells.chair = { during: ['review'], whereVoted: true }
    expect(stages.map(may)).toEqual([true, false, true])
    cells.chair = { during: ['drafting'] }
    expect(stages.map(may)).toEqual([false, true, false])
  } finally {
    if (kept === undefined) delete cells.chair
    else cells.chair = kept
  }
})
