/** @jest-environment jsdom */
import { fireEvent, render, screen } from '@testing-library/react'
import { ActButton, permitted } from './ActButton.tsx'

test('an act that is not allowed stays visible, says why beside it, and does nothing', () => {
  let done = 0
  render(
    <ActButton
      permission={{ act: 'stage.move', allowed: false, why: 'Only the chair may move a draft.' }}
      onAct={() => {
        done++
      }}
    >
      Move
    </ActButton>,
  )
  const button = screen.getByRole('button', { name: 'Move', description: 'Only the chair may move a draft.' })
  fireEvent.click(button)
  expect(done).toBe(0)
  expect(button.getAttribute('aria-disabled')).toBe('true')
})

test('an act that is allowed is done once a click, with nothing beside it', () => {
  let done = 0
  render(
    <ActButton
      permission={{ act: 'stage.move', allowed: true, why: '' }}
      onAct={() => {
        done++
      }}
    >
      Move
    </ActButton>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Move' }))
  expect(done).toBe(1)
})

test('an act nobody mentioned is not allowed', () => {
  expect(permitted([{ act: 'a', allowed: true, why: '' }], 'b').allowed).toBe(false)
})
