import { Clock } from '../apps/api/src/platform/clock.ts'
import { enterCommittee, type Caller, type TestApi, type TestCommittee } from './api.ts'
import { act, openDraft, travel, walkToAdoption, writeArticles } from './draft.ts'

/** A draft whose ballot was counted, in a committee under another one that hears its appeals. */
export interface AppealableDraft {
  readonly committee: TestCommittee
  readonly above: TestCommittee
  readonly draftId: string
  /** Everybody, by the first part of their address, signed in anew: a session does not outlive a journey through time. */
  signIn(): Promise<Record<string, Caller>>
}

/** Walks a draft to a ballot that passed. People are `chair`, `secretary`, the heads `br` and `fr`, and `above`, the chair of the body over them. */
export async function appealableDraft(api: TestApi, domain: string): Promise<AppealableDraft> {
  const at = (name: string): string => `${name}@${domain}`
  const officers = { chair: at('chair'), secretary: at('secretary') }
  const committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, { [at('br')]: 'participating', [at('fr')]: 'participating' })
  const above = await enterCommittee(api, { [at('above')]: 'chair' })
  await api.db.query('update committee set parent_id = $2 where id = $1', [committee.id, above.id])
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[at('fr')]])
  const draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, committee.people[officers.chair]!)
  await walkToAdoption(api, committee, draftId, officers)
  const signIn = async (): Promise<Record<string, Caller>> => {
    const emails = [...Object.keys(committee.people), ...Object.keys(above.people)]
    return Object.fromEntries(await Promise.all(emails.map(async email => [email.split('@')[0], await api.signIn(email)])))
  }
  const as = await signIn()
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 31 * 86_400_000).toISOString()
  const ballot = await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt }, as['chair'])
  for (const head of ['br', 'fr']) await act(api, 'castVote', 'Ballot { cast }', { ballotId: ballot.id, seatId: committee.seats[at(head)], choice: 'yes', reason: `${head} agrees.` }, as[head])
  await travel(api, 'P32D')
  return { committee, above, draftId, signIn }
}
