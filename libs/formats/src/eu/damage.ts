import type { Severity } from '../format.ts'
import type { SourceUnit } from './source.ts'

/** What is wrong with one unit, in words for the reader of the text. */
export interface Damage { readonly reason: string; readonly severity: Severity }

/** A unit after repair: its own text, the heading of another unit that was glued to its end, and what is wrong with it. */
export interface Mended {
  readonly unit: SourceUnit
  readonly strayHeading: { readonly kind: 'part' | 'chapter'; readonly designation: string; readonly title: string; readonly printed: string } | null
  readonly damage: readonly Damage[]
  /** Small faults that hide nothing: a broken word, a footnote call without its note. */
  readonly warnings: readonly string[]
}

const nameOf = ({ kind, designation }: SourceUnit): string =>
  kind === 'recital' ? `Recital (${designation})` : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${designation}`

const ends = /[.;:!?”’"*)\]]$/
const openEnd = /\b(?:the|a|an|of|to|and|or|for|in|on|by|with|from|under|its|agencies and)$/i
const glued = /\s(TITLE|title|CHAPTER|chapter)\s+([IVXLC]+|[ivxlc]+)\s+([A-Z][A-Z0-9 ,;’'()–-]{5,})$/

function takeStrayHeading(unit: SourceUnit): Pick<Mended, 'unit' | 'strayHeading'> {
  // Headings are short; the limit keeps the search in proportion to them.
  const from = Math.max(0, unit.text.length - 300)
  const found = glued.exec(unit.text.slice(from))
  if (found === null) return { unit, strayHeading: null }
  const [printed, word, number, title] = [found[0].trim(), found[1] ?? '', found[2] ?? '', (found[3] ?? '').trim()]
  return {
    unit: { ...unit, text: unit.text.slice(0, from + found.index).trimEnd() },
    strayHeading: { kind: word.toLowerCase() === 'title' ? 'part' : 'chapter', designation: number.toUpperCase(), title, printed },
  }
}

/** Titles that the extraction cut: the rest of them stands at the beginning of the text, before the first paragraph. */
function mendTitle(unit: SourceUnit): { unit: SourceUnit; damage: Damage[] } {
  const { title, text } = unit
  if (title === null) return { unit, damage: [] }
  if (/^\d{1,3}\.$/.test(title.trim())) {
    return {
      unit: { ...unit, title: null, text: `${title.trim()} ${text}` },
      damage: [{ severity: 'missing', reason: `The title of ${nameOf(unit)} is missing from the source, which prints “${title.trim()}” in its place.` }],
    }
  }
  if (/[.]$/.test(title) && /\bshall\b/.test(title)) return { unit: { ...unit, title: null, text: `${title} ${text}` }, damage: [] }
  const rest = /^(?!\d)(.{3,160}?)\s+(1\.\s.*)$/s.exec(text)
  const fragment = rest?.[1]?.trim() ?? ''
  if (fragment !== '' && !/[.;:]/.test(fragment) && (openEnd.test(title) || /^[a-z]/.test(fragment))) {
    return {
      unit: { ...unit, title: `${title} ${fragment}`, text: rest?.[2] ?? '' },
      damage: [{
        severity: 'suspect',
        reason: `The title of ${nameOf(unit)} is cut in the source after “${title}”; its end, “${fragment}”, was found at the beginning of the text and put back.`,
      }],
    }
  }
  if (openEnd.test(title)) return { unit, damage: [{ severity: 'missing', reason: `The title of ${nameOf(unit)} is cut in the source after “${title}”.` }] }
  return { unit, damage: [] }
}

/** Text that belongs elsewhere: a sentence for a title, and a list that speaks of this very article as of another place. */
function displaced(unit: SourceUnit, all: readonly SourceUnit[]): Damage[] {
  if (!/^\d+[a-z]?$/.test(unit.designation)) return []
  const own = new RegExp(String.raw`\bArticle ${unit.designation}\b(?!\()`)
  const sentence = /^(.*?\bshall\b[^.]*\.)\s+1\.\s/.exec(unit.text)?.[1] ?? ''
  if (unit.kind !== 'article' || unit.title !== null || !own.test(sentence)) return []
  const namedWith = all.filter(other => other !== unit && own.test(other.text)).flatMap(other => other.text.match(/(?:data|information) listed in Annex [IVXLC]+/g) ?? [])
  const annexes = [...new Set(namedWith.map(words => words.split(' ').slice(-2).join(' ')))]
  const whose = annexes.length === 1 ? `of ${annexes[0]}` : 'of an annex'
  return [{
    severity: 'missing',
    reason: `The title and the text of ${nameOf(unit)} are missing from the source. What the source holds in their place, and what stands here, is the text ${whose}.`,
  }]
}

function cutText(unit: SourceUnit): Damage[] {
  const text = unit.text.trim()
  const damage: Damage[] = []
  if (text === '') return unit.children.length > 0 ? [] : [{ severity: 'missing', reason: `The text of ${nameOf(unit)} is missing from the source.` }]
  if (/^[‘“]\d{1,2}\.\s/.test(text)) damage.push({ severity: 'missing', reason: `The first words of ${nameOf(unit)} are missing from the source, which starts inside a quotation.` })
  if (/^[a-z]/.test(text)) damage.push({ severity: 'missing', reason: `The beginning of ${nameOf(unit)} is missing from the source, which starts in the middle of a sentence.` })
  if (!ends.test(text) && !(unit.kind === 'recital' && text.endsWith(','))) damage.push({ severity: 'missing', reason: `The end of ${nameOf(unit)} is missing from the source, which stops after “${text.slice(-40).replace(/^\S*\s/, '')}”.` })
  return damage
}

const smallFaults: readonly (readonly [RegExp, string])[] = [
  [/(?<=\s)[b-z] [a-z]{1,12}(?=[\s,.;])/g, 'a broken word'],
  [/\b20\d \d\/\d{2,4}\b/g, 'a broken number'],
  [/\b[a-z]{2,}\d{2,3}\b/g, 'a missing space'],
  [/(?<=\b(?:Council|Parliament|\d+\/(?:EC|EU|JHA)) )\d{2,3}(?=\s|[;,.])/g, 'a footnote call without its note'],
  [/\b[A-Za-z]+- (?!and\b|or\b)[a-z]+/g, 'a broken word'],
]

function smallWarnings(unit: SourceUnit): string[] {
  return smallFaults.flatMap(([pattern, fault]) => [...unit.text.matchAll(pattern)].map(found => `${nameOf(unit)} holds ${fault}: “${found[0]}”.`))
}

/** Looks at one unit of a source for what an extraction loses, puts right what can be put right, and says all of it. */
export function mend(original: SourceUnit, all: readonly SourceUnit[]): Mended {
  const { unit: own, strayHeading } = takeStrayHeading(original)
  const { unit, damage } = mendTitle(own)
  const moved = strayHeading === null ? [] : [`${nameOf(original)} ended with a heading that is not its own, “${strayHeading.printed}”; it now stands after the article.`]
  const isText = unit.kind === 'article' || unit.kind === 'recital'
  return {
    unit,
    strayHeading,
    damage: isText ? [...damage, ...displaced(unit, all), ...cutText(unit)] : damage,
    warnings: [...moved, ...smallWarnings(unit)],
  }
}

/** The numbers that are missing between 1 and the last of a row; null if the numbers are no row that holes could be told in. */
export function holesIn(designations: readonly string[]): number[] | null {
  const present = new Set(designations.map(designation => parseInt(designation, 10)).filter(Number.isSafeInteger))
  const last = [...present].reduce((highest, number) => Math.max(highest, number), 0)
  if (last > present.size * 4 + 40) return null
  return Array.from({ length: last }, (_, at) => at + 1).filter(number => !present.has(number))
}
