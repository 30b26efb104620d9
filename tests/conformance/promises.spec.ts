import { read, titles } from './sources.ts'

const rows = [...read('docs/promises.md').matchAll(/^\| ([A-K]\d+|R\d+) \| (.+?) \| (.+?) \|$/gm)].map(([, id, wording, status]) => ({ id: id!, wording: wording!, status: status! }))
const known = new Set(rows.map(row => row.id))
const cited = titles().flatMap(({ file, title }) =>
  [...title.matchAll(/\(((?:[A-K]|R)\d+(?:, (?:[A-K]|R)\d+)*)\)/g)].flatMap(match => match[1]!.split(', ')).map(id => ({ file, id })))

test('every promise stands on the list once, with a status that is one of three', () => {
  expect(rows.filter((row, i) => rows.findIndex(other => other.id === row.id) !== i)).toEqual([])
  expect(rows.filter(row => !['kept', 'partly', 'not yet'].includes(row.status))).toEqual([])
})

test('the numbers of features and requirements have no holes', () => {
  const letters = [...'ABCDEFGHIJKR']
  const holes = letters.flatMap(letter => {
    const numbers = rows.filter(row => row.id.startsWith(letter)).map(row => Number(row.id.slice(1)))
    return Array.from({ length: Math.max(0, ...numbers) }, (_, i) => `${letter}${i + 1}`).filter(id => !known.has(id))
  })
  expect(holes).toEqual([])
  expect(rows.filter(row => row.id.startsWith('R'))).toHaveLength(126)
})

test('every promise that a test cites is on the list', () => {
  expect(cited.filter(({ id }) => !known.has(id))).toEqual([])
})

test('a promise is called kept only if a test cites it', () => {
  const proven = new Set(cited.map(({ id }) => id))
  expect(rows.filter(row => row.status === 'kept' && !proven.has(row.id)).map(row => row.id)).toEqual([])
})
