import { type Act, permissions } from '@plenary/process'
import { Clock } from '../../apps/api/src/platform/clock.ts'
import { type Caller, enterCommittee, enterPerson, type TestApi, type TestCommittee, testApi } from '../api.ts'
import { act, openDraft, walkToAdoption, writeArticles } from '../draft.ts'
import { allDoors } from './doors.ts'

const officers = { chair: 'chair@cells.example', secretary: 'secretary@cells.example' }
const [br, fr] = ['br@cells.example', 'fr@cells.example']

let api: TestApi
let committee: TestCommittee
let closesAt: string
const as: Record<string, Caller> = {}
const ids: Record<string, string> = {}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const moveTo = (draftId: string, stage: string) => api.db.query('update draft set stage = $2 where id = $1', [draftId, stage])

async function id(name: string, thing: string, input: object, caller: Caller): Promise<string> {
  const made = await act<{ id: string }>(api, name, `${thing} { id }`, input, caller)
  if (!made.id) throw new Error(`${name}: ${made.message}`)
  return made.id
}

async function send(caller: Caller | undefined): Promise<Response> {
  const form = new FormData()
  form.append('file', new Blob(['<!doctype html><h1>Article 1</h1><p>Words.</p>']), 'text.html')
  return fetch(`${api.url}/uploads`, { method: 'POST', body: form, headers: caller ? { cookie: caller.cookie } : {} })
}

beforeAll(async () => {
  api = await testApi()
  committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary', 'drafter@cells.example': 'drafter', 'ends@cells.example': 'drafter' },
    { [br]: 'participating', [fr]: 'participating' })
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[fr]])
  await enterPerson(api, 'root@cells.example', { isAdministrator: true })
  ids['guest'] = await enterPerson(api, 'guest@cells.example')
  const secretary = await api.signIn(officers.secretary)
  ids['voted'] = await openDraft(api, committee, secretary)
  await writeArticles(api, ids['voted'], committee.people[officers.chair]!)
  await walkToAdoption(api, committee, ids['voted'], officers)
  closesAt = new Date(Date.parse(await api.get(Clock).now()) + 62 * 86_400_000).toISOString()
  for (const email of [...Object.keys(committee.people), 'root@cells.example']) as[email.split('@')[0]!] = await api.signIn(email)
  ids['ballot'] = await id('openBallot', 'Ballot', { draftId: ids['voted'], closesAt }, as['chair']!)
  ids['seat change'] = await id('proposeSeatChange', 'SeatChange', { seatId: committee.seats[br], category: 'industry', reason: 'As minuted.' }, as['chair']!)
  const second = await openDraft(api, committee, secretary)
  ids['draft'] = second
  ids['empty'] = await openDraft(api, committee, secretary)
  await writeArticles(api, second, committee.people[officers.chair]!)
  ids['comment'] = await id('comment', 'Comment', { draftId: second, type: 'general', body: 'Too long.' }, as['br']!)
  const objection = { draftId: second, seatId: committee.seats[br], wholeDraft: true, reason: 'Too long.', wouldClear: 'A shorter one.' }
  for (const name of ['withdrawn', 'triaged', 'answered', 'found']) ids[name] = await id('raiseObjection', 'Objection', objection, as['br']!)
  for (const name of ['answered', 'found']) await id('triageObjection', 'Objection', { objectionId: ids[name], kind: 'substantive' }, as['secretary']!)
  await id('answerObjection', 'Objection', { objectionId: ids['found'], outcome: 'partly', answer: 'It is shorter.' }, as['drafter']!)
  await id('respondToObjection', 'Objection', { objectionId: ids['found'], response: 'sustain', reason: 'It is not.' }, as['br']!)
  const decisions = await api.db.query<{ id: string }[]>(
    `insert into decision (committee_id, draft_id, number, kind, outcome, reason, rule, figures, place)
     select $1, $2, 900 + n, 'stage', 'moved', 'Ready.', 'The rulebook', '', '/' from generate_series(1, 3) as n returning id`, [committee.id, second])
  ids['decision'] = decisions[0]!.id
  const appeal = { draftId: second, seatId: committee.seats[br], grounds: 'A seat was not called.', remedy: 'Decide again.' }
  ids['appeal withdrawn'] = await id('fileAppeal', 'Appeal', { ...appeal, decisionId: decisions[1]!.id }, as['br']!)
  ids['appeal decided'] = await id('fileAppeal', 'Appeal', { ...appeal, decisionId: decisions[2]!.id }, as['br']!)
  const poll = { draftId: second, question: 'Can you live with it?', closesAt }
  ids['poll'] = await id('openPoll', 'Poll', { ...poll, instrument: 'straw-poll' }, as['chair']!)
  ids['poll cancelled'] = await id('openPoll', 'Poll', { ...poll, instrument: 'temperature-check' }, as['chair']!)
  ids['upload'] = (await (await send(as['drafter'])).json() as { uploadId: string }).uploadId
  const rows = await api.db.query<{ role: string; delegate: string; body: string; session: string }[]>(
    `select (select id from role where person_id = $1) as role, (select id from delegate where person_id = $2) as delegate, (select id from body limit 1) as body,
       (select id from session where person_id = $1 limit 1) as session`, [committee.people['ends@cells.example'], committee.people[fr]])
  Object.assign(ids, rows[0])
  const [review] = await api.db.query<{ id: string }[]>(
    `insert into review (draft_id, edition_id, due, decide_by, opened_at) select draft_id, id, plenary_now(), plenary_now() + interval '6 months', plenary_now()
     from edition where draft_id = $1 limit 1 returning id`, [ids['voted']])
  ids['review'] = review!.id
  const [item] = await api.db.query<{ meeting: string; item: string }[]>(
    `with meeting as (insert into meeting (committee_id, number, title, place) values ($1, 1, 'First session', '') returning id)
     insert into agenda_item (meeting_id, number, title) select id, 1, 'The agenda' from meeting returning meeting_id as meeting, id as item`, [committee.id])
  Object.assign(ids, item)
  const [change] = await api.db.query<{ roll: string; change: string }[]>(
    `with roll as (insert into prepared_roll (draft_id, seats, hash, prepared_by) values ($1, '[]', 'before', $2) returning id)
     insert into roll_change (roll_id, change, words, reason, hash_before, proposed_by)
     select id, '{"kind":"strike","seat":"none"}', 'A seat is struck.', 'For the test.', 'before', $2 from roll returning roll_id as roll, id as change`, [second, committee.people[officers.chair]])
  Object.assign(ids, change)
  await api.db.query("update installation set demo = 'present'")
}, 120_000)
afterAll(() => api.close())

