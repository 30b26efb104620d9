import { romanValue } from '@plenary/document'

/** How a marker is printed: '1.', '3.1.', '(a)', 'Section A'. */
export type Form = 'dot' | 'dotted' | 'bracket' | 'section'

/** A number that may begin a paragraph, point or section, as the source prints it. */
export interface Marker { readonly form: Form; readonly designation: string; readonly printed: string }

/** A stretch of text with the marker before it; the first has none. */
export interface Token {
  readonly marker: Marker | null
  /** Text on the marker's own line, if lines are known: a heading in annexes. */
  readonly sameLine: string
  readonly passages: readonly Passage[]
}

/** A paragraph, or the items of a list nobody can cite. */
export type Passage = string | readonly string[]

export type Style = 'decimal' | 'letter' | 'roman'

/** What a designation can mean: '(i)' is the ninth letter and the first roman number. */
export function readings({ form, designation }: Marker): readonly { style: Style; value: number }[] {
  if (form === 'section') return [{ style: /^\d/.test(designation) ? 'decimal' : 'letter', value: letterOrNumber(designation) }]
  if (form === 'dotted') return [{ style: 'decimal', value: Number(designation.split('.').at(-1)) }]
  if (/^\d/.test(designation)) return [{ style: 'decimal', value: parseInt(designation, 10) }]
  const roman = romanValue(designation)
  const letter = designation.length <= 2 ? [{ style: 'letter' as const, value: letterOrNumber(designation) }] : []
  return roman === null ? letter : [...letter, { style: 'roman', value: roman }]
}

function letterOrNumber(text: string): number {
  if (/^\d/.test(text)) return parseInt(text, 10)
  return [...text.toLowerCase()].reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 96, 0)
}

const lineMarkers: readonly (readonly [Form, RegExp])[] = [
  ['section', /^Section\s+([A-Z]|\d{1,2})(?:\s*[.—–-]\s*(.*))?$/],
  ['dotted', /^(\d{1,2}(?:\.\d{1,2})+)\.?(?:\s+(.*))?$/],
  ['dot', /^(\d{1,3}[a-z]?)\.(?:\s+(.*))?$/],
  ['bracket', /^\(([a-z]{1,5}|\d{1,3}[a-z]?)\)(?:\s+(.*))?$/],
]

function markerOfLine(line: string): { marker: Marker; rest: string } | null {
  for (const [form, pattern] of lineMarkers) {
    const found = pattern.exec(line)
    if (found === null) continue
    const rest = (found[2] ?? '').trim()
    return { marker: { form, designation: found[1] ?? '', printed: rest === '' ? line : line.slice(0, line.length - rest.length).trim() }, rest }
  }
  return null
}

const endsPassage = /(?:[.;:!?”’"]|[;,] (?:and|or))$/
const beginsPassage = /^[A-Z‘“"'([]/

// Sources break lines inside sentences, around italics and footnotes; only an end and a beginning make a new paragraph.
function addLine(passages: string[], line: string): void {
  const last = passages.at(-1)
  if (last === undefined || last === '') {
    passages[Math.max(0, passages.length - 1)] = line
  } else if (endsPassage.test(last) && beginsPassage.test(line)) {
    passages.push(line)
  } else {
    passages[passages.length - 1] = last + (/^[,.;:)]/.test(line) || /\($/.test(last) ? '' : ' ') + line
  }
}

/** Tokens of a text whose lines are known: a marker stands at the beginning of its line. `headed`: what follows '1.' there is a heading. */
export function tokensOfLines(text: string, headed: boolean): Token[] {
  const tokens: { marker: Marker | null; sameLine: string; passages: Passage[] }[] = [{ marker: null, sameLine: '', passages: [] }]
  let paragraphs: string[] = []
  let dash = false
  let list: string[] | null = null
  let heading = false
  const flush = (): void => {
    tokens.at(-1)?.passages.push(...paragraphs.filter(paragraph => paragraph !== ''))
    paragraphs = []
  }
  for (const line of text.split('\n').map(raw => raw.replace(/\s+/g, ' ').trim())) {
    if (line === '') continue
    const found = markerOfLine(line)
    if (found !== null) {
      flush()
      list = null
      tokens.push({ marker: found.marker, sameLine: found.rest, passages: [] })
      if (found.rest !== '') paragraphs.push(found.rest)
      if (found.marker.form === 'section' || (headed && found.marker.form === 'dot')) flush()
      heading = found.marker.form === 'section' && found.rest === ''
    } else if (/^[—–]$/.test(line)) {
      flush()
      dash = true
    } else if (dash) {
      dash = false
      const items: string[] = list ?? []
      if (list === null) tokens.at(-1)?.passages.push(items)
      items.push(line)
      list = items
    } else {
      list = null
      addLine(paragraphs, line)
      if (heading) flush()
      heading = false
    }
  }
  flush()
  return tokens
}

/** Tokens of a running text: every number that looks like a marker is offered; which of them are markers shows in their sequence. */
export function tokensOfRunningText(text: string): Token[] {
  const plain = text.replace(/\s+/g, ' ').trim()
  const pattern = /(?<=^|\s)(?:(\d{1,2}[a-z]?)\.|\(([a-z]{1,4}|\d{1,3}[a-z]?)\))(?=\s|$)/g
  const tokens: Token[] = []
  let from = 0
  let marker: Marker | null = null
  const push = (until: number): void => {
    const passage = plain.slice(from, until).trim()
    tokens.push({ marker, sameLine: '', passages: passage === '' ? [] : [passage] })
  }
  for (const found of plain.matchAll(pattern)) {
    push(found.index)
    const [dot, bracket] = [found[1], found[2]]
    marker = dot === undefined
      ? { form: 'bracket', designation: bracket ?? '', printed: found[0] }
      : { form: 'dot', designation: dot, printed: found[0] }
    from = found.index + found[0].length
  }
  push(plain.length)
  return tokens
}
