/** The line on which a character of a text stands, counted from one. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

const space = /[\s,:]*/y
const word = /"(?:[^"\\]|\\.)*"|[^\s,:[\]{}"]+/y

function match(pattern: RegExp, text: string, from: number): string {
  pattern.lastIndex = from
  return pattern.exec(text)?.[0] ?? ''
}

/** Walks one value of a JSON text that is known to be sound, from `from` to behind its end; stops inside at the first value that `path` leads to. */
function walk(text: string, from: number, path: readonly string[], found: (offset: number) => void): number {
  const start = from + match(space, text, from).length
  if (path.length === 0) found(start)
  const open = text[start]
  if (open !== '{' && open !== '[') return start + match(word, text, start).length
  let at = start + 1
  for (let index = 0; ; index += 1) {
    at += match(space, text, at).length
    if (text[at] === '}' || text[at] === ']') return at + 1
    const name = open === '{' ? match(word, text, at) : ''
    const key = open === '{' ? JSON.parse(name) as string : `${index}`
    const inside = path[0] === key
    at = walk(text, at + name.length, inside ? path.slice(1) : ['\u0000'], inside ? found : () => undefined)
  }
}

/** The line of a value in a sound JSON text, by the path to it; of the nearest value around it if there is none. */
export function lineOf(text: string, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    let offset: number | null = null
    walk(text, 0, path.slice(0, length), at => { offset = at })
    if (offset !== null) return lineAt(text, offset)
  }
  return 1
}
