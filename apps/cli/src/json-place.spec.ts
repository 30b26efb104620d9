import fc from 'fast-check'
import { lineOf } from './json-place.ts'

const text = `[
 {"a": "x\\"y, [",
  "b": [1,
   {"c": null}]},
 true
]`

test.each([
  [['0'], 2], [['0', 'a'], 2], [['0', 'b'], 3], [['0', 'b', '0'], 3], [['0', 'b', '1'], 4], [['0', 'b', '1', 'c'], 4], [['1'], 5],
  [['0', 'b', '1', 'missing'], 4], [['7'], 1], [[], 1],
])('the value at %j stands on line %i, or the nearest around it', (path, line) => {
  expect(lineOf(text, path)).toBe(line)
})

test('every value of any JSON is found on its line', () => {
  fc.assert(fc.property(fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 5 }), data => {
    const lines = JSON.stringify(data, null, 1).split('\n')
    for (const name of Object.keys(data)) {
      const line = lines[lineOf(lines.join('\n'), [name]) - 1]!
      expect(line.startsWith(` ${JSON.stringify(name)}: `)).toBe(true)
    }
  }), { seed: 20261127 })
})
