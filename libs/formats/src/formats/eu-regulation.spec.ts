import { readFileSync } from 'node:fs'
import {
  blockText, buildLabels, readDocument, schema, textBlocks, validate, writeDocument, type Block, type Clause, type ClauseKind,
} from '@plenary/document'
import * as Y from 'yjs'
import type { ImportedDraft } from '../format.ts'
import { detect, importDraft } from '../importing.ts'

const bytesOf = (file: string): Uint8Array => readFileSync(new URL(`../../../../seeds/texts/${file}`, import.meta.url))
const sourceOf = (file: string): unknown => JSON.parse(Buffer.from(bytesOf(file)).toString('utf8'))

function take(file: string): ImportedDraft {
  let made = 0
  const imported = importDraft(bytesOf(file), { newId: () => `i${++made}`, name: file })
  if (!imported.ok) throw new Error(imported.refusal.message)
  return imported.value
}

const proposal = take('eu-ai-act-drafting-history-en.json')
const act = take('eu-ai-act-structured.json')
const gdpr = take('gdpr-gdprtext.json')
const dataAct = take('eu-data-act-articles.json')
const nis2 = take('eu-nis2-articles.json')

interface Snapshot { stage: string; content_type: string; number: string; title: string | null; text: string }
interface Structure {
  chapters: { roman: string; title: string; articles: number[] }[]
  articles: { number: number; title: string; paragraphs: { text: string }[] }[]
  recitals: { number: number; text: string }[]
  annexes: { text: string }[]
}
interface Nested { type: string; number: string | null; title?: string; text?: string; contents?: Nested[]; subpoints?: Nested[] }
interface Listed { article: number; article_name: string; chapter: string; chapter_name: string; content: string }

const inWords = (draft: ImportedDraft): { of: (nodes: readonly Block[]) => string; labels: ReturnType<typeof buildLabels> } => {
  const labels = buildLabels(draft.document.clauses, draft.document.template)
  const target = (node: Block): string => labels.get(String(node.attrs?.['target']))?.label ?? '?'
  const words = (node: Block): string => node.text ?? (node.type === 'xref' ? target(node) : (node.content ?? []).map(words).join(''))
  return { labels, of: nodes => textBlocks(nodes).map(words).join('\n') }
}

/** A clause with what it holds as indented lines: its number, then its words. */
function outlineOf(draft: ImportedDraft, label: string): string[] {
  const { labels, of } = inWords(draft)
  const depths = new Map<string, number>()
  const lines: string[] = []
  for (const { id, parent, blocks } of draft.document.clauses) {
    const above = parent === null ? undefined : depths.get(parent)
    const depth = above === undefined ? (labels.get(id)?.label === label ? 0 : undefined) : above + 1
    if (depth === undefined) continue
    depths.set(id, depth)
    const words = of(blocks).replace(/\s+/g, ' ')
    lines.push(`${'  '.repeat(depth)}${labels.get(id)?.printed ?? ''} ${words}`)
  }
  return lines
}

const counts: [string, ImportedDraft, Partial<Record<ClauseKind, number>>][] = [
  ['the Commission’s proposal for the AI Act', proposal, { recital: 70, part: 10, article: 84, paragraph: 269, point: 203, subpoint: 22 }],
  ['the AI Act', act, { recital: 180, chapter: 13, article: 113, annex: 13, section: 7, paragraph: 629, point: 500, subpoint: 48 }],
  ['the GDPR', gdpr, { recital: 173, chapter: 11, section: 15, article: 99, paragraph: 377, point: 378, subpoint: 7 }],
  ['the Data Act', dataAct, { chapter: 11, article: 50, paragraph: 231, point: 240, subpoint: 18 }],
  ['NIS 2', nis2, { chapter: 9, article: 46, paragraph: 199, point: 243, subpoint: 28 }],
]
test.each(counts)('[formats-2] %s has exactly these clauses', (_name, { report }, byType) => {
  expect(report.byType).toEqual(byType)
  expect(report.items).toBe(Object.values(byType).reduce((sum, count) => sum + count, 0))
})

