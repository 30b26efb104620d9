/** @jest-environment jsdom */
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { momentHere } from './here.ts'
import { Moments } from './Moments.tsx'
import type { Moment } from './past.queries.ts'

beforeAll(() => {
  document.documentElement.lang = 'en'
  i18n.loadAndActivate({ locale: 'en', messages: {} })
})

const moment = (kind: string, seq: number, day: number, title: string): Moment =>
  ({ kind, seq, at: `2026-03-${day}T12:00:00.000Z`, began: null, changes: null, title, person: null })

// The text was written twice; then it was frozen and the draft moved, which leave its number as it was.
const moments = [moment('stage', 7, 28, 'Moved on'), moment('edition', 7, 28, 'Edition 1'), moment('stage', 7, 20, 'Moved'), moment('stage', 3, 17, 'Begun')]

function Looking() {
  const [chosen, setChosen] = useState<Moment | null>(null)
  const here = momentHere(moments, chosen, null)
  if (here === undefined) return null
  return (
    <I18nProvider i18n={i18n}>
      <Moments page={{ before: null, moments }} here={here} onChoose={setChosen} onBefore={() => undefined} isOlder={false} />
    </I18nProvider>
  )
}

test('every moment is reached, also those between which nobody wrote', () => {
  render(<Looking />)
  const slider = screen.getByRole<HTMLInputElement>('slider')
  const seen = [slider.getAttribute('aria-valuetext')]
  for (let step = 0; step < 3; step += 1) {
    fireEvent.click(screen.getByRole('button', { name: 'Earlier' }))
    seen.push(slider.getAttribute('aria-valuetext'))
  }
  expect(seen).toEqual(['Moved on', 'Edition 1 was frozen', 'Moved', 'Begun'])
  fireEvent.change(slider, { target: { value: '2' } })
  expect(slider.getAttribute('aria-valuetext')).toBe('Edition 1 was frozen')
})

test.each([[null, 'Moved on'], [9, 'Moved on'], [7, 'Moved on'], [6, 'Begun'], [1, 'Begun']])('the number %s names the last moment up to it', (named, title) => {
  expect(momentHere(moments, null, named)?.title).toBe(title)
})
