import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { canonicalForm, canonicalJson, hashOf } from './canonical.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

test('[ledger-1] the example of RFC 8785 comes out as the RFC prints it', () => {
  const value = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  }
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('[ledger-1] names are sorted by UTF-16 code units, as the RFC sorts them', () => {
  const value = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, 'ö': 7 }
  expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
})

test('[ledger-1] minus nothing is nothing, and an empty name is a name', () => {
  expect(canonicalJson([-0, { '': [] }, {}])).toBe('[0,{"":[]},{}]')
})

test.each([
  ['undefined', { a: undefined }, '$.a'],
  ['NaN', [1, NaN], '$[1]'],
  ['an infinity', { a: { b: Infinity } }, '$.a.b'],
  ['a function', { f: () => 1 }, '$.f'],
  ['a big integer', 1n, '$'],
  ['a date', { at: new Date(0) }, '$.at'],
  ['a map', new Map(), '$'],
  ['half a character', { a: 'x\ud800' }, '$.a'],
  ['half a character in a name', { '\udc00': 1 }, 'the name of $.\udc00'],
])('[ledger-2] %s is refused and its place is named', (_, value, place) => {
  const form = canonicalForm(value)
  expect(form.ok ? '' : form.refusal.message).toContain(`${place} `)
  expect(() => canonicalJson(value)).toThrow(TypeError)
})

test('[ledger-2] what is nested too deeply is refused instead of breaking the stack', () => {
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level += 1) deep = [deep]
  expect(canonicalForm(deep)).toMatchObject({ ok: false, refusal: { code: 'not-canonical' } })
})

test('[ledger-1] a value read back is the same value, and its form does not depend on the order of names', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
    const clean = JSON.parse(JSON.stringify(value)) as unknown
    if (!canonicalForm(clean).ok) return
    const form = canonicalJson(clean)
    expect(JSON.parse(form)).toEqual(clean)
    expect(canonicalJson(JSON.parse(form))).toBe(form)
    expect(canonicalJson(turned(clean))).toBe(form)
  }))
})

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([name, item]) => [name, turned(item)]))
}

test('[ledger-1] a value is named by the SHA-256 of its canonical form', () => {
  expect(hashOf({ b: 1, a: 2 }, sha256)).toBe(sha256('{"a":2,"b":1}'))
})
