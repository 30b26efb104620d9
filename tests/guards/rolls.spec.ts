import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { verifyRecord } from '@plenary/ledger'
import { rulebookOf } from '@plenary/process'
import { strFromU8, unzipSync } from 'fflate'
import { RecordService } from '../../apps/api/src/formats/record.service.ts'
import { recountBallot } from '../../apps/cli/src/recounting.ts'
import type { Caller } from '../api.ts'
import { act, travel } from '../draft.ts'
import { adoption, type Adoption, viewerOf } from '../secret-ballot.ts'

const heads = Array.from({ length: 4 }, (_, n) => `head${n}@roll.example`)
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
let world: Adoption
let chair: Caller
let secretary: Caller
let rollId: string

interface Roll {
  readonly id: string
  readonly hash: string
  readonly seats: readonly { seat: string; weight: number; affiliation: string | null }[]
  readonly changes: readonly { id: string; words: string; outcome: string | null }[]
}
const fields = 'PreparedRoll { id hash seats { seat weight affiliation } changes { id words outcome } }'

beforeAll(async () => {
  world = await adoption(heads.length, 'roll.example')
  chair = await world.api.signIn(world.officers.chair)
  secretary = await world.api.signIn(world.officers.secretary)
}, 180_000)
afterAll(async () => {
  await world?.api.close()
  if (world) rmSync(world.keyDirectory, { recursive: true, force: true })
})

const seatOf = (n: number) => world.committee.seats[heads[n]!]!
const propose = (as: Caller, change: object) => act<Roll>(world.api, 'proposeRollChange', fields, { rollId, reason: 'As minuted.', ...change }, as)
const decide = (as: Caller, changeId: string, confirm = true) => act<Roll>(world.api, 'decideRollChange', fields, { changeId, confirm }, as)
const waiting = (roll: Partial<Roll>) => roll.changes!.find(change => change.outcome === null)!.id
const open = async (as: Caller) => {
  const closesAt = (await world.api.db.query<[{ at: Date }]>("select plenary_now() + interval '31 days' as at"))[0].at.toISOString()
  return act<{ id: string; rollHash: string; blocking: string | null; roll: { seatId: string; weight: number }[] }>(
    world.api, 'openBallot', 'Ballot { id rollHash blocking roll { seatId weight } }', { draftId: world.draftId, closesAt }, as)
}

test('an officer fixes the roll before the opening; nobody else does, and there is one at a time', async () => {
  const input = { draftId: world.draftId }
  expect(await act(world.api, 'prepareRoll', 'PreparedRoll { id }', input, await world.api.signIn(heads[0]!))).toMatchObject({ code: 'FORBIDDEN' })
  const roll = await act<Roll>(world.api, 'prepareRoll', fields, input, secretary)
  rollId = roll.id!
  expect(roll).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), seats: heads.map(() => ({ weight: 1 })) })
  expect(await act(world.api, 'prepareRoll', 'PreparedRoll { id }', input, chair)).toMatchObject({ code: 'ALREADY' })
})

test('a change takes two people; the ledger names both, and the hash before and after', async () => {
  const before = await propose(secretary, { kind: 'amend', seatId: seatOf(0), weight: 3, affiliation: 'One house' })
  expect(before).toMatchObject({ changes: [{ words: expect.stringContaining('weight 3 instead of 1'), outcome: null }] })
  expect(await propose(chair, { kind: 'strike', seatId: seatOf(3) })).toMatchObject({ code: 'change-open' })
  expect(await decide(secretary, waiting(before))).toMatchObject({ code: 'same-person' })
  const after = await decide(chair, waiting(before))
  expect(after.hash).not.toBe(before.hash)
  expect(after.seats!.find(seat => seat.seat === seatOf(0))).toMatchObject({ weight: 3, affiliation: 'One house' })
  const [entry] = await world.api.db.query<{ actor: string; facts: object }[]>("select actor, facts from ledger_entry where kind = 'roll.changed'")
  const { people } = world.committee
  const both = { proposedBy: people[world.officers.secretary], confirmedBy: people[world.officers.chair], hashBefore: before.hash, hashAfter: after.hash }
  expect(entry).toMatchObject({ actor: people[world.officers.chair], facts: both })
  expect(await decide(chair, before.changes![0]!.id)).toMatchObject({ code: 'decided' })
})

test('of two who confirm at once one does; who proposed may take it back', async () => {
  const proposed = await propose(chair, { kind: 'strike', seatId: seatOf(3) })
  expect(await open(chair)).toMatchObject({ code: 'change-open' })
  expect((await decide(chair, waiting(proposed), false)).changes!.map(change => change.outcome)).toEqual(['rejected', 'confirmed'])
  const again = await propose(chair, { kind: 'strike', seatId: seatOf(3) })
  const both = await Promise.all([decide(secretary, waiting(again)), decide(secretary, waiting(again))])
  expect(both.map(one => one.code ?? 'confirmed').sort()).toEqual(['confirmed', 'decided'])
  expect(await propose(chair, { kind: 'strike', seatId: seatOf(3) })).toMatchObject({ code: 'not-on-the-roll' })
  expect(await propose(chair, { kind: 'enter', seatId: world.draftId })).toMatchObject({ code: 'not-in-the-committee' })
  expect(await propose(chair, { kind: 'amend', seatId: seatOf(1), weight: 0 })).toMatchObject({ code: 'bad-figure' })
})

