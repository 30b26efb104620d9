import { entryHash, openCommitment, verifyChain } from '@plenary/ledger'
import * as fc from 'fast-check'
import { DataSource } from 'typeorm'
import { testDatabase, type TestDatabase } from '../../../../tests/database.ts'
import { migrations } from '../migrations/index.ts'
import { databaseOptions } from '../platform/database.ts'
import { closed, LedgerService, sha256, word } from './ledger.service.ts'

let database: TestDatabase
let db: DataSource
let ledger: LedgerService

beforeAll(async () => {
  database = await testDatabase()
  db = await new DataSource(databaseOptions({ url: database.url }, { entities: [], migrations })).initialize()
  await db.runMigrations()
  ledger = new LedgerService(db)
}, 60_000)
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

let made = 0
const newChain = (): { committee: string } => {
  made += 1
  return { committee: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}` }
}
const someone = '11111111-1111-4111-8111-111111111111'

test('a chain of any acts verifies with the library that the outside uses', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter(value => !value.includes('\u0000'))
  const act = fc.record({
    kind: fc.constantFrom('seat.added', 'role.ended', 'stage.takenBack', 'person.invited'),
    actor: fc.constantFrom(someone, null),
    facts: fc.dictionary(fc.constantFrom('a', 'b', 'zé', '10', '9'), fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(text))),
    secret: fc.option(text),
  })
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async acts => {
    const chain = newChain()
    for (const { kind, actor, facts, secret } of acts) {
      await db.transaction(tx => ledger.append(tx, chain, actor, kind, { ...facts, ...(secret === null ? {} : { secret: closed(secret) }) }))
    }
    const entries = await ledger.read(chain)
    expect(verifyChain(entries, sha256)).toEqual({ ok: true, value: { seq: acts.length, hash: entries.at(-1)?.hash } })
    const openings = [...(await ledger.openingsFor(chain)).values()].flat()
    expect(openings).toHaveLength(acts.filter(one => one.secret !== null).length)
    expect(openings.every(opening => openCommitment(opening, sha256))).toBe(true)
  }), { numRuns: 40 })
}, 60_000)

test('acts that happen at the same time stand one behind the other, without a hole and in the order of their times', async () => {
  const chain = newChain()
  await Promise.all(Array.from({ length: 40 }, (_, n) => db.transaction(tx => ledger.append(tx, chain, null, 'vote.cast', { n }))))
  const entries = await ledger.read(chain)
  expect(entries.map(entry => entry.seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  expect(entries.map(entry => entry.at)).toEqual(entries.map(entry => entry.at).sort())
  expect(verifyChain(entries, sha256).ok).toBe(true)
})

test('an act that is rolled back leaves no trace and no hole', async () => {
  const chain = newChain()
  await db.transaction(tx => ledger.append(tx, chain, null, 'seat.added', { n: 1 }))
  await expect(db.transaction(async tx => {
    await ledger.append(tx, chain, null, 'seat.added', { n: 2 })
    throw new Error('the act failed')
  })).rejects.toThrow('the act failed')
  const next = await db.transaction(tx => ledger.append(tx, chain, null, 'seat.added', { n: 3 }))
  expect(next.seq).toBe(2)
  expect(verifyChain(await ledger.read(chain), sha256).ok).toBe(true)
})

test.each([
  ['an entry cannot be changed', "update ledger_entry set kind = 'vote.lost'"],
  ['an entry cannot be deleted', 'delete from ledger_entry'],
  ['the entries cannot be emptied', 'truncate ledger_entry cascade'],
  ['a chain cannot be deleted', 'delete from ledger_chain'],
  ['the head cannot be moved back', 'update ledger_chain set seq = 0'],
  ['the head cannot get another hash', "update ledger_chain set hash = 'f'"],
  ['an opening cannot be exchanged', "update ledger_opening set value = '1'"],
])('%s in the database itself', async (_, statement) => {
  await db.transaction(tx => ledger.append(tx, newChain(), null, 'vote.cast', { secret: closed('yes') }))
  await expect(db.query(statement)).rejects.toThrow(/the ledger only grows|only move forward/)
})

test('closed values appear in no column of the entries, and who may see them finds them in their place', async () => {
  const chain = newChain()
  const entry = await db.transaction(tx => ledger.append(tx, chain, someone, 'delegate.added',
    { seat: 's1', person: { id: 'p1', name: closed('Wanjiru Kamau') }, reasons: [closed('moved abroad')], omitted: undefined }))
  expect(JSON.stringify(await ledger.read(chain))).not.toMatch(/Wanjiru|abroad/)
  expect(Object.keys(entry.facts)).toEqual(['seat', 'person', 'reasons'])
  ledger.tell({ 'delegate.added': facts => `${word((facts['person'] as { name: unknown }).name)} acts for a seat.` })
  const openings = (await ledger.openingsFor(chain, [entry.seq])).get(entry.seq)
  expect(ledger.sentenceOf(entry, openings)).toBe('Wanjiru Kamau acts for a seat.')
  expect(ledger.sentenceOf(entry)).toBe('(closed) acts for a seat.')
})

test('forgetting a name keeps the chain valid', async () => {
  const chain = newChain()
  const entry = await db.transaction(tx => ledger.append(tx, chain, someone, 'delegate.added', { name: closed('A. Person'), reason: closed('why') }))
  await db.transaction(tx => ledger.erase(tx, chain, entry.seq, 'name'))
  expect((await ledger.openingsFor(chain)).get(1)?.map(opening => opening.path)).toEqual(['reason'])
  expect(verifyChain(await ledger.read(chain), sha256).ok).toBe(true)
})

test('the same value is committed to differently each time, so that it cannot be guessed by comparing', async () => {
  const chain = newChain()
  const [first, second] = await db.transaction(async tx => [
    await ledger.append(tx, chain, null, 'vote.cast', { choice: closed('yes') }), await ledger.append(tx, chain, null, 'vote.cast', { choice: closed('yes') }),
  ])
  expect(first?.facts).not.toEqual(second?.facts)
})

test('what was tampered with in spite of all is found', async () => {
  const chain = newChain()
  for (const n of [1, 2, 3]) await db.transaction(tx => ledger.append(tx, chain, null, 'vote.cast', { n }))
  await db.query('alter table ledger_entry disable trigger all')
  await db.query(`update ledger_entry set facts = '{"n":9}' where chain = $1 and seq = 2`, [`committee:${chain.committee}`])
  await db.query('alter table ledger_entry enable trigger all')
  const entries = await ledger.read(chain)
  expect(verifyChain(entries, sha256)).toMatchObject({ ok: false, refusal: { seq: 2, code: 'altered' } })
  expect(entryHash(entries[1]!, sha256)).not.toBe(entries[1]?.hash)
})
