import { randomUUID } from 'node:crypto'
import { replaceEdition, type TextDocument } from '@plenary/document'
import { CollabService } from '../apps/api/src/collab/collab.service.ts'
import type { TestApi, TestCommittee } from './api.ts'
import { act, type Outcome, travel, writeArticles } from './draft.ts'

/** A committee with its officers and heads of delegation, in an API. */
export interface House {
  readonly api: TestApi
  readonly committee: TestCommittee
  readonly officers: { readonly chair: string; readonly secretary: string }
  readonly heads: readonly string[]
}

/** A vote that a head of delegation casts. */
export interface Cast { readonly choice: string; readonly reason?: string; readonly parts?: readonly string[] }

const must = async <T>(done: Promise<Outcome<T>>): Promise<Outcome<T>> => {
  const answer = await done
  if (answer.code) throw new Error(`${answer.message} ${(answer.missing ?? []).map(one => one.message).join(' ')}`)
  return answer
}

/** The instant so many days from now, by the clock of the database. */
export const inDays = async ({ api }: House, days: number): Promise<string> =>
  (await api.db.query<[{ at: Date }]>("select date_trunc('milliseconds', plenary_now() + $1 * interval '1 day') as at", [days]))[0].at.toISOString()

/** Moves a draft, as the chair. */
export const moveTo = async (house: House, draftId: string, to: string, reason?: string) =>
  must(act(house.api, 'moveDraft', 'Draft { stage }', { draftId, to, reason }, await house.api.signIn(house.officers.chair)))

/** Casts the vote of a head of delegation, or says why not. */
export const castAs = async ({ api, committee }: House, ballotId: string, head: string, vote: Cast) =>
  act<{ mySeats: { vote: { choice: string; carried: boolean; outOfScope: boolean } | null }[] }>(
    api, 'castVote', 'Ballot { mySeats { vote { choice carried outOfScope } } }', { ballotId, seatId: committee.seats[head], ...vote }, await api.signIn(head))

/** Opens a draft under the rulebook with letter ballots, writes it and takes it into its first one. */
export async function inLetterBallot(house: House): Promise<string> {
  const { api, committee, officers } = house
  const chair = await api.signIn(officers.chair)
  const { id } = await must(act<{ id: string }>(api, 'createDraft', 'Draft { id }', { committeeId: committee.id, title: 'Record-keeping of machines', rulebook: 'ieee' }, chair))
  await must(act(api, 'attest', 'Draft { id }', { draftId: id, gate: 'problem-statement', reason: 'As minuted.' }, chair))
  await moveTo(house, id!, 'WG')
  await writeArticles(api, id!, committee.people[officers.chair]!)
  await moveTo(house, id!, 'WG ballot')
  return id!
}

/** Opens the letter ballot, lets these heads vote, and closes it at its time. */
export async function letterBallot(house: House, draftId: string, votes: Readonly<Record<string, Cast>>, kind = 'recorded'): Promise<string> {
  const { api, officers } = house
  const opened = await must(act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, closesAt: await inDays(house, 31), kind }, await api.signIn(officers.chair)))
  for (const [head, vote] of Object.entries(votes)) await must(castAs(house, opened.id!, head, vote))
  await travel(api, 'P32D')
  return opened.id!
}

/** Sends the draft back, changes the text, and takes it to the recirculation, so that there is a new edition. */
export async function newEdition(house: House, draftId: string, change: (text: TextDocument) => TextDocument, from = 'WG ballot'): Promise<void> {
  const { api, committee, officers } = house
  if (from !== 'WG') await moveTo(house, draftId, 'WG', 'The comments are worked in.')
  const { document } = await api.get(CollabService).textOf(draftId)
  const written = await api.get(CollabService).edit(draftId, committee.people[officers.chair]!, ydoc => replaceEdition(ydoc, change(document), randomUUID))
  if (!written.ok || !written.value.value.ok) throw new Error('The text could not be changed.')
  await moveTo(house, draftId, 'WG recirculation')
}

/** The text with these words in the place of others. */
export const reworded = (text: TextDocument, from: string, to: string): TextDocument => JSON.parse(JSON.stringify(text).replaceAll(from, to)) as TextDocument