test('[formats-2] counted another way, the numbers in the sources are as many as the clauses', () => {
  const { articles, annexes } = sourceOf('eu-ai-act-structured.json') as Structure
  const texts = [...articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)), ...annexes.map(({ text }) => text)]
  const lines = (pattern: RegExp): number => texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0)
  const count = ({ document }: ImportedDraft, ...kinds: ClauseKind[]): number => document.clauses.filter(({ kind, designation }) => kinds.includes(kind) && designation !== '').length
  expect(lines(/^\((?:[a-z]{1,5}|\d+)\)$/gm)).toBe(count(act, 'point', 'subpoint'))
  expect(lines(/^\d+(?:\.\d+)*\.(?:\s+.*)?$/gm)).toBe(count(act, 'paragraph'))
  const numbered = (node: Nested): number => (['point', 'subpoint'].includes(node.type) && node.number !== null ? 1 : 0)
    + [...node.contents ?? [], ...node.subpoints ?? []].reduce((sum, child) => sum + numbered(child), 0)
  const { chapters } = sourceOf('gdpr-gdprtext.json') as { chapters: Nested[] }
  expect(chapters.reduce((sum, chapter) => sum + numbered(chapter), 0)).toBe(count(gdpr, 'paragraph', 'point', 'subpoint'))
})

