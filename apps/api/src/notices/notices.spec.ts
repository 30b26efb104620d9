import { randomUUID } from 'node:crypto'
import { enterCommittee, type TestApi, testApi, type TestCommittee } from '../../../../tests/api.ts'
import { Clock } from '../platform/clock.ts'
import { NoticesReactions } from './notices.reactions.ts'
import { type Need, NoticesService } from './notices.service.ts'

let api: TestApi
let notices: NoticesService
beforeAll(async () => {
  api = await testApi()
  notices = api.get(NoticesService)
}, 60_000)
afterAll(() => api.close())

interface Seen {
  needsYou: { verb: string; title: string; due: string | null; draft: { number: string } | null }[]
  waiting: { what: string; who: string }[]
  followed: { what: string }[]
  calendar: { what: string }[]
}
const inboxOf = async (email: string): Promise<Seen> => {
  const query = '{ inbox { needsYou { verb title due zone where draft { number } } waiting { what who due where } followed { what at draft { number } } calendar { key what due where } now } }'
  return (await api.gql<{ inbox: Seen }>(query, {}, await api.signIn(email))).data.inbox
}
const lettersTo = (email: string) => api.db.query<{ subject: string; body: string; at: Date }[]>('select subject, body, at from mail where recipient = $1 order by at, subject', [email])
const travel = async (by: string) => {
  await api.db.transaction(tx => api.get(Clock).moveBy(tx, by))
  await api.settle()
}
const inHours = async (hours: number) => new Date(Date.parse(await api.get(Clock).now()) + hours * 3_600_000).toISOString()
const needOf = (personId: string, more: Partial<Need> = {}): Need =>
  ({ personId, verb: 'Vote', title: 'DR-09 as committee draft', why: 'You hold the vote of Brazil.', due: null, where: '/ballots/9', draft: null, key: `ballot:${personId}`, ...more })

let committees = 0
const committeeOf = (roles: (at: string) => Record<string, string>, seats: (at: string) => Record<string, string> = () => ({})): Promise<TestCommittee> & { at: string } => {
  committees += 1
  const at = `@n${committees}.example`
  return Object.assign(enterCommittee(api, roles(at), seats(at)), { at })
}
const draftIn = async (committeeId: string) => {
  const [row] = await api.db.query<{ id: string }[]>(
    `insert into draft (serial, committee_id, title, rulebook, rulebook_edition, stage, template, languages)
     values ((select coalesce(max(serial), 0) + 1 from draft), $1, 'Data governance', 'harmonization', '1', 'issue', 'eu-regulation', '{en}') returning id`, [committeeId])
  return { id: row!.id, number: 'DR-01', title: 'Data governance' }
}

test('whose turn it is sees the act, the next due first; once it is settled it is gone', async () => {
  const entering = committeeOf(at => ({ [`a${at}`]: 'drafter' }))
  const { people } = await entering
  const me = people[`a${entering.at}`]!
  await api.db.transaction(async tx => notices.needs(tx, [
    needOf(me, { title: 'whenever', key: 'k:1' }), needOf(me, { title: 'later', due: await inHours(50), key: 'k:2' }), needOf(me, { title: 'soon', due: await inHours(5), key: 'k:3' }),
  ]))
  expect((await inboxOf(`a${entering.at}`)).needsYou.map(notice => notice.title)).toEqual(['soon', 'later', 'whenever'])
  await api.db.transaction(tx => notices.needs(tx, needOf(me, { title: 'sooner than thought', due: null, key: 'k:3' })))
  expect((await inboxOf(`a${entering.at}`)).needsYou.map(notice => notice.title)).toEqual(['later', 'sooner than thought', 'whenever'])
  await api.db.transaction(tx => notices.settle(tx, 'k:'))
  expect((await inboxOf(`a${entering.at}`)).needsYou).toEqual([])
})

test('acts about one draft come in one letter, and a second letter waits for an hour', async () => {
  const entering = committeeOf(at => ({ [`a${at}`]: 'drafter' }))
  const { id, people } = await entering
  const [email, me] = [`a${entering.at}`, people[`a${entering.at}`]!]
  const draft = await draftIn(id)
  await api.db.transaction(tx => notices.needs(tx, [needOf(me, { draft, key: 'l:1' }), needOf(me, { draft, key: 'l:2', title: 'another' })]))
  await api.settle()
  expect((await lettersTo(email)).map(letter => letter.subject)).toEqual([expect.stringContaining('and 1 more')])
  await api.db.transaction(tx => notices.needs(tx, needOf(me, { draft, key: 'l:3', title: 'a third' })))
  await travel('PT58M')
  expect(await lettersTo(email)).toHaveLength(1)
  await travel('PT3M')
  expect((await lettersTo(email))[1]).toMatchObject({ subject: 'Vote: a third', body: expect.stringContaining('http://localhost:0/ballots/9') })
})

test('who has not acted is reminded half-way and 48 and 4 hours before; who has is left in peace', async () => {
  const entering = committeeOf(at => ({ [`slow${at}`]: 'drafter', [`quick${at}`]: 'drafter' }))
  const { people } = await entering
  const [slow, quick] = [`slow${entering.at}`, `quick${entering.at}`]
  const due = await inHours(240)
  await api.db.transaction(tx => notices.needs(tx, [slow, quick].map(email => needOf(people[email]!, { due, key: `r:${email}` }))))
  await api.settle()
  await api.db.transaction(tx => notices.settle(tx, `r:${quick}`, people[quick]))
  for (const by of ['PT121H', 'PT72H', 'PT44H', 'PT10H']) await travel(by)
  expect((await lettersTo(slow)).map(letter => letter.subject.startsWith('Reminder: '))).toEqual([false, true, true, true])
  expect(await lettersTo(quick)).toHaveLength(1)
})

