/** What may come next: a value, a key, what parts them, or the end. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing'

const word = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/** The end of the string that begins at `from`, or where it stops being one (negative, minus one). */
function endOfString(input: string, from: number): number {
  for (let at = from + 1; at < input.length;) {
    const character = input[at] as string
    if (character === '"') return at + 1
    if (character < ' ') return -at - 1
    if (character === '\\') {
      escape.lastIndex = at
      if (!escape.test(input)) return -at - 1
      at = escape.lastIndex
    } else at++
  }
  return -input.length - 1
}

/**
 * Where a text stops being JSON, counted in characters from 0; its length if it ends too soon or is no fault. Engines tell the place in
 * some messages only, and differently from one another. Walks the text once and keeps its own stack, so that no depth breaks it.
 */
export function jsonFaultAt(input: string): number {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  const afterValue = (): Expected => open.length === 0 ? 'nothing' : ', or end'
  for (let at = 0; at < input.length;) {
    const character = input[at] as string
    if (/[ \t\r\n]/.test(character)) {
      at++
      continue
    }
    const isValue: boolean = expected === 'value' || expected === 'value or ]'
    if (character === '"' && (isValue || expected === 'key' || expected === 'key or }')) {
      const end = endOfString(input, at)
      if (end < 0) return -end - 1
      expected = isValue ? afterValue() : ':'
      at = end
    } else if ((character === '{' || character === '[') && isValue) {
      open.push(character)
      expected = character === '{' ? 'key or }' : 'value or ]'
      at++
    } else if (closes(character, open.at(-1), expected)) {
      open.pop()
      expected = afterValue()
      at++
    } else if (character === ',' && expected === ', or end') {
      expected = open.at(-1) === '{' ? 'key' : 'value'
      at++
    } else if (character === ':' && expected === ':') {
      expected = 'value'
      at++
    } else {
      word.lastIndex = at
      if (!isValue || !word.test(input)) return at
      expected = afterValue()
      at = word.lastIndex
    }
  }
  return input.length
}

const closes = (character: string, open: '{' | '[' | undefined, expected: Expected): boolean =>
  (character === '}' && open === '{' && (expected === 'key or }' || expected === ', or end'))
  || (character === ']' && open === '[' && (expected === 'value or ]' || expected === ', or end'))