test('[formats-2] every clause keeps the designation printed in the source (B17)', () => {
  const articles = act.document.clauses.filter(({ kind }) => kind === 'article').map(({ designation }) => designation)
  expect(articles).toEqual(Array.from({ length: 113 }, (_, at) => String(at + 1)))
  expect(act.document.clauses.filter(({ kind }) => kind === 'annex').map(({ designation }) => designation)).toEqual(
    ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII'])
  expect(proposal.document.clauses.filter(({ kind }) => kind === 'recital').map(({ designation }) => Number(designation))).toEqual(Array.from({ length: 89 }, (_, at) => at + 1))
})

const readings: [string, ImportedDraft, string, string[]][] = [
  ['Article 1 with its doubled (a)', proposal, 'Article 1', [
    'Article 1 Subject matter This Regulation lays down:',
    '  (a) harmonised rules for the~I systems’) in the Union;',
    '  (a) prohibitions of certain ~intelligence practices;',
    '  (b) specific requirements fo~rators of such systems;',
    '  (c) harmonised transparency ~audio or video content;',
    '  (d) rules on market monitori~ring and surveillance.',
  ]],
  ['Article 5 with three levels', proposal, 'Article 5', [
    'Article 5 ',
    '  1. The following artificial~s shall be prohibited:',
    '    (a) the placing on the marke~r psychological harm;',
    '    (b) the placing on the marke~r psychological harm;',
    '    (c) the placing on the marke~oth of the following:',
    '      (i) detrimental or unfavoura~enerated or collected;',
    '      (ii) detrimental or unfavoura~viour or its gravity;',
    '    (d) the use of ‘real-time’ r~llowing objectives :',
    '      (i) the targeted search for ~ing missing children;',
    '      (ii) the prevention of a spec~ of a terrorist attack;',
    '      (iii) the detection, localisat~ of that Member State.',
    '  2. The use of ‘real-time’ r~e following elements:',
    '    (a) the nature of the situat~ the use of the system;',
    '    (b) the consequences of the ~those consequences.',
    '     In addition, the use of ~ and personal limitations.',
    '  3. As regards paragraphs 1,~red to in paragraph 2.',
    '  4. A Member State may decid~pose of law enforcement.',
  ]],
  ['Article 6, whose first paragraph speaks of points (a) and (b)', proposal, 'Article 6', [
    'Article 6 Classification rules for high-risk AI systems',
    '  1. Irrespective of whether ~ditions are fulfilled:',
    '    (a) the AI system is intende~tion listed in Annex II;',
    '    (b) the product whose safety~tion listed in Annex II.',
    '  2. In addition to the high-~considered high-risk.',
  ]],
  ['Article 58, whose sub-points follow commas', proposal, 'Article 58', [
    'Article 58 Tasks of the Board When ~shall in particular:',
    '  (a) collect and share expert~among Member States;',
    '  (b) contribute to uniform ad~rred to in Article 53;',
    '  (c) issue opinions, recommen~ulation, in particular',
    '    (i) on technical specificati~tle III, Chapter 2 ,',
    '    (ii) on the use of harmonised~ in Articles 40 and 41,',
    '    (iii) on the preparation of gu~red to in Article 71.',
  ]],
  ['Article 81, which quotes numbered paragraphs', proposal, 'Article 81', [
    'Article 81 Amendment to Regulation ~ is amended as follows:',
    '  (1) In Article 17, the follo~Intelligence] (OJ …).”',
    '  (2) In Article 19, the follo~ be taken into account.”',
    '  (3) In Article 43, the follo~ be taken into account.”',
    '  (4) In Article 47, the follo~ be taken into account.”',
    '  (5) In Article 57, the follo~ be taken into account.”',
    '  (6) In Article 58, the follo~ be taken into account.”.',
  ]],
  ['Annex VII with points in points', act, 'Annex VII', [
    'Annex VII Conformity based on an a~technical documentation',
    '  1. Introduction Conformity ~based on points 2 to 5.',
    '  2. Overview The approved qu~rdance with point 4.',
    '  3. Quality management system',
    '    3.1. The application of the p~vider shall include:',
  ]],
  ['NIS 2, Article 2, with sub-points in running text', nis2, 'Article 2', [
    'Article 2 Scope',
    '  1. This Directive applies t~s of this Directive.',
    '  2. Regardless of their size~ Annex I or II, where:',
    '    (a) services are provided by:',
    '      (i) providers of public elec~munications services;',
    '      (ii) trust service providers;',
  ]],
]
const squeeze = (line: string): string => line.replace(/\s+/g, ' ').trim()
test.each(readings)('[formats-5] %s is read as the law says', (_what, draft, label, expected) => {
  const lines = outlineOf(draft, label).slice(0, expected.length)
  expect(lines.map(line => /^ *\S*/.exec(line)?.[0])).toEqual(expected.map(line => /^ *\S*/.exec(line)?.[0]))
  lines.forEach((line, at) => {
    const [start, end] = (expected[at] ?? '').trim().split('~').map(squeeze)
    expect(squeeze(line).slice(0, start?.length)).toBe(start)
    if (end !== undefined) expect(squeeze(line).slice(-end.length)).toBe(end)
  })
})

const letters = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const lettersOf = (draft: ImportedDraft): string => {
  const { labels, of } = inWords(draft)
  const onlyMarksAGap = ({ blocks, gap }: Clause): boolean => gap !== null && blocks.length === 0 && !/^The (?:text|title) of|^The source prints/.test(gap)
  return letters(draft.document.clauses.map(clause => onlyMarksAGap(clause) ? '' : `${labels.get(clause.id)?.printed ?? ''} ${of(clause.blocks)}`).join('\n'))
}
const wordsOfNested = (node: Nested): string => [
  ['chapter', 'section', 'article'].includes(node.type) ? node.type : '', node.number, node.title, node.text, ...(node.subpoints ?? []).map(wordsOfNested), ...(node.contents ?? []).map(wordsOfNested),
].join(' ')
const wordsOfList = (list: Listed[]): string => list.map(({ chapter, chapter_name, article, article_name, content }, at) =>
  `${list[at - 1]?.chapter === chapter ? '' : `Chapter ${chapter} ${chapter_name}`} Article ${article} ${article_name} ${content}`).join(' ')

const sources: [string, ImportedDraft, () => string][] = [
  ['the proposal', proposal, () => {
    const mine = (sourceOf('eu-ai-act-drafting-history-en.json') as { snapshots: Snapshot[] }).snapshots.filter(({ stage }) => stage === 'commission-2021')
    return ['recitals', 'articles'].flatMap(type => mine.filter(({ content_type }) => content_type === type)
      .map(({ number, title, text }) => `${type === 'articles' ? 'Article' : ''} ${number} ${title ?? ''} ${text}`)).join(' ')
  }],
  ['the AI Act', act, () => {
    const { chapters, articles, recitals, annexes } = sourceOf('eu-ai-act-structured.json') as Structure
    const article = (wanted: number): string => articles.filter(({ number }) => number === wanted).map(({ title, paragraphs }) => `Article ${wanted} ${title} ${paragraphs.map(({ text }) => text).join(' ')}`).join(' ')
    return [...recitals.map(({ number, text }) => `${number} ${text}`), ...chapters.map(chapter => `Chapter ${chapter.roman} ${chapter.title} ${chapter.articles.map(article).join(' ')}`), ...annexes.map(({ text }) => text)].join(' ')
  }],
  ['the GDPR', gdpr, () => {
    const { recitals, chapters } = sourceOf('gdpr-gdprtext.json') as { recitals: Nested[]; chapters: Nested[] }
    return [...recitals, ...chapters].map(wordsOfNested).join(' ')
  }],
  ['the Data Act', dataAct, () => wordsOfList(sourceOf('eu-data-act-articles.json') as Listed[])],
  ['NIS 2', nis2, () => wordsOfList(sourceOf('eu-nis2-articles.json') as Listed[])],
]
test.each(sources)('[formats-3] the letters and digits of %s are the source’s, all of them and in their order', (_name, draft, source) => {
  const [mine, theirs] = [lettersOf(draft), letters(source())]
  const differs = [...mine].findIndex((letter, at) => letter !== theirs[at])
  expect(mine.slice(Math.max(0, differs - 30), differs + 30)).toBe(theirs.slice(Math.max(0, differs - 30), differs + 30))
  expect(mine.length).toBe(theirs.length)
})

test('[formats-4] the loss report of the proposal is exactly this', () => {
  const { gaps } = proposal.report
  const named = (kind: ClauseKind, pattern: RegExp): string[] => gaps.filter(gap => gap.kind === kind && pattern.test(gap.reason)).map(({ designation }) => designation ?? '')
  expect(named('recital', /\) is missing from the source\.$/).map(Number)).toEqual([2, 6, 12, 13, 23, 28, 29, 31, 39, 50, 51, 52, 61, 66, 69, 72, 75, 79, 86])
  expect(named('recital', /^The beginning/)).toEqual(['3'])
  expect(named('recital', /^The end/)).toEqual(['7', '24', '25', '26', '89'])
  expect(named('article', /^Article \d+ is missing/)).toEqual(['65'])
  expect(named('article', /^The title of/)).toEqual(['5', '54', '56', '72'])
  expect(named('article', /the text of Annex VIII/)).toEqual(['51'])
  expect(named('article', /^The end/)).toEqual(['63'])
  expect(named('annex', /though the text refers to it/)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'])
  expect(named('point', /^The source prints/)).toEqual(['a', '1', 'c', 'c'])
  expect(named('point', /^The text of point/)).toEqual(['b'])
  expect(gaps).toHaveLength(19 + 1 + 5 + 1 + 4 + 1 + 1 + 9 + 4 + 1)
  expect(proposal.report.warnings.filter(warning => /ended with a heading/.test(warning)).map(warning => /^Article (\d+)/.exec(warning)?.[1])).toEqual(
    ['4', '5', '52', '55', '59', '60', '68', '69', '72', '74'])
  expect(proposal.report.warnings).toContain('The text refers to Titles and Chapters, but the source holds no division into chapters.')
})

test('[formats-4] every gap of a report stands in the text, word for word, and the other way round', () => {
  for (const { document, report } of [proposal, act, gdpr, dataAct, nis2]) {
    const inText = document.clauses.filter(({ gap }) => gap !== null).map(({ id, gap }) => `${id} ${gap}`)
    const inReport = new Map<string, string[]>()
    for (const { clauseId, reason } of report.gaps) inReport.set(clauseId, [...inReport.get(clauseId) ?? [], reason])
    expect(inText.sort()).toEqual([...inReport].map(([id, reasons]) => `${id} ${reasons.join(' ')}`).sort())
  }
})

test('[formats-6] references to the same text follow their target, those to other instruments stay words', () => {
  const { labels, of } = inWords(act)
  const xrefs = (label: string): string[] => act.document.clauses.filter(({ id }) => labels.get(id)?.label === label)
    .flatMap(({ blocks }) => textBlocks(blocks)).flatMap(({ content }) => content ?? []).filter(({ type }) => type === 'xref')
    .map(({ attrs }) => labels.get(String(attrs?.['target']))?.label ?? '')
  expect(xrefs('Article 6(4)')).toEqual(['Annex III', 'Article 49(2)'])
  expect(xrefs('Article 2(7)')).toEqual(['Article 10(5)', 'Article 59'])
  expect(xrefs('Article 10(5)')).toEqual([])
  // An article that amends another act speaks of that act's articles.
  const amending = proposal.document.clauses.filter(({ id }) => /^Article 81\b/.test(inWords(proposal).labels.get(id)?.label ?? ''))
  expect(JSON.stringify(amending)).not.toContain('"xref"')
  for (const { blocks } of act.document.clauses) expect(of(blocks)).not.toContain('?Article')
})

test('[formats-8] what was imported is valid to the schema, and its validator finds the source’s own faults only', () => {
  for (const { document } of [proposal, act, gdpr, dataAct, nis2]) {
    for (const { blocks } of document.clauses) schema.nodeFromJSON({ type: 'doc', content: blocks }).check()
  }
  const faults = (draft: ImportedDraft): string[] => [...new Set(validate(draft.document).filter(({ rule }) => rule !== 'document-20').map(({ rule, message }) => `${rule} ${message}`))]
  expect(faults(act)).toEqual([])
  expect(faults(gdpr)).toEqual([])
  expect(faults(proposal).filter(fault => !fault.startsWith('document-27'))).toEqual([
    'document-23 Article 1(a) stands twice: another clause here has the same number.',
    'document-23 Article 3(1) stands twice: another clause here has the same number.',
    'document-23 Article 70(1)(c) stands twice: another clause here has the same number.',
  ])
  expect(faults(proposal).filter(fault => fault.startsWith('document-27'))).toEqual(['document-27 This cross-reference leads to a clause with missing text.'])
})

test('[formats-8] the proposal survives a shared text unchanged', () => {
  const ydoc = new Y.Doc()
  expect(writeDocument(ydoc, proposal.document).ok).toBe(true)
  expect(readDocument(ydoc)).toEqual(proposal.document)
})

const bodyText = (clause: Clause): string => clause.blocks.map(blockText).join(' ')
test('[formats-2] a cut title is put back together, and a lost one is not invented', () => {
  const titles = new Map(proposal.document.clauses.filter(({ kind }) => kind === 'article').map(clause => [clause.designation, clause.blocks.find(({ type }) => type === 'title')]))
  const words = (designation: string): string | null => titles.get(designation) === undefined ? null : blockText(titles.get(designation) as Block)
  expect(words('54')).toBe('Further processing of personal data for developing certain AI systems in the public interest in the AI regulatory sandbox')
  expect(words('56')).toBe('Establishment of the European Artificial Intelligence Board')
  expect(words('72')).toBe('Administrative fines on Union institutions, agencies and bodies')
  expect([words('5'), words('51'), words('65')]).toEqual([null, null, null])
  expect(bodyText(proposal.document.clauses.find(({ kind, designation }) => kind === 'article' && designation === '65') as Clause)).toBe('')
})

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const history = Buffer.from(bytesOf('eu-ai-act-drafting-history-en.json')).toString('utf8')
const bad: [string, Uint8Array, { stage?: string }, string, RegExp][] = [
  ['an empty file', encode(' \n'), {}, 'empty-file', /^draft\.json is empty\.$/],
  ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00), {}, 'not-text', /^draft\.json is not text/],
  ['words', encode('Dear all, please find attached'), {}, 'unknown-format', /^draft\.json, line 1:/],
  ['a file cut in the middle', encode(history.slice(0, 5000)), {}, 'malformed-json', /^draft\.json, line \d+, column \d+: this is not JSON, the file ends too soon/],
  ['a fault in a line', encode('[\n {"article": 1,\n  "article_name": oops}\n]'), {}, 'malformed-json', /^draft\.json, line 3, column 19: this is not JSON, "o" cannot stand here\.$/],
  ['an article without text', encode('[{"article":1,"article_name":"Scope","chapter":"I","chapter_name":"X","content":"1. A."},{"article":2}]'), {}, 'malformed-source', /^draft\.json, at \[1\]\.article_name: /],
  ['a chapter list that is none', encode('{"metadata":{"title":"x"},"chapters":7,"articles":[],"recitals":[],"annexes":[]}'), {}, 'malformed-source', /^draft\.json, at chapters: /],
  ['a stage that is not there', encode(history), { stage: 'council-2022' }, 'unknown-stage', /no stage council-2022; the file holds commission-2021, parliament-2023/],
  ['a stage of amendments only', encode(history), { stage: 'parliament-2023' }, 'no-text', /parliament-2023 holds no articles/],
]
test.each(bad)('[formats-7] %s is refused with its place and reason', (_what, bytes, options, code, sentence) => {
  const refused = importDraft(bytes, { newId: () => 'never', name: 'draft.json', ...options })
  expect(refused.ok ? '' : refused.refusal.code).toBe(code)
  expect(refused.ok ? '' : refused.refusal.message).toMatch(sentence)
})

