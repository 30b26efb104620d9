/** How one clause counts among its siblings: 1 2 3, a b c, I II III, i ii iii, A B C. */
export type Counter = 'decimal' | 'letter' | 'capital' | 'roman' | 'romanCapital'

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'],
  [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i'],
]

function toRoman(value: number): string {
  let rest = value
  let text = ''
  for (const [size, digits] of romanDigits) {
    while (rest >= size) {
      text += digits
      rest -= size
    }
  }
  return text
}

// After z comes aa, then ab, as in the lists of European law.
function toLetters(value: number): string {
  let text = ''
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(97 + (rest - 1) % 26) + text
  return text
}

/** The n-th designation (from 1) of a counter. */
export function designationOf(value: number, counter: Counter): string {
  switch (counter) {
    case 'decimal': return String(value)
    case 'letter': return toLetters(value)
    case 'capital': return toLetters(value).toUpperCase()
    case 'roman': return toRoman(value)
    case 'romanCapital': return toRoman(value).toUpperCase()
  }
}

/** The value of a roman numeral in either case, or null. Only the canonical spelling counts: 'iv', not 'iiii'. */
export function romanValue(text: string): number | null {
  const digits = text.toLowerCase()
  let rest = digits
  let value = 0
  for (const [size, sign] of romanDigits) {
    while (sign.length > 0 && rest.startsWith(sign)) {
      value += size
      rest = rest.slice(sign.length)
    }
  }
  return rest === '' && value > 0 && toRoman(value) === digits ? value : null
}

function letterValue(text: string): number {
  let value = 0
  for (const letter of text.toLowerCase()) value = value * 26 + letter.charCodeAt(0) - 96
  return value
}

/** Where counting stands after a designation that a source printed: '4a' stands at 4. Null if this counter cannot read it. */
export function positionOf(designation: string, counter: Counter): number | null {
  const decimal = /^\d+/.exec(designation)
  if (decimal !== null) return Number(decimal[0])
  const letters = /^[A-Za-z]+/.exec(designation)?.[0]
  if (letters === undefined) return null
  if (counter === 'roman' || counter === 'romanCapital') return romanValue(letters)
  return letters.length <= 2 ? letterValue(letters) : null
}

/** The counter that a printed designation shows, where it is not the expected one: '(1)' among lettered points goes on with (2). */
export function counterShown(designation: string, expected: Counter): Counter {
  if (/^\d/.test(designation)) return 'decimal'
  if (!/^[A-Za-z]/.test(designation)) return expected
  const capital = /^[A-Z]/.test(designation)
  if (expected === 'roman' || expected === 'romanCapital') {
    if (positionOf(designation, expected) !== null) return capital ? 'romanCapital' : 'roman'
  }
  return capital ? 'capital' : 'letter'
}
