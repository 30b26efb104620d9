import * as v from 'valibot'
import { unit, type SourceAct, type SourceUnit } from '../source.ts'

/** A plain list of articles, each naming its chapter, with its text in one line. */
export const articleListShape = v.pipe(v.array(v.object({
  article: v.union([v.number(), v.string()]),
  article_name: v.string(),
  chapter: v.string(),
  chapter_name: v.string(),
  content: v.string(),
})), v.minLength(1))

export function actOfArticles(source: v.InferOutput<typeof articleListShape>): SourceAct {
  const chapters: { number: string; title: string; articles: SourceUnit[] }[] = []
  for (const { article, article_name: title, chapter, chapter_name: chapterTitle, content } of source) {
    let last = chapters.at(-1)
    if (last?.number !== chapter) chapters.push(last = { number: chapter, title: chapterTitle, articles: [] })
    last.articles.push(unit('article', String(article), title, content))
  }
  const kind = /\bThis (Regulation|Directive|Decision)\b/.exec(source.map(({ content }) => content).join(' '))?.[1] ?? 'Act'
  return {
    title: `${kind} without a title`,
    language: 'en',
    units: chapters.map(({ number, title, articles }) => unit('chapter', number, title, '', articles)),
    leftOut: ['The source holds no title of the act, no recitals and no annexes.'],
  }
}
