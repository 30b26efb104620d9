import * as v from 'valibot'
import { unit, type SourceAct } from '../source.ts'

/** A whole act in parts: chapters that list their articles, articles with paragraphs, recitals, annexes as lines of text. */
export const structuredShape = v.object({
  metadata: v.object({ title: v.string() }),
  chapters: v.array(v.object({ number: v.number(), roman: v.string(), title: v.string(), articles: v.array(v.union([v.number(), v.string()])) })),
  articles: v.pipe(v.array(v.object({
    number: v.union([v.number(), v.string()]),
    title: v.string(),
    paragraphs: v.array(v.object({ number: v.nullable(v.string()), text: v.string() })),
  })), v.minLength(1)),
  recitals: v.array(v.object({ number: v.number(), text: v.string() })),
  annexes: v.array(v.object({ id: v.string(), title: v.string(), text: v.string() })),
})

type Source = v.InferOutput<typeof structuredShape>

const articleOf = ({ number, title, paragraphs }: Source['articles'][number]) =>
  unit('article', String(number), title, `${paragraphs.map(({ text }) => text).join('\n')}\n`)

// The first line repeats 'ANNEX III', the second is its heading.
function annexOf({ id, text }: Source['annexes'][number]) {
  const lines = text.split('\n')
  const heading = /^ANNEX\b/.test(lines[0] ?? '') ? 1 : 0
  return unit('annex', id, lines[heading] ?? null, `${lines.slice(heading + 1).join('\n')}\n`)
}

export function actOfStructure(source: Source): SourceAct {
  const articles = new Map(source.articles.map(article => [String(article.number), articleOf(article)]))
  const chapters = source.chapters.map(({ roman, title, articles: numbers }) => unit('chapter', roman, title, '', numbers.flatMap(number => {
    const article = articles.get(String(number))
    articles.delete(String(number))
    return article === undefined ? [] : [article]
  })))
  return {
    title: source.metadata.title,
    language: 'en',
    units: [
      ...source.recitals.map(({ number, text }) => unit('recital', String(number), null, `${text}\n`)),
      ...chapters,
      ...articles.values(),
      ...source.annexes.map(annexOf),
    ],
    leftOut: [],
  }
}
