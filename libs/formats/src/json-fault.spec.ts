import fc from 'fast-check'
import { jsonFaultAt } from './json-fault.ts'

test.each([
  ['[1, 2,, 3]', 6], ['{"a": oops}', 6], ['{"a" 1}', 5], ['{"a": 1,}', 8], ['[1 2]', 3], ['{"a": "x\\q"}', 8], ['"a\nb"', 2], ['[1]]', 3], ['{]', 1], ['01', 0],
  ['{"a": [1, {"b": nul}]}', 16], ['', 0], ['[', 1], ['{"a": "x', 8], ['[1]', 3],
])('[formats-7] %j stops being JSON at character %i', (text, at) => expect(jsonFaultAt(text)).toBe(at))

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (fault) {
    return !(fault instanceof SyntaxError)
  }
}
/** Whether something could be appended to make it JSON. */
const isCutShort = (text: string): boolean => ['', '"', '0', '}', ']', '"}', '"]', ':0}', '":0}', '0}', '0]'].some(end => {
  for (let closers = 0; closers < 2 ** 6; closers++) {
    const more = [...closers.toString(2).slice(1)].map(bit => bit === '0' ? '}' : ']').join('')
    if (isJson(text + end + more)) return true
  }
  return false
})

test('[formats-7] a fault is found exactly where the text is not JSON, and nowhere in JSON', () => {
  fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('§', '}', ']', ',', ':', '"', '1', 'x'), (text, position, wrong) => {
    expect(jsonFaultAt(text)).toBe(text.length)
    const at = position % (text.length + 1)
    const broken = text.slice(0, at) + wrong + text.slice(at)
    if (isJson(broken)) expect(jsonFaultAt(broken)).toBe(broken.length)
    else if (jsonFaultAt(broken) === broken.length) expect(isCutShort(broken)).toBe(true)
    // Everything before a fault is the beginning of some JSON, so nothing before the word or escape with the wrong character is blamed.
    expect(jsonFaultAt(broken)).toBeGreaterThanOrEqual(text.slice(0, at).replace(/\\?[\w.+-]*$/, '').length)
  }), { numRuns: 500 })
})

test('[formats-7] half a million open brackets do not break the search', () => expect(jsonFaultAt('['.repeat(1 << 19))).toBe(1 << 19))
