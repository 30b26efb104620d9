import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BallotsService } from '../apps/api/src/ballots/ballots.service.ts'
import { BoxService } from '../apps/api/src/ballots/box.service.ts'
import { sealPaper, type SealedPaper } from '../apps/web/src/ballots/sealing.ts'
import { enterCommittee, type TestApi, type TestCommittee, testApi } from './api.ts'
import { openDraft, travel, walkToAdoption, writeArticles } from './draft.ts'

/** A committee whose draft is in adoption, so that ballots can be held on it. */
export interface Adoption {
  readonly api: TestApi
  readonly committee: TestCommittee
  readonly draftId: string
  readonly keyDirectory: string
  readonly officers: { readonly chair: string; readonly secretary: string }
  readonly heads: readonly string[]
}

/** Somebody as services see who acts. */
export const viewerOf = ({ committee }: Adoption, email: string) => ({ personId: committee.people[email]!, sessionId: null, name: email, email, isAdministrator: false })

/** Takes a fresh draft of a committee of so many seats to adoption, in an API with a directory of keys of its own. */
export async function adoption(seats: number, host: string): Promise<Adoption> {
  const keyDirectory = mkdtempSync(path.join(tmpdir(), 'plenary-keys-'))
  const api = await testApi({ PLENARY_KEY_DIR: keyDirectory })
  const officers = { chair: `chair@${host}`, secretary: `secretary@${host}` }
  const heads = Array.from({ length: seats }, (_, n) => `head${n}@${host}`)
  const committee = await enterCommittee(api, { [officers.chair]: 'chair', [officers.secretary]: 'secretary' }, Object.fromEntries(heads.map(head => [head, 'participating'])))
  await api.db.query("update seat set interest_category = 'industry' where id = $1", [committee.seats[heads[1]!]])
  const draftId = await openDraft(api, committee, await api.signIn(officers.secretary))
  await writeArticles(api, draftId, committee.people[officers.chair]!)
  await walkToAdoption(api, committee, draftId, officers)
  return { api, committee, draftId, keyDirectory, officers, heads }
}

/** A ballot as its voters need it; without keys unless it is secret. */
export interface OpenedBallot { readonly id: string; readonly sealKey: string | null; readonly receiptKey: string | null }

/** Opens a ballot of this kind for 31 days by the clock of the database. */
export async function openKind(world: Adoption, kind: string, confirmedSmall = false): Promise<OpenedBallot> {
  const { api, draftId, officers } = world
  // An open ballot stands in the way of the next, and so does, for 90 days, a counted one on the same text.
  await api.db.query("update ballot set state = 'annulled', closed_at = plenary_now() where draft_id = $1 and state = 'open'", [draftId])
  await travel(api, 'P91D')
  const [clock] = await api.db.query<[{ closes: Date }]>("select plenary_now() + interval '31 days' as closes")
  const opened = await api.get(BallotsService).open(viewerOf(world, officers.chair), { draftId, closesAt: clock.closes, kind, confirmedSmall })
  if (!opened.ok) throw new Error(opened.refusal.message)
  return opened.value
}

/** Seals a choice as the page does and puts it into the box. */
export async function voteSealed(world: Adoption, ballot: { readonly id: string; readonly sealKey: string | null }, head: string, choice: string, reason: string | null = null) {
  const seatId = world.committee.seats[head]!
  const sealed = await sealPaper({ id: ballot.id, sealKey: ballot.sealKey! }, seatId, { choice, reason })
  if (!sealed.ok) throw new Error(sealed.refusal.message)
  return { own: sealed.value, receipt: await put(world, ballot.id, head, sealed.value) }
}

/** Puts these sealed bytes into the box for the seat of a head. */
export function put(world: Adoption, ballotId: string, head: string, { sealed, paper }: Pick<SealedPaper, 'sealed' | 'paper'>) {
  return world.api.get(BoxService).put(viewerOf(world, head), { ballotId, seatId: world.committee.seats[head]!, sealed, paper })
}
