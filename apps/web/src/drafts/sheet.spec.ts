/** @jest-environment jsdom */
import { Sheet } from './sheet.ts'

const clause = (id: string, words: string): string => `<section class="clause clause-article" id="c-${id}" data-clause="${id}"><p data-block="${id}1">${words}</p></section>`

function sheetOf(...ids: string[]): { desk: HTMLElement; sheet: Sheet } {
  const desk = document.body.appendChild(document.createElement('article'))
  const sheet = new Sheet(desk)
  sheet.adopt(`<article class="text"><h1>A text</h1>${ids.map(id => clause(id, `Words of ${id}.`)).join('')}</article>`)
  return { desk, sheet }
}

const shownIn = (desk: HTMLElement): string[] =>
  [...desk.querySelectorAll(':scope > .rows > *')].map(child => child.getAttribute('data-clause') ?? child.className)

test('takes over the served clauses as they are, without the title', () => {
  const { desk, sheet } = sheetOf('a', 'b')
  expect(sheet.ids).toEqual(['a', 'b'])
  expect(shownIn(desk)).toEqual(['a', 'b'])
})

test('leaves a clause alone that reads the same, and keeps its element when it reads differently', () => {
  const { sheet } = sheetOf('a')
  const row = sheet.row('a')
  const block = row?.firstChild
  expect(sheet.show({ id: 'a', html: clause('a', 'Words of a.') })).toBe(false)
  expect(sheet.row('a')?.firstChild).toBe(block)
  expect(sheet.show({ id: 'a', html: clause('a', 'Other words.') })).toBe(true)
  expect(sheet.row('a')).toBe(row)
  expect(row?.textContent).toBe('Other words.')
})

test.each([
  ['one changed', ['a', 'B', 'c'], [0, 2]],
  ['one more at the end', ['a', 'b', 'c', 'd'], [0, 1, 2]],
  ['one more at the beginning', ['z', 'a', 'b', 'c'], [1, 2, 3]],
  ['one gone', ['a', 'c'], [0, 1]],
  ['one said twice', ['a', 'a', 'b', 'c'], [0, 2, 3]],
  ['all gone', [], []],
  ['none left', ['x', 'y'], []],
])('the blocks of a clause that read the same stay where somebody may be selecting in them: %s', (_, words, kept) => {
  const paragraphs = (all: readonly string[]): string => `<section class="clause" data-clause="m">${all.map(word => `<p>${word}</p>`).join('')}</section>`
  const { sheet } = sheetOf()
  sheet.adopt(`<article>${paragraphs(['a', 'b', 'c'])}</article>`)
  const row = sheet.row('m')!
  const before = [...row.children]
  sheet.show({ id: 'm', html: paragraphs(words) })
  expect([...row.children].map(child => child.textContent)).toEqual(words)
  expect([...row.children].flatMap((child, at) => (before.includes(child) ? [at] : []))).toEqual(kept)
})

test('a clause lent to an editor is not shown anew until it is given back', () => {
  const { sheet } = sheetOf('a')
  sheet.hold('a')
  expect(sheet.show({ id: 'a', html: clause('a', 'Remote words.') })).toBe(false)
  expect(sheet.row('a')?.textContent).toBe('Words of a.')
  sheet.release('a')
  expect(sheet.show({ id: 'a', html: clause('a', 'Remote words.') })).toBe(true)
})

test('clauses follow the order of the text, their notes go along, and what is gone is taken away with its notes', () => {
  const { desk, sheet } = sheetOf('a', 'b', 'c')
  const hosts = sheet.hosts(new Map([['b', 2]]))
  expect(shownIn(desk)).toEqual(['a', 'b', 'note-g', 'c'])
  expect(hosts.get('b')?.style.getPropertyValue('--n')).toBe('2')
  sheet.arrange([{ id: 'b', depth: 0 }, { id: 'c', depth: 1 }, { id: 'a', depth: 0 }])
  expect(shownIn(desk)).toEqual(['b', 'note-g', 'c', 'a'])
  expect(sheet.row('c')?.dataset['depth']).toBe('1')
  sheet.arrange([{ id: 'a', depth: 0 }])
  expect(shownIn(desk)).toEqual(['a'])
})

test('an article stands in a group with its paragraphs, and a run without headings is cut', () => {
  const desk = document.body.appendChild(document.createElement('article'))
  const sheet = new Sheet(desk)
  const recital = (at: number): string => `<section class="clause clause-recital" data-clause="r${at}"><p>Recital.</p></section>`
  const paragraph = (id: string): string => `<section class="clause clause-paragraph" data-clause="${id}"><p>Words.</p></section>`
  const recitals = Array.from({ length: 30 }, (_, at) => recital(at)).join('')
  sheet.adopt(`<article>${recitals}${clause('a', 'One')}${paragraph('a1')}${paragraph('a2')}${clause('b', 'Two')}${paragraph('b1')}</article>`)
  expect([...desk.children].map(group => group.children.length)).toEqual([24, 6, 3, 2])
  sheet.arrange(['a', 'a1', 'b', 'b1', 'a2'].map(id => ({ id, depth: 0 })))
  expect([...desk.children].map(group => [...group.children].map(child => child.getAttribute('data-clause')))).toEqual([['a', 'a1'], ['b', 'b1', 'a2']])
})

test('no markup of a clause becomes a script that runs', () => {
  const { sheet } = sheetOf('a')
  sheet.show({ id: 'a', html: '<section class="clause" data-clause="a"><p>x</p><script>document.title = "ran"</script></section>' })
  expect(document.title).not.toBe('ran')
})
