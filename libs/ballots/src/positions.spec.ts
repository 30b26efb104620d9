import fc from 'fast-check'
import { mixed, Positions } from './positions.ts'

/** What a map of numbers would say. */
function told(texts: readonly string[]): readonly number[] {
  const known = new Map<string, number>()
  return texts.map(text => known.get(text) ?? known.set(text, known.size).size - 1)
}

test('[ballots-27] texts are numbered as a map would number them', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('', 'a', 'é', '😀', '__proto__')), { maxLength: 60 }), texts => {
    const positions = new Positions(texts.length)
    expect(texts.map(text => positions.of(text))).toEqual(told(texts))
    expect(positions.size).toBe(new Set(texts).size)
    expect(texts.map(text => positions.find(text))).toEqual(told(texts))
    expect(positions.find('never numbered')).toBe(-1)
  }))
})

// Enough for a table of 512 slots, in which all of these come to lie in one.
const colliding = Array.from({ length: 200_000 }, (_, n) => `seat ${n}`).filter(text => (mixed(text) & 511) === 7).slice(0, 201)

test('[ballots-27] texts made to collide are numbered too, and none is looked for everywhere', () => {
  const [one, ...others] = colliding
  expect(others).toHaveLength(200)
  const positions = new Positions(200)
  expect(others.map(text => positions.of(text))).toEqual(others.map((_, n) => n))
  expect(others.map(text => positions.of(text))).toEqual(others.map((_, n) => n))
  expect(others.map(text => positions.find(text))).toEqual(others.map((_, n) => n))
  expect(positions.find('seat 7')).toBe(-1)
  expect(positions.find(one as string)).toBe(-1)
  expect(positions.size).toBe(200)
})
