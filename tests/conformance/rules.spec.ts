import { files, read, titles } from './sources.ts'

const rulebooks = files.filter(file => /^(libs|apps)\/[^/]+\/RULES\.md$/.test(file))
const written = rulebooks.flatMap(file => [...read(file).matchAll(/^- \*\*\[([a-z-]+-\d+)\]\*\* (.+)$/gm)].map(match => ({ file, id: match[1]!, sentence: match[2]! })))
const cited = titles().flatMap(({ file, title }) => [...title.matchAll(/\[([a-z-]+-\d+)\]/g)].map(match => ({ file, id: match[1]! })))
const ids = written.map(rule => rule.id)

test('the rules were found', () => {
  expect(written.length).toBeGreaterThan(5)
  expect(cited.length).toBeGreaterThan(5)
})

test('every rule is cited by the title of a test', () => {
  const tested = new Set(cited.map(rule => rule.id))
  expect(ids.filter(id => !tested.has(id))).toEqual([])
})

test('every cited rule is written', () => {
  expect(cited.filter(rule => !ids.includes(rule.id))).toEqual([])
})

test('a rule has one number, of its own lib, in order, and is a sentence', () => {
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  expect(written.filter(rule => !rule.file.includes(`/${rule.id.replace(/-\d+$/, '')}/`))).toEqual([])
  expect(written.filter(rule => !/[.!]$/.test(rule.sentence.trim()))).toEqual([])
})

test('every line of a RULES.md that looks like a rule is one', () => {
  const odd = rulebooks.flatMap(file => read(file).split('\n').filter(line => line.startsWith('- **[')).map(line => ({ file, line })))
  expect(odd.length).toBe(written.length)
})
