import { draftsWithUnsent, readRefused, readUnsent, writeRefused, writeUnsent, type Shelf } from './unsent.ts'

function shelf(): Shelf {
  const kept = new Map<string, string>()
  return {
    get length() { return kept.size },
    key: at => [...kept.keys()][at] ?? null,
    getItem: name => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: name => void kept.delete(name),
  }
}

test('what was not sent survives a reload and belongs to one account only', () => {
  const device = shelf()
  writeUnsent(device, 'ana', 'draft-1', { changes: 14, clauses: ['c1', 'c2'] })
  expect(readUnsent(device, 'ana', 'draft-1')).toEqual({ changes: 14, clauses: ['c1', 'c2'] })
  expect(readUnsent(device, 'ben', 'draft-1').changes).toBe(0)
  expect(draftsWithUnsent(device, 'ana')).toEqual([{ draftId: 'draft-1', changes: 14 }])
  expect(draftsWithUnsent(device, 'ben')).toEqual([])
  writeUnsent(device, 'ana', 'draft-1', { changes: 0, clauses: [] })
  expect(draftsWithUnsent(device, 'ana')).toEqual([])
})

test('refused words stay until they are let go, and damaged notes of another hand count as none', () => {
  const device = shelf()
  const words = { clauseId: 'c1', label: 'Article 3', text: 'my words', why: 'frozen', at: '2026-11-22T00:00:00.000Z' }
  writeRefused(device, 'ana', 'draft-1', [words])
  expect(readRefused(device, 'ana', 'draft-1')).toEqual([words])
  writeRefused(device, 'ana', 'draft-1', [])
  expect(readRefused(device, 'ana', 'draft-1')).toEqual([])
  device.setItem('plenary:refused:ana:draft-1', '{"not a list"')
  expect(readRefused(device, 'ana', 'draft-1')).toEqual([])
  device.setItem('plenary:unsent:ana:draft-1', '[1,2]')
  expect(readUnsent(device, 'ana', 'draft-1').changes).toBe(0)
})

test('a device that is full says so, and takes nothing else down with it', () => {
  const full: Shelf = { ...shelf(), setItem: () => { throw new DOMException('full', 'QuotaExceededError') } }
  const words = { clauseId: 'c1', label: 'Article 3', text: 'my words', why: 'frozen', at: '2026-11-22T00:00:00.000Z' }
  expect(writeRefused(full, 'ana', 'draft-1', [words])).toBe(false)
  expect(writeRefused(shelf(), 'ana', 'draft-1', [words])).toBe(true)
  expect(() => writeUnsent(full, 'ana', 'draft-1', { changes: 1, clauses: [] })).not.toThrow()
})
