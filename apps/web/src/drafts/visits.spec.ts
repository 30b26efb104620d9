import { changedSinceVisit, printOf, rememberVisit } from './visits.ts'

function shelf(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: name => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) }
}

const prints = (texts: Record<string, string>): Map<string, string> => new Map(Object.entries(texts).map(([id, text]) => [id, printOf(text)]))

test('a first visit marks nothing, a later one what reads differently or is new', () => {
  const device = shelf()
  const then = prints({ a: 'One.', b: 'Two.' })
  expect(changedSinceVisit(device, 'ana', 'd', then)).toBeNull()
  rememberVisit(device, 'ana', 'd', then, '2026-11-20T10:00:00.000Z')
  const now = changedSinceVisit(device, 'ana', 'd', prints({ a: 'One.', b: 'Two!', c: 'New.' }))
  expect(now?.at).toBe('2026-11-20T10:00:00.000Z')
  expect([...now?.clauses ?? []]).toEqual(['b', 'c'])
  expect(changedSinceVisit(device, 'ben', 'd', then)).toBeNull()
})

test('what somebody else left under our name counts as no visit', () => {
  const device = shelf()
  device.setItem('plenary:seen:ana:d', '{"seen": 3')
  expect(changedSinceVisit(device, 'ana', 'd', new Map())).toBeNull()
})
