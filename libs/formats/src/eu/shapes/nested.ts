import * as v from 'valibot'
import { unit, type SourceAct, type SourceUnit } from '../source.ts'

const point = v.object({
  type: v.string(),
  number: v.nullable(v.string()),
  text: v.string(),
  subpoints: v.array(v.object({ number: v.nullable(v.string()), text: v.string(), type: v.string() })),
})
const article = v.object({ type: v.literal('article'), number: v.string(), title: v.string(), contents: v.array(point) })
const section = v.object({ type: v.literal('section'), number: v.string(), title: v.string(), contents: v.array(article) })
const chapter = v.object({ type: v.literal('chapter'), number: v.string(), title: v.string(), contents: v.array(v.variant('type', [article, section])) })

/** An act as a nested tree: chapters, sections, articles, points, sub-points. */
export const nestedShape = v.object({
  title: v.string(),
  language: v.optional(v.string()),
  chapters: v.pipe(v.array(chapter), v.minLength(1)),
  recitals: v.array(v.object({ number: v.string(), text: v.string() })),
  citations: v.optional(v.unknown()),
})

type Point = v.InferOutput<typeof point>

// Numbered points after an introduction are a list of that introduction, '(1)'; without one they are paragraphs, '1.'.
function articleText(points: readonly Point[]): string {
  const inList = points[0]?.number === null && points.length > 1
  const lines = points.flatMap(({ number, text, subpoints }) => [
    ...(number === null ? [] : [inList ? `(${number})` : `${number}.`]),
    text,
    ...subpoints.flatMap(sub => sub.number === null ? [sub.text] : [`(${sub.number})`, sub.text]),
  ])
  return `${lines.join('\n')}\n`
}

const articleOf = (source: v.InferOutput<typeof article>): SourceUnit => unit('article', source.number, source.title, articleText(source.contents))

export function actOfNested(source: v.InferOutput<typeof nestedShape>): SourceAct {
  const chapters = source.chapters.map(({ number, title, contents }) => unit('chapter', number, title, '', contents.map(item =>
    item.type === 'article' ? articleOf(item) : unit('section', item.number, item.title, '', item.contents.map(articleOf)))))
  const notes = source.citations === undefined ? [] : ['The footnotes (citations) of the source have no call in its text and are left out.']
  return {
    title: source.title,
    language: (source.language ?? 'en').toLowerCase(),
    units: [...source.recitals.map(({ number, text }) => unit('recital', number, null, `${text}\n`)), ...chapters],
    leftOut: notes,
  }
}
