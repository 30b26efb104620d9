import { act, travel, writeArticles } from './draft.ts'
import { castAs, type Cast, type House, inDays, moveTo } from './letter-ballot.ts'

/** Opens a draft under a rulebook whose members have to vote, where all of them do. Everybody but these heads is a member that has to. */
export async function inObligedBallot(house: House, free: readonly string[]): Promise<string> {
  const { api, committee, officers } = house
  await api.db.query("update seat set interest_category = case when id = any($2) then 'O' else 'P' end where committee_id = $1", [committee.id, free.map(head => committee.seats[head])])
  const chair = await api.signIn(officers.chair)
  const { id } = await act<{ id: string }>(api, 'createDraft', 'Draft { id }', { committeeId: committee.id, title: 'Logging of machines', rulebook: 'iso' }, chair)
  await writeArticles(api, id!, committee.people[officers.chair]!)
  for (const to of ['00.20', '00.60', '00.99', '10.00']) await moveTo(house, id!, to)
  await act(api, 'attest', 'Draft { id }', { draftId: id, gate: 'problem-statement', reason: 'As minuted.' }, chair)
  await moveTo(house, id!, '10.20')
  // From here on it stands where every member body votes; how a draft comes there is the matter of other tests.
  await api.db.query("update draft set stage = '40.20' where id = $1", [id])
  return id!
}

/** Opens the ballot in which they have to vote, lets these heads vote, and closes it at its time. */
export async function obligedBallot(house: House, draftId: string, votes: Readonly<Record<string, Cast>>): Promise<string> {
  const { api, officers } = house
  const { id, message } = await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt: await inDays(house, 90) }, await api.signIn(officers.chair))
  if (!id) throw new Error(message)
  for (const [head, vote] of Object.entries(votes)) await castAs(house, id, head, vote)
  await travel(api, 'P91D')
  return id
}
