/** @jest-environment jsdom */
import { i18n } from '@lingui/core'
import { TextSelection } from 'prosemirror-state'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { bodyOf, moveClause, readBody, readDocument, readTree, writeDocument, type Block } from '@plenary/document'
import { ClauseEditor } from './clause-editor.ts'
import { cleanHtml } from './pasted-html.ts'
import { placeOfStep, stepPlace } from './plugins/undo.ts'
import { commandOrigin, undoOf, type RoomText } from './room-text.ts'
import { writingCommands } from './writing-commands.ts'

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  // jsdom lays nothing out, so that scrolling to the caret needs a place to look at.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})

const paragraph = (id: string, text: string): Block => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })
const clause = (id: string, ...blocks: Block[]) =>
  ({ id, parent: null, kind: 'article' as const, designation: null, gap: null, withdrawn: false, informative: false, blocks })

function roomText(): RoomText {
  const doc = new Y.Doc()
  const written = writeDocument(doc, {
    schema: 1, template: 'legal', language: 'en', title: 'A text',
    clauses: [clause('a', paragraph('a1', 'First words.')), clause('b', paragraph('b1', 'Second words.')), clause('c', paragraph('c1', 'Third words.'))],
  })
  expect(written.ok).toBe(true)
  const awareness = new Awareness(doc)
  const undo = undoOf(doc)
  // Only the awareness of the line is used by an editor; the room has its own tests over real sockets.
  return { doc, undo, line: { awareness } as RoomText['line'], kept: {} as RoomText['kept'], check: null }
}

let ids = 0
const opened: ClauseEditor[] = []

function open(text: RoomText, clauseId: string): ClauseEditor {
  const host = document.body.appendChild(document.createElement('div'))
  const nothing = (): void => undefined
  const editor = new ClauseEditor(host, {
    text, clauseId, label: `${clauseId}, editing`, newId: () => `n${ids += 1}`, nameOf: () => 'Article 1', leave: nothing, changed: nothing,
    keys: {
      undo: nothing, redo: nothing, toolbar: nothing, crossReference: nothing, comment: nothing, margin: nothing,
      splitClause: nothing, joinClause: nothing, moveClause: nothing, nestClause: nothing,
    },
  })
  opened.push(editor)
  return editor
}

afterEach(() => {
  for (const editor of opened.splice(0)) editor.close()
  document.body.replaceChildren()
})

function type(editor: ClauseEditor, words: string, at = 1): void {
  editor.run((state, dispatch) => {
    dispatch?.(state.tr.insertText(words, at))
    return true
  })
}

function leave(editor: ClauseEditor): void {
  opened.splice(opened.indexOf(editor), 1)
  editor.close()
}

const words = (text: RoomText, clauseId: string): string => JSON.stringify(readBody(bodyOf(text.doc, clauseId)))
const order = (text: RoomText): string => readTree(text.doc).map(({ id }) => id).join('')
const command = (id: string) => {
  const found = writingCommands().find(one => one.id === id)
  if (found === undefined) throw new Error(`no command ${id}`)
  return found
}

test('three undos take back a move, the words in the second clause and those in the first, in this order, after all editors have closed', () => {
  const text = roomText()
  const first = open(text, 'a')
  type(first, 'ALPHA ')
  leave(first)
  const second = open(text, 'b')
  type(second, 'BETA ')
  leave(second)
  expect(moveClause(text.doc, 'c', { parent: null, after: null }, commandOrigin).ok).toBe(true)
  expect([order(text), words(text, 'a').includes('ALPHA'), words(text, 'b').includes('BETA')]).toEqual(['cab', true, true])

  expect(text.undo.undo()).not.toBeNull()
  expect([order(text), words(text, 'a').includes('ALPHA'), words(text, 'b').includes('BETA')]).toEqual(['abc', true, true])
  const step = text.undo.undo()
  expect(placeOfStep(step?.meta ?? new Map())?.clauseId).toBe('b')
  expect([words(text, 'a').includes('ALPHA'), words(text, 'b').includes('BETA')]).toEqual([true, false])
  expect(placeOfStep(text.undo.undo()?.meta ?? new Map())?.clauseId).toBe('a')
  expect([words(text, 'a').includes('ALPHA'), words(text, 'b').includes('BETA')]).toEqual([false, false])
  expect(text.undo.undo()).toBeNull()
})

test('undo takes back own words only, and others\' stay', () => {
  const text = roomText()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(text.doc))
  const editor = open(text, 'a')
  type(editor, 'MINE ')
  const before = Y.encodeStateVector(other)
  const theirs = (bodyOf(other, 'a').get(0) as Y.XmlElement).get(0) as Y.XmlText
  theirs.insert(theirs.length, ' THEIRS')
  Y.applyUpdate(text.doc, Y.encodeStateAsUpdate(other, before), 'network')
  expect(editor.state.doc.textContent).toBe('MINE First words. THEIRS')
  text.undo.undo()
  expect(editor.state.doc.textContent).toBe('First words. THEIRS')
})

test('after a split the first part keeps its identity, and the second says where it came from', () => {
  const text = roomText()
  const editor = open(text, 'a')
  editor.run((state, dispatch) => {
    dispatch?.(state.tr.split(6))
    return true
  })
  const blocks = readBody(bodyOf(text.doc, 'a'))
  expect(blocks).toHaveLength(2)
  expect(blocks[0]?.attrs).toEqual({ id: 'a1' })
  expect(blocks[1]?.attrs).toMatchObject({ from: 'a1' })
  expect(blocks[1]?.attrs?.['id']).not.toBe('a1')
})

