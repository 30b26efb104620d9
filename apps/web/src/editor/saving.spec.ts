import { i18n } from '@lingui/core'
import { patience, savingOf, type SavingFacts } from './saving.ts'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

const well: SavingFacts = { line: 'open', complete: true, changes: 0, waiting: 0, kept: true, refused: false, blocked: false, ended: null }

test.each<[string, Partial<SavingFacts>, string]>([
  ['everything is confirmed', {}, 'saved'],
  ['a change is on its way', { complete: false, changes: 1, waiting: 20 }, 'sending'],
  ['a change waits for two seconds', { complete: false, changes: 1, waiting: patience }, 'local'],
  ['the answer of the server is still awaited', { complete: false, line: 'connecting' }, 'sending'],
  ['the line is closed and nothing was written', { complete: false, line: 'closed' }, 'offline'],
  ['the line ended for good with words unsent', { complete: false, changes: 3, ended: 'You are signed out.', line: 'closed' }, 'local'],
  ['the network lets only pages through', { complete: false, line: 'closed', blocked: true }, 'offline'],
  ['the network lets only pages through and something was written', { complete: false, line: 'closed', blocked: true, changes: 1, waiting: patience }, 'local'],
  ['the server refused words', { refused: true }, 'refused'],
])('when %s the state is %s', (_case, part, state) => {
  expect(savingOf({ ...well, ...part }, '12:04').state).toBe(state)
})

test('"saved" is never said while a change is not confirmed, whatever else is true', () => {
  for (const line of ['connecting', 'open', 'closed'] as const) {
    for (const complete of [true, false]) {
      for (const waiting of [0, patience * 2]) {
        expect(savingOf({ ...well, line, complete, waiting, changes: 1 }, '12:04').state).not.toBe('saved')
      }
    }
  }
})

test('a network that lets only pages through is named in a few words; what to do about it stands above the text', () => {
  expect(savingOf({ ...well, complete: false, line: 'closed', blocked: true }, '').words).toBe('Live editing does not get through')
})