test('a jump over all reminders writes one letter, not three', async () => {
  const entering = committeeOf(at => ({ [`a${at}`]: 'drafter' }))
  const { people } = await entering
  const email = `a${entering.at}`
  await api.db.transaction(async tx => notices.needs(tx, needOf(people[email]!, { due: await inHours(240), key: 'j:1' })))
  await api.settle()
  await travel('P300D')
  expect(await lettersTo(email)).toHaveLength(2)
})

test('the chair and whoever asked see who holds the act; the holder and a stranger to it do not', async () => {
  const entering = committeeOf(at => ({ [`chair${at}`]: 'chair', [`asker${at}`]: 'drafter', [`other${at}`]: 'drafter', [`holder${at}`]: 'drafter' }))
  const { id, people } = await entering
  const { at } = entering
  await api.db.transaction(tx => notices.needs(tx, needOf(people[`holder${at}`]!, { verb: 'Reply', title: 'to 63', committeeId: id, askedBy: people[`asker${at}`]!, key: 'w:1' })))
  const waiting = [{ what: 'Reply: to 63', who: `holder of ${at.slice(1)}`, due: null, where: '/ballots/9' }]
  expect((await inboxOf(`chair${at}`)).waiting).toEqual(waiting)
  expect((await inboxOf(`asker${at}`)).waiting).toEqual(waiting)
  expect((await inboxOf(`other${at}`)).waiting).toEqual([])
  expect((await inboxOf(`holder${at}`)).waiting).toEqual([])
})

test('what happened and what is ahead is told to the committee’s members only', async () => {
  const entering = committeeOf(at => ({ [`a${at}`]: 'drafter' }))
  const { id } = await entering
  const stranger = committeeOf(at => ({ [`b${at}`]: 'chair' }))
  await stranger
  const draft = await draftIn(id)
  const due = await inHours(1)
  await api.db.transaction(async tx => {
    await notices.follow(tx, { draft, committeeId: id, what: 'The public call opened', where: `/d/${draft.id}` })
    await notices.mark(tx, { key: 'call:1', committeeId: id, what: 'The public call closes', due, where: `/d/${draft.id}` })
    await notices.mark(tx, { key: 'call:2', committeeId: id, what: 'Taken back', due, where: '/' })
    await notices.unmark(tx, 'call:2')
  })
  const seen = await inboxOf(`a${entering.at}`)
  expect([seen.followed, seen.calendar]).toMatchObject([[{ what: 'The public call opened', draft: { number: 'DR-01' } }], [{ what: 'The public call closes', due }]])
  const unseen = await inboxOf(`b${stranger.at}`)
  expect([unseen.followed, unseen.calendar]).toEqual([[], []])
})

test('an inbox asks who one is', async () => {
  const answer = await api.gql('{ inbox { now } }')
  expect(answer.errors?.[0]).toMatchObject({ message: 'Sign in to see your inbox.', extensions: { code: 'UNAUTHENTICATED' } })
})

test('telling a hundred people takes as few statements as telling one', async () => {
  const statements = async (people: number): Promise<number> => {
    const ids = Array.from({ length: people }, () => randomUUID())
    await api.db.query("insert into person (id, name, email) select id, 'P', id || '@many.example' from unnest($1::uuid[]) as id", [ids])
    let count = 0
    await api.db.transaction(async tx => {
      const ask = tx.query.bind(tx)
      tx.query = (...parameters: Parameters<typeof ask>) => {
        count += 1
        return ask(...parameters)
      }
      await notices.needs(tx, ids.map(id => needOf(id)))
      await notices.settle(tx, 'ballot:')
    })
    return count
  }
  const one = await statements(1)
  expect(await statements(100)).toBe(one)
  expect(one).toBeLessThan(10)
})

test('who was asked thousands of times about a draft is written to without reading it all', async () => {
  const entering = committeeOf(at => ({ [`asked${at}`]: 'chair' }))
  const { id, people } = await entering
  const me = people[`asked${entering.at}`]!
  const draft = await draftIn(id)
  await api.db.query(
    `insert into notice (person_id, key, verb, title, why, path, draft_id, batch, mailed_at, settled_at)
     select $1, 'asked:' || n, 'Vote', 'DR-01', 'It is yours.', '/', $2, gen_random_uuid(), plenary_now() - n * interval '1 day', plenary_now() from generate_series(1, 2000) as n`, [me, draft.id])
  await api.db.query('analyze notice')
  const read = await api.db.transaction(async tx => {
    await notices.needs(tx, needOf(me, { draft }))
    const [asked] = await tx.query<{ batch: string }[]>('select batch from notice where person_id = $1 and settled_at is null', [me])
    await api.get(NoticesReactions)['tell'](tx, asked!.batch)
    const [row] = await tx.query<{ rows: number }[]>("select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relname = 'notice'")
    return row!.rows
  })
  // Others' are read too; these are two thousand.
  expect(read).toBeLessThan(1_000)
  expect(await lettersTo(`asked${entering.at}`)).toHaveLength(1)
})
