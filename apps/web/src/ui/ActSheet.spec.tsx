/** @jest-environment jsdom */
import { fireEvent, render, screen } from '@testing-library/react'
import { FoldedAct } from './ActSheet.tsx'

const permission = { act: 'seat.change', allowed: true, why: '' }

function Act({ unfolded = false }: { readonly unfolded?: boolean }) {
  return (
    <FoldedAct permission={permission} begin="Change it" unfolded={unfolded}>
      {end => (
        <>
          <p>What it does.</p>
          <textarea aria-label="Reason" />
          <button type="button" onClick={end}>
            Leave it
          </button>
        </>
      )}
    </FoldedAct>
  )
}

test('whoever unfolds an act is in its first field, and back at its button when it is left', () => {
  render(<Act />)
  fireEvent.click(screen.getByRole('button', { name: 'Change it' }))
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reason' }))
  fireEvent.click(screen.getByRole('button', { name: 'Leave it' }))
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change it' }))
})

test('a form that stands open from the beginning takes nobody away from where they are', () => {
  render(<Act unfolded />)
  expect(document.activeElement).toBe(document.body)
})
