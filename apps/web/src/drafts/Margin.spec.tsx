import { fitOf } from './Margin.tsx'
import type { Note, Thread } from './notes.ts'

const note = (key: string, length: number): Note => ({ kind: 'comment', key, thread: { body: 'x'.repeat(length), replies: [], disposition: null } as unknown as Thread })

test.each([
  ['two short notes beside a long clause', [note('a', 40), note('b', 40)], 300, 'whole'],
  ['one long note beside a short clause', [note('a', 400)], 42, 'whole'],
  ['two long notes beside a short clause', [note('a', 170), note('b', 170)], 70, 'lines'],
  ['five notes beside a short clause', ['a', 'b', 'c', 'd', 'e'].map(key => note(key, 90)), 98, 'count'],
] as const)('%s are shown so that the text does not move', (_case, notes, space, fit) => {
  expect(fitOf(notes, space)).toBe(fit)
})