test('a paragraph that becomes a requirement keeps its identity', () => {
  const text = roomText()
  const editor = open(text, 'a')
  expect(command('requirement-should').run(editor.state, undefined)).toBe(true)
  editor.run(command('requirement-should').run)
  expect(readBody(bodyOf(text.doc, 'a'))).toEqual([
    { type: 'requirement', attrs: { form: 'should', id: 'a1' }, content: [{ type: 'text', text: 'First words.' }] },
  ])
  expect(command('requirement-should').isActive(editor.state)).toBe(true)
})

test.each(['note', 'example', 'definition', 'bullet-list', 'ordered-list', 'table', 'strong', 'em', 'title', 'term'])(
  'the command "%s" changes the clause, and undo takes it back', id => {
    const text = roomText()
    const editor = open(text, 'a')
    editor.run((state, dispatch) => {
      dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, 1, 6)))
      return true
    })
    const before = words(text, 'a')
    expect(editor.run(command(id).run)).toBe(true)
    expect(words(text, 'a')).not.toBe(before)
    const seen = JSON.parse(words(text, 'a')) as Block[]
    const every = (blocks: readonly Block[]): Block[] => blocks.flatMap(block => [block, ...every(block.content ?? [])])
    const identities = every(seen).filter(block => block.type !== 'text').map(block => block.attrs?.['id'])
    expect(new Set(identities).size).toBe(identities.length)
    expect(identities).not.toContain(undefined)
    text.undo.undo()
    expect(words(text, 'a')).toBe(before)
  })

test('an empty clause gets a line to write on', () => {
  const text = roomText()
  bodyOf(text.doc, 'a').delete(0, 1)
  const editor = open(text, 'a')
  type(editor, 'Begun')
  expect(readDocument(text.doc).clauses[0]?.blocks[0]).toMatchObject({ type: 'paragraph', content: [{ type: 'text', text: 'Begun' }] })
})

test('the editor says what it is to those who do not see it', () => {
  const editor = open(roomText(), 'a')
  expect(editor.element.getAttribute('role')).toBe('textbox')
  expect(editor.element.getAttribute('aria-multiline')).toBe('true')
  expect(editor.element.getAttribute('aria-label')).toBe('a, editing')
})

test('undo puts the caret back where it stood before the step', () => {
  const text = roomText()
  const editor = open(text, 'a')
  editor.enter({ at: 'point', blockId: 'a1', offset: 6 })
  const caret = editor.state.selection.head
  type(editor, 'X', caret)
  leave(editor)
  const step = text.undo.undo()
  expect(step?.meta.get(stepPlace)).toMatchObject({ clauseId: 'a', anchor: expect.anything() })
  const place = placeOfStep(step?.meta ?? new Map())
  if (place === null) throw new Error('the step has no place')
  const again = open(text, 'a')
  again.enter({ at: 'step', place })
  expect(again.state.selection.head).toBe(caret)
})

describe('what is pasted', () => {
  test.each([
    ['a script', '<p>Before<script>alert(1)</script> after</p>', '<p>Before after</p>'],
    ['a handler', '<p onclick="alert(1)" style="color:red" class="MsoNormal">Words</p>', '<p>Words</p>'],
    ['an address that runs', '<p><a href="javascript:alert(1)">Words</a></p>', '<p><a>Words</a></p>'],
    ['an address hidden by spaces', '<p><a href=" jAvAsCrIpT:alert(1)">Words</a></p>', '<p><a>Words</a></p>'],
    ['an image with a handler', '<p>A<img src=x onerror=alert(1)>B</p>', '<p>AB</p>'],
    ['a frame', '<iframe srcdoc="<p>x</p>"></iframe><p>Words</p>', '<p>Words</p>'],
    ['a comment of Word', '<!--[if gte mso 9]><xml></xml><![endif]--><p>Words<o:p></o:p></p>', '<p>Words</p>'],
  ])('loses %s', (_what, html, cleaned) => {
    expect(cleanHtml(html)).toBe(cleaned)
  })

  test('keeps headings, lists, tables, strong and emphasis', () => {
    const html = '<h2>Title</h2><ul><li>One</li></ul><table><tbody><tr><th>A</th><td colspan="2">B</td></tr></tbody></table><p><b>strong</b> <i>em</i></p>'
    expect(cleanHtml(html)).toBe(html)
  })

  test('turns the list paragraphs of Word into lists, by level', () => {
    const item = (level: number, sign: string, text: string): string =>
      `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${sign}<span>&nbsp; </span></span>${text}</p>`
    expect(cleanHtml(`<p>Before</p>${item(1, '1.', 'One')}${item(2, '·', 'Inside')}${item(1, '2.', 'Two')}<p>After</p>`)).toBe(
      '<p>Before</p><ol><li><p>One</p><ul><li><p>Inside</p></li></ul></li><li><p>Two</p></li></ol><p>After</p>')
  })

  test('reads bold and italic that Word wrote as styles', () => {
    expect(cleanHtml('<p><span style="font-weight:bold">A</span><span style="font-style:italic">B</span></p>'))
      .toBe('<p><span><strong>A</strong></span><span><em>B</em></span></p>')
  })
})
