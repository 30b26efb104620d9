import fc from 'fast-check'
import { addressOf, filtersIn, isShown, nextUndecided } from './disposition.ts'

const comment = (over: Partial<Parameters<typeof isShown>[0]> = {}): Parameters<typeof isShown>[0] => ({
  status: 'open',
  disposition: null,
  placed: true,
  author: { id: 'p' },
  seat: { id: 's', body: { name: 'Japan' } },
  ...over,
})

test.each([
  [{}, true],
  [{ member: 'Japan' }, true],
  [{ member: 'Brazil' }, false],
  [{ decision: 'open' }, true],
  [{ decision: 'rejected' }, false],
  [{ show: 'unplaced' as const }, false],
])('a placed, undecided comment of Japan under %p: shown %p', (filters, shown) => {
  expect(isShown(comment(), filters)).toBe(shown)
})

test('a comment without a seat belongs to the public', () => {
  expect(isShown(comment({ seat: null }), { member: 'public' })).toBe(true)
})

test('the next undecided comment is undecided, not the one in hand, and found whenever there is one', () => {
  const table = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), disposition: fc.constantFrom(null, 'accepted') }), {
    selector: one => one.id,
    minLength: 1,
  })
  fc.assert(
    fc.property(table, fc.nat(), (comments, seed) => {
      const inHand = comments[seed % comments.length]?.id ?? null
      const next = nextUndecided(comments, inHand)
      const others = comments.filter(one => one.disposition === null && one.id !== inHand)
      expect(next === null).toBe(others.length === 0)
      if (next !== null) expect(others).toContain(next)
    }),
  )
})

test('going on from undecided to undecided visits all of them', () => {
  const comments = ['1', '2', '3', '4', '5'].map(id => ({ id, disposition: id === '3' ? 'noted' : null }))
  const seen: string[] = []
  let at: string | null = null
  for (let step = 0; step < 4; step++) {
    at = nextUndecided(comments, at)?.id ?? null
    if (at !== null) seen.push(at)
  }
  expect(seen).toEqual(['1', '2', '4', '5'])
})

test("the address is read leniently: unknown values are left out, the gate's own spelling is understood", () => {
  expect(filtersIn({ status: 'open', type: 'technical', comment: 12, show: 'all', clause: '' })).toEqual({
    decision: 'open',
    type: 'technical',
    comment: '12',
  })
  expect(filtersIn({ comment: '0b1f' }).comment).toBe('0b1f')
})

test.each([{ comment: '88', type: 'technical' }, { comment: '5b744a5e-bfb4', decision: 'open' }, { show: 'unplaced' as const }])(
  '%p survives the address',
  filters => {
    expect(filtersIn(addressOf(filters))).toEqual(filters)
  },
)
