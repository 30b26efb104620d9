import { readings, tokensOfLines, tokensOfRunningText, type Form, type Marker, type Passage, type Style, type Token } from './markers.ts'
import { firstSentence, GrowingText, mayBegin, type Before } from './running-text.ts'

/** A numbered unit found in a text, with what it holds. `designation` '' is text that goes on after a list. */
export interface Item {
  readonly designation: string
  readonly form: Form | 'none'
  heading: string | null
  readonly passages: Passage[]
  readonly children: Item[]
  /** Why the number is doubtful, in words; null where it is not. */
  readonly doubt: string | null
}

/** A list that is still open: who holds it, how it counts, and where it stands. */
interface Frame {
  readonly owner: Item
  readonly form: Form
  readonly style: Style
  last: number
  current: Item
  /** The last number was printed twice, so that the next may follow the number printed or the one meant. */
  repeated: boolean
}

/** What to do with a marker: go on in an open list, or open one. */
type Place =
  | { readonly frame: number; readonly value: number; readonly doubt: string | null }
  | { readonly opens: Style; readonly value: number }

const newItem = (form: Item['form'], designation: string, doubt: string | null = null): Item =>
  ({ designation, form, heading: null, passages: [], children: [], doubt })

const lastText = (item: Item): string => {
  const last = item.passages.at(-1)
  return typeof last === 'string' ? last : last?.at(-1) ?? ''
}

/** Takes one text apart. `annex`: a heading may stand on the line of a number. */
export function outlineOf(text: string, annex = false): Item {
  const hasLines = text.includes('\n')
  const root = newItem('none', '')
  const stack: Frame[] = []
  const deepest = (): Item => stack.at(-1)?.current ?? root
  let growing = new GrowingText()

  for (const token of hasLines ? tokensOfLines(text, annex) : tokensOfRunningText(text)) {
    if (token.marker === null) {
      root.passages.push(...token.passages)
      growing = grown(root)
      continue
    }
    const place = placeOf(token.marker, token, { stack, before: growing.before, hasLines })
    if (place === null) {
      growing = appendAsText(growing, deepest(), token)
      continue
    }
    settle(growing, deepest())
    if ('opens' in place) open(token, place)
    else goOn(token, place)
    growing = grown(deepest())
  }
  settle(growing, deepest())
  closeTo(0)
  return root

  function begin(token: Token, marker: Marker, doubt: string | null): Item {
    const item = newItem(marker.form, marker.designation, doubt)
    const headed = token.sameLine !== '' && (marker.form === 'section' || (annex && marker.form === 'dot' && token.passages[0] === token.sameLine))
    const passages = headed ? token.passages.slice(1) : token.passages
    item.passages.push(...passages)
    if (headed) item.heading = token.sameLine
    else if (marker.form === 'section' && typeof passages[0] === 'string' && !/[.:;]$/.test(passages[0])) item.heading = String(item.passages.shift())
    return item
  }

  function open(token: Token, { opens: style, value }: Extract<Place, { opens: Style }>): void {
    const marker = token.marker as Marker
    const again = stack.findIndex(frame => frame.form === marker.form && frame.style === style)
    // The same kind of list anew: the old one is over, and the text after it introduces this one.
    const owner = again === -1 ? deepest() : closeTo(again) ?? root
    const item = begin(token, marker, null)
    owner.children.push(item)
    stack.push({ owner, form: marker.form, style, last: value, current: item, repeated: false })
  }

  function goOn(token: Token, place: Extract<Place, { frame: number }>): void {
    closeTo(place.frame + 1)
    const frame = stack[place.frame] as Frame
    const item = begin(token, token.marker as Marker, place.doubt)
    frame.owner.children.push(item)
    frame.repeated = place.value === frame.last && place.doubt !== null
    frame.last = place.value
    frame.current = item
  }

  /** Closes the lists from `depth` on. Text that follows a closed list goes to the list's owner, as a unit without a number. */
  function closeTo(depth: number): Item | null {
    const bottom = stack.slice(depth).find(({ form }) => form === 'bracket')
    const top = stack.at(-1)
    const trailing = bottom === undefined || top === undefined ? [] : takeTrailing(top, hasLines)
    stack.length = Math.min(stack.length, depth)
    if (bottom === undefined || trailing.length === 0) return null
    const rest = newItem('none', '')
    rest.passages.push(...trailing)
    bottom.owner.children.push(rest)
    return rest
  }
}

/** The last passage of an item as a text that may grow. */
function grown(item: Item): GrowingText {
  const text = new GrowingText()
  text.add(typeof item.passages.at(-1) === 'string' ? lastText(item) : '')
  return text
}

/** Writes a grown text back as the last passage of its item. */
function settle(growing: GrowingText, item: Item): void {
  const text = growing.toString()
  if (text === '') return
  if (typeof item.passages.at(-1) === 'string') item.passages[item.passages.length - 1] = text
  else item.passages.push(text)
}

