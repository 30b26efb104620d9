/** @jest-environment jsdom */
import { quoteOf, rangeOf, stretchOf, textOver } from './places.ts'

globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS

function rowOf(inner: string): HTMLElement {
  document.body.innerHTML = `<section data-clause="c1">${inner}</section>`
  return document.body.firstElementChild as HTMLElement
}

function select(from: Node, start: number, to: Node, end: number): Selection {
  const selection = getSelection()
  if (selection === null) throw new Error('no selection')
  selection.setBaseAndExtent(from, start, to, end)
  return selection
}

const at = (row: Element, selector: string): Node => row.querySelector(selector)?.firstChild ?? row

test('a selection counts as the document counts: formatting does not, a reference is one character', () => {
  const row = rowOf('<p data-block="b1">The <strong>operator</strong> of <a class="xref" href="#c-x">Article 14</a> shall.</p>')
  const tail = row.querySelector('p')?.lastChild as Text
  const selection = select(at(row, 'strong'), 2, tail, 6)
  expect(stretchOf(selection)).toEqual({ clauseId: 'c1', blockId: 'b1', start: 6, end: 23 })
  expect(quoteOf(row, { clauseId: 'c1', blockId: 'b1', start: 6, end: 23 })).toEqual({ quote: 'erator of \ufffc shall', prefix: 'The op', suffix: '.' })
})

test('the printed number of a heading is not part of its text', () => {
  const row = rowOf('<h2 class="title" data-block="b1"><bdi class="number">Article 14</bdi> Human oversight</h2>')
  const words = row.querySelector('h2')?.lastChild as Text
  expect(stretchOf(select(words, 1, words, 6))).toMatchObject({ start: 0, end: 5 })
  expect(rangeOf(row, { clauseId: 'c1', blockId: 'b1', start: 0, end: 5 })?.toString()).toBe('Human')
})

test('what was selected is found again as the same range', () => {
  const row = rowOf('<p data-block="b1">One <em>two</em> three<sup class="footnote-call"><a>1</a></sup> four</p>')
  for (const [start, end, words] of [[0, 3, 'One'], [4, 7, 'two'], [5, 10, 'wo th'], [14, 18, ' fou']] as const) {
    const range = rangeOf(row, { clauseId: 'c1', blockId: 'b1', start, end })
    expect(range?.toString()).toBe(words)
    if (range === null) continue
    expect(stretchOf(select(range.startContainer, range.startOffset, range.endContainer, range.endOffset))).toMatchObject({ start, end })
  }
})

test('a selection over two blocks counts up to the end of the first', () => {
  const row = rowOf('<p data-block="b1">First.</p><p data-block="b2">Second.</p>')
  const [first, second] = row.querySelectorAll('p')
  expect(stretchOf(select(first?.firstChild ?? row, 2, second?.firstChild ?? row, 3))).toEqual({ clauseId: 'c1', blockId: 'b1', start: 2, end: 6 })
})

test('nothing selected, or something outside the text, is no place', () => {
  const row = rowOf('<p data-block="b1">First.</p>')
  const text = at(row, 'p')
  expect(stretchOf(select(text, 2, text, 2))).toBeNull()
  expect(rangeOf(row, { clauseId: 'c1', blockId: 'gone', start: 0, end: 1 })).toBeNull()
})

test('a selection over several clauses begins a comment in the first, names the last, and is copied with numbers and without the notes between', () => {
  document.body.innerHTML = `<article class="desk"><div class="rows">
    <section class="clause" data-clause="a"><bdi class="number">14(1)</bdi><p data-block="a1">Systems shall be overseen.</p></section>
    <div class="note-g"><p>A note.</p></div>
    <section class="clause" data-clause="b"><bdi class="number">14(2)</bdi><p data-block="b1">Oversight shall prevent risks.</p></section>
  </div></article>`
  const selection = getSelection()!
  const from = document.querySelector('[data-block=a1]')!.firstChild!
  const to = document.querySelector('[data-block=b1]')!.firstChild!
  selection.setBaseAndExtent(from, 8, to, 9)
  expect(stretchOf(selection)).toEqual({ clauseId: 'a', blockId: 'a1', start: 8, end: 26, through: 'b' })
  expect(textOver(selection)?.plain).toBe('shall be overseen.\n\n14(2) Oversight')
  selection.setBaseAndExtent(from, 8, from, 13)
  expect(stretchOf(selection)).toEqual({ clauseId: 'a', blockId: 'a1', start: 8, end: 13 })
  expect(textOver(selection)).toBeNull()
})