test('[formats-7] a megabyte of nonsense is refused at once, in whatever dress it comes', () => {
  const noise = Array.from({ length: 1 << 20 }, (_, at) => String.fromCharCode(33 + (at * 7919) % 90)).join('')
  const start = process.cpuUsage()
  const made = JSON.stringify(noise)
  for (const text of [noise, `[{"article": ${made}}]`, `{"snapshots": ${made}}`, `${'['.repeat(1 << 19)}`, `{"title": ${made}, "chapters": []}`]) {
    expect(importDraft(encode(text), { newId: () => 'never', name: 'noise' }).ok).toBe(false)
  }
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
})

const nasty = [
  '(a) ', '(a)\n', '(a) x; ', '1. A. ', '1.1.\nX\n', '1.\nX\n', '(i) x: (a) y: ', 'points 11111111111111111111111111111111111 ', 'Annex IIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIx ',
  'Article 11111111111111111111111111111111111111(1)(1)(1)! ', 'TITLE I AAAAAAAA ', '“', '‘A', '”', 'It shall. ', 'Section A\n', '—\nx\n', 'Article 1, 1111111111111111 and (((( ',
]
test.each(nasty)('[formats-7] half a megabyte of %j is read in proportion to its length', fragment => {
  const content = fragment.repeat(Math.ceil((1 << 19) / fragment.length))
  const articles = [{ article: 1, article_name: 'Scope', chapter: 'I', chapter_name: 'GENERAL', content }, { article: '999999999999(', article_name: '1.', chapter: 'I', chapter_name: 'G', content: 'x' }]
  const start = process.cpuUsage()
  const imported = importDraft(encode(JSON.stringify(articles)), { newId: () => 'i', name: 'nasty' })
  expect(imported.ok).toBe(true)
  expect(process.cpuUsage(start).user).toBeLessThan(8_000_000)
  if (imported.ok) expect(lettersOf(imported.value).length).toBeGreaterThanOrEqual(letters(content).length)
})

test('[formats-1] a file is recognised by its content', () => {
  for (const file of ['eu-ai-act-drafting-history-en.json', 'eu-ai-act-structured.json', 'gdpr-gdprtext.json', 'eu-data-act-articles.json', 'eu-nis2-articles.json']) {
    expect(detect(bytesOf(file))).toBe('eu-regulation')
  }
  expect(['', '{}', '[]', '<html>', '{"openapi": "3.0"}'].map(text => detect(text))).toEqual([undefined, undefined, undefined, undefined, undefined])
})
