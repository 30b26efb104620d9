/** @jest-environment jsdom */
import { i18n } from '@lingui/core'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { schema } from '@plenary/document'
import { writingCommands } from '../writing-commands.ts'
import { slashMenu } from './slash-menu.ts'

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  Element.prototype.scrollIntoView = () => undefined
})

let view: EditorView
afterEach(() => {
  view.destroy()
  document.body.replaceChildren()
})

/** An editor on one paragraph with the caret at its end. */
function write(words: string): void {
  const doc = schema.nodes['doc']!.create(null, schema.nodes['paragraph']!.create({ id: 'p' }, words === '' ? null : schema.text(words)))
  const state = EditorState.create({ doc, plugins: [slashMenu(writingCommands())] })
  view = new EditorView(document.body.appendChild(document.createElement('div')), { state: state.apply(state.tr.setSelection(TextSelection.atEnd(doc))) })
  view.coordsAtPos = () => ({ left: 10, right: 10, top: 10, bottom: 30 })
}

const press = (name: string): boolean => view.someProp('handleKeyDown', handle => handle(view, new KeyboardEvent('keydown', { key: name }))) === true
const offered = (): string[] => [...document.querySelectorAll('.slash-menu [role=option]')].map(entry => entry.firstChild?.textContent ?? '')
const marked = (): string => document.querySelector('.slash-menu [aria-selected=true]')?.firstChild?.textContent ?? ''

function type(words: string): void {
  for (const character of words) {
    const { from, to } = view.state.selection
    const taken = view.someProp('handleTextInput', handle => handle(view, from, to, character, () => view.state.tr.insertText(character, from, to)))
    if (taken !== true) view.dispatch(view.state.tr.insertText(character, from, to))
  }
}

test('a slash offers the kinds of block, letters narrow it, Enter makes the block and takes the slash away', () => {
  write('The operator keeps records. ')
  type('/')
  expect(offered()).toEqual(expect.arrayContaining(['Paragraph', 'Requirement (shall)', 'Note', 'Table']))
  type('requ')
  expect(offered()).toEqual(['Requirement (shall)'])
  expect(view.dom.getAttribute('aria-activedescendant')).toBe(document.querySelector('.slash-menu [aria-selected=true]')?.id)
  expect(press('Enter')).toBe(true)
  expect(view.state.doc.firstChild?.type.name).toBe('requirement')
  expect(view.state.doc.textContent).toBe('The operator keeps records. ')
  expect(document.querySelector('.slash-menu')).toBeNull()
})

test('arrows walk the list and round its ends; Esc keeps what was typed and leaves the keys to the text', () => {
  write('')
  type('/')
  press('ArrowUp')
  expect(marked()).toBe('Table')
  press('ArrowDown')
  press('ArrowDown')
  expect(marked()).toBe(offered()[1])
  expect(press('Escape')).toBe(true)
  expect(view.state.doc.textContent).toBe('/')
  expect(press('Enter')).toBe(false)
})

test.each([['and', '/or'], ['', '/ 2016'], ['', '/xyz']])('%p and %p is text, not a menu', (before, typed) => {
  write(before)
  type(typed)
  expect(document.querySelector('.slash-menu')).toBeNull()
  expect(view.state.doc.textContent).toBe(before + typed)
})
