import fc from 'fast-check'
import { Deletions } from './deletions.ts'

test('[collab-15] a range is known exactly when each of its clocks is, in whatever order and overlap they came', () => {
  const range = fc.record({ client: fc.integer({ min: 1, max: 2 }), clock: fc.nat(60), length: fc.integer({ min: 1, max: 12 }) })
  fc.assert(fc.property(fc.array(range, { maxLength: 30 }), fc.array(range, { maxLength: 30 }), (added, asked) => {
    const deletions = new Deletions()
    const each = new Set<string>()
    for (const one of added) {
      deletions.add(one)
      for (let i = 0; i < one.length; i++) each.add(`${one.client}.${one.clock + i}`)
    }
    for (const one of asked) {
      const all = Array.from({ length: one.length }, (_, i) => each.has(`${one.client}.${one.clock + i}`)).every(Boolean)
      expect(deletions.covers(one)).toBe(all)
    }
  }), { numRuns: 500 })
})
