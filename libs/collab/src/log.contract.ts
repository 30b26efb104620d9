import type { Entry, RoomBatch, RoomOutcome, UpdateLog } from './ports.ts'

/** A log to try, with hands on the world around it. Rooms and people are fresh for every test. */
export interface LogUnderTest {
  readonly log: UpdateLog
  /** Names of two rooms that exist, and one that does not. */
  readonly rooms: readonly [string, string]
  readonly noRoom: string
  /** Two people who may write in both rooms. */
  readonly people: readonly [string, string]
  setLocked(room: string, locked: boolean): Promise<void>
  /** Takes the right to write from a person. */
  revoke(person: string): Promise<void>
  /** Holds a head as somebody else's transaction would; the returned function lets it go. */
  hold(room: string): Promise<() => Promise<void>>
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const words = (data: Uint8Array): string => new TextDecoder().decode(data)

const entry = (author: string, text: string, more: Partial<Entry> = {}): Entry => ({ author, session: null, data: bytes(text), clients: [], claims: [], authority: 'person', ...more })
const batch = (room: string, entries: readonly Entry[], more: Partial<RoomBatch> = {}): RoomBatch => ({ room, basis: 0, epoch: 0, entries, ...more })
const kinds = (outcome: RoomOutcome | undefined): readonly string[] =>
  outcome?.held === false ? outcome.verdicts.map(verdict => verdict.kind === 'refused' ? verdict.why : verdict.kind === 'stored' ? `stored ${verdict.seq}` : 'again') : ['held']

/** What every log of texts must do. Run for each implementation. */
export function describeLog(name: string, open: () => Promise<LogUnderTest>): void {
  describe(name, () => {
    let world: LogUnderTest
    beforeEach(async () => { world = await open() })

    test('[collab-20] gives the updates of each room the next numbers, without a hole', async () => {
      const { log, rooms: [one, two], people: [ada, ben] } = world
      const first = await log.append([batch(one, [entry(ada, 'a'), entry(ben, 'b')]), batch(two, [entry(ben, 'c')])])
      expect(first.map(kinds)).toEqual([['stored 1', 'stored 2'], ['stored 1']])
      const second = await log.append([batch(one, [entry(ada, 'd')], { basis: 2 })])
      expect(second.map(kinds)).toEqual([['stored 3']])
      const text = await log.load(one)
      expect(text?.head).toEqual({ seq: 3, epoch: 0, locked: false })
      expect(text?.updates.map(update => [update.seq, words(update.data), update.author])).toEqual([[1, 'a', ada], [2, 'b', ben], [3, 'd', ada]])
    })

    test('[collab-20] writers in parallel never share a number and never leave one out', async () => {
      const { log, rooms: [one], people: [ada] } = world
      const offer = async (text: string): Promise<void> => {
        const [outcome] = await log.append([batch(one, [entry(ada, text)])])
        if (outcome?.held) return offer(text)
        expect(kinds(outcome)[0]).toMatch(/^stored/)
      }
      await Promise.all(Array.from({ length: 30 }, (_, i) => offer(`text ${i}`)))
      const text = await log.load(one)
      expect(text?.updates.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
      expect(new Set(text?.updates.map(({ data }) => words(data))).size).toBe(30)
    })

    test('[collab-21] a room that does not exist is no text, and closed to writing', async () => {
      const { log, noRoom, people: [ada] } = world
      expect(await log.load(noRoom)).toBeNull()
      expect(await log.after(noRoom, 0)).toBeNull()
      expect((await log.append([batch(noRoom, [entry(ada, 'a')])])).map(kinds)).toEqual([['closed']])
    })

    test('[collab-22] stores nothing in a frozen text, whoever asks, and all the other rooms go on', async () => {
      const { log, rooms: [one, two], people: [ada] } = world
      await world.setLocked(one, true)
      const outcomes = await log.append([batch(one, [entry(ada, 'a'), entry(ada, 'b', { authority: 'service' })], { epoch: 1 }), batch(two, [entry(ada, 'c')])])
      expect(outcomes.map(kinds)).toEqual([['frozen', 'frozen'], ['stored 1']])
      expect((await log.load(one))?.head).toEqual({ seq: 0, epoch: 1, locked: true })
    })

    test('[collab-22] what was checked under older rules is looked at again', async () => {
      const { log, rooms: [one], people: [ada] } = world
      await world.setLocked(one, true)
      await world.setLocked(one, false)
      expect((await log.append([batch(one, [entry(ada, 'a')])])).map(kinds)).toEqual([['again']])
      expect((await log.append([batch(one, [entry(ada, 'a')], { epoch: 2 })])).map(kinds)).toEqual([['stored 1']])
    })

    test('[collab-23] who has lost the right to write is refused inside the commit, and what follows is looked at again', async () => {
      const { log, rooms: [one, two], people: [ada, ben] } = world
      await world.revoke(ben)
      const outcomes = await log.append([batch(one, [entry(ada, 'a'), entry(ben, 'b'), entry(ada, 'c')]), batch(two, [entry(ben, 'd', { authority: 'service' })])])
      expect(outcomes.map(kinds)).toEqual([['stored 1', 'forbidden', 'again'], ['stored 1']])
      expect((await log.load(one))?.updates).toHaveLength(1)
    })

    test('[collab-24] a client belongs to the person who claimed it first', async () => {
      const { log, rooms: [one, two], people: [ada, ben] } = world
      const claim = (author: string): Entry => entry(author, 'x', { clients: [7], claims: [7] })
      expect((await log.append([batch(one, [claim(ada), claim(ben)])])).map(kinds)).toEqual([['stored 1', 'again']])
      expect((await log.append([batch(one, [claim(ben)], { basis: 1 })])).map(kinds)).toEqual([['again']])
      expect((await log.append([batch(two, [claim(ben)])])).map(kinds)).toEqual([['stored 1']])
      expect((await log.load(one))?.owners).toEqual(new Map([[7, ada]]))
    })

    test('[collab-25] text of a client that wrote since the check is looked at again; text of others is not held up by it', async () => {
      const { log, rooms: [one], people: [ada, ben] } = world
      await log.append([batch(one, [entry(ada, 'a', { clients: [7], claims: [7] })])])
      const outcomes = await log.append([batch(one, [entry(ben, 'b', { clients: [8], claims: [8] }), entry(ada, 'c', { clients: [7] })])])
      expect(outcomes.map(kinds)).toEqual([['stored 2', 'again']])
    })

    test('[collab-26] a head that somebody holds is answered alone and at once', async () => {
      const { log, rooms: [one, two], people: [ada] } = world
      const release = await world.hold(one)
      const outcomes = await log.append([batch(one, [entry(ada, 'a')]), batch(two, [entry(ada, 'b')])])
      expect(outcomes.map(kinds)).toEqual([['held'], ['stored 1']])
      await release()
      expect((await log.append([batch(one, [entry(ada, 'a')])])).map(kinds)).toEqual([['stored 1']])
    })

    test('[collab-27] tells what came after a number, and where the heads are', async () => {
      const { log, rooms: [one, two], noRoom, people: [ada] } = world
      await log.append([batch(one, [entry(ada, 'a'), entry(ada, 'b', { clients: [7], claims: [7] })])])
      const later = await log.after(one, 1)
      expect(later?.updates.map(update => [update.seq, words(update.data), update.clients])).toEqual([[2, 'b', [7]]])
      expect(later?.head.seq).toBe(2)
      expect([...(await log.heads([one, two, noRoom]))].map(([room, head]) => [room, head.seq]).sort()).toEqual([[one, 2], [two, 0]].sort())
    })

    test('[collab-28] a snapshot replaces what it holds when a text is loaded; an older one never replaces a later one', async () => {
      const { log, rooms: [one], people: [ada] } = world
      await log.append([batch(one, [entry(ada, 'a'), entry(ada, 'b'), entry(ada, 'c')])])
      await log.keepSnapshot(one, 2, bytes('ab'))
      await log.keepSnapshot(one, 1, bytes('a'))
      const text = await log.load(one)
      expect([text?.snapshot?.upTo, words(text?.snapshot?.data ?? bytes(''))]).toEqual([2, 'ab'])
      expect(text?.updates.map(({ seq }) => seq)).toEqual([3])
      expect((await log.after(one, 0))?.updates).toHaveLength(3)
    })
  })
}
