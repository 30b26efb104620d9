/** @jest-environment jsdom */
import { act, fireEvent, render, screen } from '@testing-library/react'
import { nameOf, switchSingleKeys, useKeys } from './keys.ts'

const pressed: string[] = []

function Screen() {
  useKeys({
    j: () => pressed.push('j'),
    'g i': () => pressed.push('g i'),
    i: () => pressed.push('i'),
    'Control+k': () => pressed.push('Control+k'),
  })
  return <input aria-label="field" />
}

beforeEach(() => {
  pressed.length = 0
  switchSingleKeys(true)
})

const press = (key: string, over: KeyboardEventInit = {}, on: Element = document.body): void =>
  act(() => {
    fireEvent.keyDown(on, { key, ...over })
  })

test('a single letter acts, and a sequence acts instead of its last letter', () => {
  render(<Screen />)
  press('j')
  press('g')
  press('i')
  press('i')
  expect(pressed).toEqual(['j', 'g i', 'i'])
})

test('letters belong to whoever writes, Control keys do not', () => {
  render(<Screen />)
  const field = screen.getByLabelText('field')
  press('j', {}, field)
  press('k', { ctrlKey: true }, field)
  expect(pressed).toEqual(['Control+k'])
})

test('switched off, single letters do nothing and Control keys still act', () => {
  switchSingleKeys(false)
  render(<Screen />)
  press('j')
  press('k', { metaKey: true })
  expect(pressed).toEqual(['Control+k'])
})

test.each([
  [{ key: 'F6', shiftKey: true }, 'Shift+F6'],
  [{ key: 'J', shiftKey: true }, 'Shift+j'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'k', metaKey: true }, 'Control+k'],
  [{ key: 'Enter', altKey: true }, 'Alt+Enter'],
])('%p is called %s', (event, name) => {
  expect(nameOf({ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...event })).toBe(name)
})