interface Case { readonly mutation: string; readonly asks: Act; readonly by: string; readonly input: () => object; readonly before?: () => Promise<unknown> }

const draft = () => ({ draftId: ids['draft'] })
const reason = 'For the test.'

// Each mutation with an input that is accepted, by somebody who may.
const cases: readonly Case[] = [
  { mutation: 'createCommittee', asks: 'committee.create', by: 'root', input: () => ({ code: 'TC 99', name: 'Another' }) },
  { mutation: 'createBody', asks: 'body.create', by: 'secretary', input: () => ({ name: 'Bureau of Chile', kind: 'government', jurisdiction: 'CL' }) },
  { mutation: 'addSeat', asks: 'seat.add', by: 'secretary', input: () => ({ committeeId: committee.id, bodyId: ids['body'], kind: 'observing', interestCategory: 'government' }) },
  { mutation: 'addDelegate', asks: 'seat.add', by: 'secretary', input: () => ({ seatId: committee.seats[br], personId: ids['guest'] }) },
  { mutation: 'holdVote', asks: 'seat.hold', by: 'secretary', input: () => ({ delegateId: ids['delegate'], holds: true }) },
  { mutation: 'invite', asks: 'person.invite', by: 'chair', input: () => ({ committeeId: committee.id, email: 'new@cells.example', name: 'New', role: 'drafter' }) },
  { mutation: 'grantRole', asks: 'role.grant', by: 'chair', input: () => ({ committeeId: committee.id, personId: ids['guest'], role: 'drafter' }) },
  { mutation: 'recordCalendar', asks: 'calendar.keep', by: 'secretary', input: () => ({ committeeId: committee.id, after: 0, from: '2027-01-01', weekend: [7], holidays: [], reason }) },
  { mutation: 'createDraft', asks: 'draft.create', by: 'secretary', input: () => ({ committeeId: committee.id, title: 'Another' }) },
  { mutation: 'importDraft', asks: 'draft.import', by: 'drafter', input: () => ({ draftId: ids['empty'], uploadId: ids['upload'] }) },
  { mutation: 'comment', asks: 'comment.write', by: 'br', input: () => ({ ...draft(), type: 'general', body: 'Too short.' }) },
  { mutation: 'editComment', asks: 'comment.write', by: 'br', input: () => ({ commentId: ids['comment'], type: 'general', body: 'Still too long.' }) },
  { mutation: 'reply', asks: 'comment.reply', by: 'fr', input: () => ({ commentId: ids['comment'], body: 'Indeed.' }) },
  { mutation: 'decideComment', asks: 'comment.decide', by: 'drafter', input: () => ({ commentId: ids['comment'], disposition: 'noted', reason }) },
  { mutation: 'resolveComment', asks: 'comment.resolve', by: 'br', input: () => ({ commentId: ids['comment'] }) },
  { mutation: 'reopenComment', asks: 'comment.resolve', by: 'br', input: () => ({ commentId: ids['comment'] }) },
  { mutation: 'raiseObjection', asks: 'objection.raise', by: 'fr', input: () => ({ ...draft(), seatId: committee.seats[fr], wholeDraft: true, reason, wouldClear: 'Nothing.' }) },
  { mutation: 'triageObjection', asks: 'objection.triage', by: 'secretary', input: () => ({ objectionId: ids['triaged'], kind: 'substantive' }) },
  { mutation: 'answerObjection', asks: 'objection.answer', by: 'drafter', input: () => ({ objectionId: ids['answered'], outcome: 'accepted', answer: 'It is shorter.' }) },
  { mutation: 'respondToObjection', asks: 'objection.respond', by: 'br', input: () => ({ objectionId: ids['withdrawn'], response: 'withdraw', reason }) },
  { mutation: 'findOnObjection', asks: 'objection.find', by: 'chair', input: () => ({ objectionId: ids['found'], outcome: 'proceeds', reason }) },
  { mutation: 'fileAppeal', asks: 'appeal.file', by: 'br', input: () => ({ ...draft(), seatId: committee.seats[br], decisionId: ids['decision'], grounds: reason, remedy: reason }) },
  { mutation: 'withdrawAppeal', asks: 'appeal.withdraw', by: 'br', input: () => ({ appealId: ids['appeal withdrawn'] }) },
  { mutation: 'decideAppeal', asks: 'appeal.decide', by: 'chair', input: () => ({ appealId: ids['appeal decided'], outcome: 'dismissed', reason }) },
  { mutation: 'stateMinority', asks: 'minority.state', by: 'br', input: () => ({ decisionId: ids['decision'], seatId: committee.seats[br], words: 'We dissent.' }) },
  { mutation: 'openPoll', asks: 'poll.open', by: 'secretary', input: () => ({ ...draft(), instrument: 'last-call', question: 'Anything left?', closesAt }) },
  { mutation: 'cancelPoll', asks: 'poll.cancel', by: 'secretary', input: () => ({ pollId: ids['poll cancelled'], reason }) },
  { mutation: 'answerPoll', asks: 'poll.answer', by: 'br', input: () => ({ pollId: ids['poll'], seatId: committee.seats[br], choice: 'can-live' }) },
  { mutation: 'takeBackAnswer', asks: 'poll.answer', by: 'br', input: () => ({ pollId: ids['poll'], seatId: committee.seats[br] }) },
  { mutation: 'findConsensus', asks: 'consensus.find', by: 'chair', input: () => ({ ...draft(), reached: false, statement: 'The scope.', reason }) },
  { mutation: 'attest', asks: 'gate.attest', by: 'chair', input: () => ({ ...draft(), gate: 'problem-statement', reason }) },
  { mutation: 'moveDraft', asks: 'stage.move', by: 'secretary', input: () => ({ ...draft(), to: 'engagement' }) },
  { mutation: 'moveDraft', asks: 'stage.override', by: 'chair', input: () => ({ ...draft(), to: 'engagement', override: true, reason }) },
  { mutation: 'openCall', asks: 'call.open', by: 'secretary', before: () => moveTo(ids['draft']!, 'engagement'), input: () => ({ ...draft(), question: 'What should change?', closesAt }) },
  { mutation: 'moveRulebookEdition', asks: 'rulebook.move', by: 'chair', input: () => ({ ...draft(), edition: '1', reason }) },
  { mutation: 'recountClock', asks: 'clock.recount', by: 'chair', input: () => ({ ...draft(), clock: 'replies', due: closesAt, reason }) },
  { mutation: 'recordTrack', asks: 'track.record', by: 'secretary', input: () => ({ ...draft(), rulebook: 'iso', stage: '20.20', reason }) },
  { mutation: 'takeBackMove', asks: 'stage.takeBack', by: 'chair', input: () => ({ ...draft(), reason }) },
  { mutation: 'withdrawDraft', asks: 'draft.withdraw', by: 'secretary', input: () => ({ ...draft(), reason }) },
  { mutation: 'restoreDraft', asks: 'draft.restore', by: 'secretary', input: () => ({ ...draft(), reason }) },
  { mutation: 'openBallot', asks: 'ballot.open', by: 'chair', input: () => ({ draftId: ids['voted'], closesAt }) },
  { mutation: 'openRecirculation', asks: 'ballot.open', by: 'chair', input: () => ({ ballotId: ids['ballot'], closesAt }) },
  { mutation: 'castVote', asks: 'ballot.vote', by: 'br', input: () => ({ ballotId: ids['ballot'], seatId: committee.seats[br], choice: 'yes' }) },
  { mutation: 'castSealedVote', asks: 'ballot.vote', by: 'br',
    input: () => ({ ballotId: ids['ballot'], seatId: committee.seats[br], sealed: Buffer.alloc(4_177).toString('base64'), paper: '0'.repeat(64) }) },
  { mutation: 'enterVote', asks: 'ballot.enter', by: 'secretary', input: () => ({ ballotId: ids['ballot'], seatId: committee.seats[fr], choice: 'yes', entered: 'floor' }) },
  { mutation: 'contestVote', asks: 'ballot.vote', by: 'br', input: () => ({ ballotId: ids['ballot'], seatId: committee.seats[br], reason }) },
  { mutation: 'giveProxy', asks: 'proxy.give', by: 'br', input: () => ({ ballotId: ids['ballot'], seatId: committee.seats[br], holderId: committee.seats[fr] }) },
  { mutation: 'takeBackProxy', asks: 'proxy.give', by: 'br', input: () => ({ ballotId: ids['ballot'], seatId: committee.seats[br] }) },
  { mutation: 'openMeeting', asks: 'meeting.manage', by: 'chair', input: () => ({ committeeId: committee.id, title: 'Second session' }) },
  { mutation: 'takeUpItem', asks: 'meeting.manage', by: 'secretary', input: () => ({ meetingId: ids['meeting'], title: 'Another' }) },
  { mutation: 'markAttendance', asks: 'meeting.manage', by: 'secretary', input: () => ({ itemId: ids['item'], seatIds: [committee.seats[br]], present: true }) },
  { mutation: 'closeMeeting', asks: 'meeting.manage', by: 'chair', input: () => ({ meetingId: ids['meeting'] }) },
  { mutation: 'prepareRoll', asks: 'roll.prepare', by: 'secretary', input: draft },
  { mutation: 'proposeRollChange', asks: 'roll.change', by: 'chair', input: () => ({ rollId: ids['roll'], kind: 'strike', seatId: committee.seats[br], reason }) },
  { mutation: 'decideRollChange', asks: 'roll.change', by: 'secretary', input: () => ({ changeId: ids['change'], confirm: true }) },
  { mutation: 'proposeSeatChange', asks: 'seat.change', by: 'chair', input: () => ({ seatId: committee.seats[fr], category: 'government', reason }) },
  { mutation: 'decideSeatChange', asks: 'seat.change', by: 'secretary', input: () => ({ changeId: ids['seat change'], confirm: false }) },
  { mutation: 'keepSeatCategory', asks: 'seat.change', by: 'secretary', input: () => ({ seatId: committee.seats[fr], reason }) },
  { mutation: 'extendBallot', asks: 'ballot.extend', by: 'secretary', input: () => ({ ballotId: ids['ballot'], closesAt, reason }) },
  { mutation: 'closeBallot', asks: 'ballot.close', by: 'chair', input: () => ({ ballotId: ids['ballot'] }) },
  { mutation: 'annulBallot', asks: 'ballot.annul', by: 'chair', input: () => ({ ballotId: ids['ballot'], reason }) },
  { mutation: 'decideReview', asks: 'review.decide', by: 'chair', before: () => moveTo(ids['voted']!, 'review'), input: () => ({ reviewId: ids['review'], outcome: 'confirm', reason }) },
  { mutation: 'createAccessToken', asks: 'session.manage', by: 'br', input: () => ({ name: 'A program' }) },
  { mutation: 'endSession', asks: 'session.manage', by: 'ends', input: () => ({ sessionId: ids['session'] }) },
  { mutation: 'changePassword', asks: 'session.manage', by: 'guest-to-be', input: () => ({ current: 'correct horse battery', next: 'a battery of correct horses' }),
    before: async () => { as['guest-to-be'] = await api.signIn('guest@cells.example') } },
  { mutation: 'endDelegate', asks: 'seat.end', by: 'secretary', input: () => ({ delegateId: ids['delegate'], reason }) },
  { mutation: 'endSeat', asks: 'seat.end', by: 'secretary', input: () => ({ seatId: committee.seats[fr], reason }) },
  { mutation: 'endRole', asks: 'role.end', by: 'chair', input: () => ({ roleId: ids['role'], reason }) },
  { mutation: 'moveClock', asks: 'clock.move', by: 'secretary', input: () => ({ by: 'PT1H' }) },
  { mutation: 'socketTicket', asks: 'draft.read', by: 'br', input: () => ({ room: ids['draft'] }) },
  { mutation: 'removeDemo', asks: 'demo.remove', by: 'secretary', input: () => ({ confirm: true }) },
]