/** Takes a number that begins nothing, and the text after it, for what they are: words of the unit before. */
function appendAsText(growing: GrowingText, item: Item, { marker, passages }: Token): GrowingText {
  const [first, ...others] = passages
  growing.add(marker?.printed ?? '')
  if (typeof first === 'string') growing.add(first)
  const rest = typeof first === 'string' ? others : passages
  if (rest.length === 0) return growing
  settle(growing, item)
  item.passages.push(...rest)
  return grown(item)
}

/** What stands after the last item of a list and is not part of it. */
function takeTrailing({ owner, current }: Frame, hasLines: boolean): Passage[] {
  if (hasLines) return current.passages.splice(1)
  const before = owner.children.slice(0, owner.children.indexOf(current)).filter(({ form }) => form === 'bracket')
  const listed = before.length > 0 && before.every(item => /[;,](?: and| or| and\/or)?$/.test(textEnd(item)))
  const only = current.passages[0]
  if (!listed || typeof only !== 'string') return []
  const { first, rest } = firstSentence(only)
  if (rest === '') return []
  current.passages[0] = first
  return [rest]
}

const textEnd = (item: Item): string => {
  const child = item.children.at(-1)
  return child === undefined ? lastText(item) : textEnd(child)
}

interface Sight { readonly stack: readonly Frame[]; readonly before: Before; readonly hasLines: boolean }

function placeOf(marker: Marker, token: Token, sight: Sight): Place | null {
  const { stack, before, hasLines } = sight
  const after = typeof token.passages[0] === 'string' ? token.passages[0] : ''
  const allowed = (opens: boolean): boolean => hasLines || mayBegin(marker.form, opens, before, after)
  const choices = readings(marker)
  const first = choices.find(({ value }) => value === 1)
  // '(i)' after '(h)' goes on, unless (h) announces a list.
  const announced = first !== undefined && before.tail.endsWith(':') && !isOpen(stack, marker, first.style)
  if (announced && canOpen(marker, first.style, sight) && allowed(true)) return { opens: first.style, value: 1 }
  if (allowed(false)) {
    const next = goesOn(marker, choices, stack)
    if (next !== null) return next
  }
  if (first !== undefined && canOpen(marker, first.style, sight) && allowed(true)) return { opens: first.style, value: 1 }
  // The points of a second section go on from those of the first.
  const section = stack.at(-1)
  if (hasLines && marker.form === 'dot' && section?.form === 'section' && section.last > 1 && choices[0] !== undefined) {
    return { opens: choices[0].style, value: choices[0].value }
  }
  return allowed(false) ? afterGap(marker, choices, sight) : null
}

const isOpen = (stack: readonly Frame[], marker: Marker, style: Style): boolean =>
  stack.some(frame => frame.form === marker.form && frame.style === style)

// No act nests deeper; a text that seems to is no list.
const deepestList = 8

function canOpen(marker: Marker, style: Style, { stack, before, hasLines }: Sight): boolean {
  if (stack.length >= deepestList) return false
  if (marker.form === 'dot') return stack.every(({ form }) => form === 'section')
  if (marker.form === 'section') return stack.length === 0
  if (marker.form === 'dotted' || !isOpen(stack, marker, style)) return true
  return hasLines ? (stack.at(-1)?.current.passages.length ?? 0) > 1 : before.hasSentence
}

function goesOn(marker: Marker, choices: ReturnType<typeof readings>, stack: readonly Frame[]): Place | null {
  for (let at = stack.length - 1; at >= 0; at--) {
    const frame = stack[at] as Frame
    if (frame.form !== marker.form) continue
    if (frame.form === 'dotted' && !sameParent(frame.current.designation, marker.designation)) continue
    for (const { style, value } of choices) {
      const inserted = value === frame.last && /^\d+[a-z]$/.test(marker.designation)
      const follows = value === frame.last + 1 || (frame.repeated && value === frame.last + 2)
      if (frame.style === style && (follows || inserted)) return { frame: at, value, doubt: null }
    }
  }
  return null
}

const sameParent = (a: string, b: string): boolean => a.split('.').slice(0, -1).join('.') === b.split('.').slice(0, -1).join('.')

const doubtOf = (marker: Marker, last: Item, expected: number): string => {
  const wanted = /^\d/.test(marker.designation) ? String(expected) : null
  return `The source prints ${marker.printed} after ${last.form === 'bracket' ? `(${last.designation})` : `${last.designation}.`}`
    + (wanted === null ? '.' : `, where ${marker.form === 'bracket' ? `(${wanted})` : `${wanted}.`} is expected.`)
}

/** A number that skips or repeats one: believed only where the unit before it has clearly ended, and never without a doubt. */
function afterGap(marker: Marker, choices: ReturnType<typeof readings>, { stack, before, hasLines }: Sight): Place | null {
  if (!hasLines && !/[;.](?:\s+(?:and|or))?$/.test(before.tail)) return null
  for (let at = stack.length - 1; at >= 0; at--) {
    const frame = stack[at] as Frame
    if (frame.form !== marker.form || frame.form === 'dotted') continue
    for (const { style, value } of choices) {
      const skip = value - frame.last
      if (frame.style === style && (skip === 2 || (skip === 0 && at === stack.length - 1))) {
        return { frame: at, value, doubt: doubtOf(marker, frame.current, frame.last + 1) }
      }
    }
  }
  return null
}