test('no statement of one person changes a roll, whatever the program says', async () => {
  const [change] = await world.api.db.query<{ id: string }[]>("select id from roll_change where outcome = 'confirmed' limit 1")
  await expect(world.api.db.query('update roll_change set decided_by = proposed_by where id = $1', [change!.id])).rejects.toThrow(/check/)
})

test('the ballot opens on the prepared roll, is held by its hash, tells what can block it, and can be counted again', async () => {
  const [prepared] = await world.api.db.query<{ hash: string }[]>('select hash from prepared_roll where id = $1', [rollId])
  const ballot = await open(chair)
  expect(ballot.rollHash).toBe(prepared!.hash)
  expect(ballot.roll!.map(entry => [entry.seatId, entry.weight])).toEqual(expect.arrayContaining([[seatOf(0), 3], [seatOf(1), 1], [seatOf(2), 1]]))
  expect(ballot.roll).toHaveLength(3)
  expect(ballot.blocking).toMatch(/of 3 seats can stop the text/)
  expect(await propose(chair, { kind: 'strike', seatId: seatOf(2) })).toMatchObject({ code: 'NOT_FOUND' })
  const vote = async (n: number) => act(world.api, 'castVote', 'Ballot { cast }', { ballotId: ballot.id, seatId: seatOf(n), choice: 'yes' }, await world.api.signIn(heads[n]!))
  expect(await vote(3)).toMatchObject({ code: 'not-on-the-roll' })
  for (const n of [0, 1, 2]) await vote(n)
  await travel(world.api, 'P32D')
  const zip = await world.api.get(RecordService).bundle(viewerOf(world, world.officers.chair), world.draftId)
  const files = new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)]))
  expect(verifyRecord(files, sha256, recountBallot)).toEqual([])
})

test('(D4) where the rule collapses them, equal votes of two seats of one affiliation count once, and differing ones each for itself', async () => {
  const { api, draftId } = world
  const book = rulebookOf('w3c')!
  await api.db.query("update stage_event set from_stage = null, to_stage = 'FO-report' where draft_id = $1", [draftId])
  await api.db.query("update draft set rulebook = 'w3c', rulebook_edition = $2, stage = 'FO-report' where id = $1", [draftId, book.edition])
  await travel(api, 'P91D')
  ;[chair, secretary] = [await api.signIn(world.officers.chair), await api.signIn(world.officers.secretary)]
  const callers = await Promise.all(heads.map(head => api.signIn(head)))
  async function council(choices: readonly string[]): Promise<{ outcome: string }> {
    rollId = (await act<Roll>(api, 'prepareRoll', fields, { draftId }, secretary)).id!
    for (const n of [0, 1]) expect(await decide(chair, waiting(await propose(secretary, { kind: 'amend', seatId: seatOf(n), affiliation: 'One house' })))).toMatchObject({ id: rollId })
    const closesAt = (await api.db.query<[{ at: Date }]>("select plenary_now() + interval '15 days' as at"))[0].at.toISOString()
    const { id, ruleInWords } = await act<{ id: string; ruleInWords: string }>(api, 'openBallot', 'Ballot { id ruleInWords }', { draftId, closesAt, rule: 'w3c.council.vote' }, chair)
    expect(ruleInWords).toContain('identical ballots of one affiliation count once')
    for (const [n, choice] of choices.entries()) {
      expect(await act(api, 'castVote', 'Ballot { cast }', { ballotId: id, seatId: seatOf(n), choice }, callers[n])).toEqual({ cast: n + 1 })
    }
    await travel(api, 'P16D')
    const query = 'query ($id: ID!) { ballot(id: $id) { result { outcome } roll { seatId } } }'
    const shown = await api.gql<{ ballot: { result: { outcome: string }; roll: { seatId: string }[] } }>(query, { id }, callers[0])
    expect(shown.data.ballot.roll).toHaveLength(4)
    return shown.data.ballot.result
  }
  // Two against two, and the two against are one house: two for, one against.
  expect(await council(['against', 'against', 'for', 'for'])).toMatchObject({ outcome: 'adopted' })
  // The house is of two minds, so both its votes count: one for and three against.
  expect(await council(['for', 'against', 'against', 'against'])).toMatchObject({ outcome: 'not-adopted' })
  const zip = await world.api.get(RecordService).bundle(viewerOf(world, world.officers.chair), draftId)
  const files = new Map(Object.entries(unzipSync(zip!)).map(([name, bytes]) => [name, strFromU8(bytes)]))
  // The draft was put under another rulebook without a move, which the record rightly tells; its ballots count again as they did.
  expect(verifyRecord(files, sha256, recountBallot).filter(({ place }) => !place.startsWith('draft') && !place.startsWith('stages'))).toEqual([])
}, 60_000)