test('every mutation that asks for an act is tried here with each of its acts', () => {
  const asked = allDoors(api).filter(door => door.kind === 'mutation').flatMap(door => door.acts.map(act => `${door.name} ${act}`))
  expect(cases.map(({ mutation, asks }) => `${mutation} ${asks}`).sort()).toEqual(asked.sort())
})

/** Does something while nobody may do the act. */
async function withoutRight<T>(asks: Act, work: () => Promise<T>): Promise<T> {
  const row = permissions[asks]
  const { cells } = row
  const mutable = row as { cells: typeof cells }
  mutable.cells = {}
  try {
    return await work()
  } finally {
    mutable.cells = cells
  }
}

const call = async ({ mutation, input, by }: Case): Promise<{ code?: string; message?: string }> => {
  const query = `mutation ($input: ${capital(mutation)}Input!) { outcome: ${mutation}(input: $input) { __typename ... on Refusal { code message } } }`
  const { data, errors } = await api.gql<{ outcome: { code?: string; message?: string } }>(query, { input: input() }, as[by])
  if (errors) throw new Error(errors[0]?.message)
  return data.outcome
}

test.each(cases.map(one => [one.mutation, one.asks, one] as const))('%s is refused when the row %s of the table is emptied, and not when it is as before (J1)', async (_, asks, one) => {
  await one.before?.()
  const refused = await withoutRight(asks, () => call(one))
  // What one may not read does not exist for one.
  expect(refused).toMatchObject(asks === 'draft.read' ? { code: 'NOT_FOUND' } : { code: 'FORBIDDEN', message: expect.stringContaining(`may ${permissions[asks].words}.`) })
  expect(['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND', 'BAD_INPUT']).not.toContain((await call(one)).code)
})

test('a file is refused by who may import nowhere, and a record by who may not export', async () => {
  expect((await withoutRight('draft.import', () => send(as['drafter']))).status).toBe(403)
  expect((await send(undefined)).status).toBe(401)
  const record = () => api.send('GET', `/export/${ids['voted']}.json`, undefined, { cookie: as['chair']!.cookie })
  expect((await withoutRight('record.export', record)).status).toBe(404)
  expect((await record()).status).toBe(200)
})
