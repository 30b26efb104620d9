import { SCHEMA_VERSION, writeDocument } from '@plenary/document'
import { CollabService } from '../apps/api/src/collab/collab.service.ts'
import { Clock } from '../apps/api/src/platform/clock.ts'
import type { Caller, TestApi, TestCommittee } from './api.ts'

/** What an act answers: the fields of the thing, or those of a refusal. */
export type Outcome<T> = Partial<T> & { readonly code?: string; readonly message?: string; readonly missing?: readonly { gate: string; message: string; where: string }[] }

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Does one mutation; `thing` is its result type and the fields wanted of it, such as `Draft { stage }`. A fault fails the test. */
export async function act<T>(api: TestApi, name: string, thing: string, input: object, as?: Caller): Promise<Outcome<T>> {
  const query = `mutation ($input: ${capital(name)}Input!) { ${name}(input: $input) { ... on ${thing} ... on Refusal { code message missing { gate message where } } } }`
  const answer = await api.gql<Record<string, Outcome<T>>>(query, { input }, as)
  if (answer.errors) throw new Error(`${name}: ${answer.errors[0]?.message}`)
  return answer.data[name]!
}

/** Moves the clock on and does everything that fell due on the way. */
export async function travel(api: TestApi, duration: string): Promise<void> {
  await api.get(Clock).moveBy(api.db.manager, duration)
  await api.settle()
}

/** Opens a draft in the committee. */
export async function openDraft(api: TestApi, committee: TestCommittee, as: Caller): Promise<string> {
  const draft = await act<{ id: string }>(api, 'createDraft', 'Draft { id }', { committeeId: committee.id, title: 'Record-keeping of machines' }, as)
  if (!draft.id) throw new Error(draft.message)
  return draft.id
}

/** Writes a short, sound text of two articles, each one paragraph, into an empty draft. */
export async function writeArticles(api: TestApi, draftId: string, personId: string): Promise<void> {
  const article = (id: string, title: string, words: string) => ({
    id, parent: null, kind: 'article' as const, designation: null, gap: null, withdrawn: false, informative: false,
    blocks: [
      { type: 'title', attrs: { id: `${id}-title` }, content: [{ type: 'text', text: title }] },
      { type: 'paragraph', attrs: { id: `${id}-words` }, content: [{ type: 'text', text: words }] },
    ],
  })
  const written = await api.get(CollabService).edit(draftId, personId, ydoc => writeDocument(ydoc, {
    schema: SCHEMA_VERSION, template: 'legal', language: 'en', title: 'Record-keeping of machines',
    clauses: [article('scope', 'Scope', 'This text applies to machines.'), article('records', 'Records', 'The operator keeps records for five years.')],
  }))
  if (!written.ok || !written.value.value.ok) throw new Error('the text could not be written')
}

/** Adds a word to the text as a person, or says why not. */
export async function addWord(api: TestApi, draftId: string, personId: string, word: string): Promise<string | null> {
  const written = await api.get(CollabService).edit(draftId, personId, ydoc => { ydoc.getMap('meta').set('title', word) })
  return written.ok ? null : written.refusal.code
}

/** The words of the text as it stands. */
export async function wordsOf(api: TestApi, draftId: string): Promise<string> {
  return JSON.stringify((await api.get(CollabService).textOf(draftId)).document)
}

/** Everybody who acts on a draft, signed in. Signed in anew after long travels: sessions end. */
export interface Cast { readonly chair: Caller; readonly secretary: Caller; readonly heads: readonly { readonly seat: string; readonly as: Caller }[] }

/** Signs in the chair, the secretary and all heads of delegation of a committee made with these e-mail addresses. */
export async function signInAll(api: TestApi, committee: TestCommittee, chair: string, secretary: string): Promise<Cast> {
  const heads: Cast['heads'][number][] = []
  for (const [email, seat] of Object.entries(committee.seats)) heads.push({ seat, as: await api.signIn(email) })
  return { chair: await api.signIn(chair), secretary: await api.signIn(secretary), heads }
}

/** Takes a draft from issue to adoption the whole way: attestations, public call, waiting times. Returns the people signed in at the end. */
export async function walkToAdoption(api: TestApi, committee: TestCommittee, draftId: string, officers: { chair: string; secretary: string }): Promise<Cast> {
  const enter = () => signInAll(api, committee, officers.chair, officers.secretary)
  const must = async (done: Promise<Outcome<{ id: string }>>): Promise<void> => {
    const { code, message, missing } = await done
    if (code) throw new Error(`${message} ${(missing ?? []).map(one => one.message).join(' ')}`)
  }
  const attest = (gate: string, as: Caller, seatId?: string) => must(act(api, 'attest', 'Draft { id }', { draftId, gate, reason: 'As minuted.', ...(seatId ? { seatId } : {}) }, as))
  const move = (to: string, as: Caller) => must(act(api, 'moveDraft', 'Draft { id }', { draftId, to }, as))
  let cast = await enter()
  await attest('problem-statement', cast.chair)
  await attest('duplicate-check', cast.secretary)
  await travel(api, 'P15D')
  cast = await enter()
  await move('engagement', cast.secretary)
  const closesAt = new Date(Date.parse(await api.get(Clock).now()) + 62 * 86_400_000).toISOString()
  await must(act(api, 'openCall', 'Call { id }', { draftId, question: 'What should change?', closesAt }, cast.secretary))
  await travel(api, 'P63D')
  cast = await enter()
  await attest('summary-of-input', cast.secretary)
  await move('drafting', cast.secretary)
  await travel(api, 'P31D')
  cast = await enter()
  await move('negotiation', cast.secretary)
  await travel(api, 'P61D')
  cast = await enter()
  for (const { seat, as } of cast.heads) await attest('conflicts-of-interest', as, seat)
  await move('adoption', cast.chair)
  return cast
}
