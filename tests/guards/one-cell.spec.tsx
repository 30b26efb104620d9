import { readMessage, writeUpdate, type Message } from '@plenary/collab/protocol'
import { NACK } from '@plenary/collab'
import { permissions, phases } from '@plenary/process'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { renderToStaticMarkup } from 'react-dom/server'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { ModeBar } from '../../apps/web/src/drafts/ModeBar.tsx'
import { permitted, type Permission } from '../../apps/web/src/ui/ActButton.tsx'
import { type Caller, enterCommittee, type TestApi, testApi } from '../api.ts'
import { until, updateOf } from '../collab/clients.ts'
import { openDraft, writeArticles } from '../draft.ts'

let api: TestApi
let drafter: Caller
let draftId: string
const cells = permissions['text.write'].cells
const before = cells.drafter!

beforeAll(async () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  api = await testApi()
  const committee = await enterCommittee(api, { 'secretary@cell.example': 'secretary', 'drafter@cell.example': 'drafter' })
  draftId = await openDraft(api, committee, await api.signIn('secretary@cell.example'))
  await writeArticles(api, draftId, committee.people['drafter@cell.example']!)
  await api.db.query("update draft set stage = 'drafting' where id = $1", [draftId])
  drafter = await api.signIn('drafter@cell.example')
}, 60_000)
afterEach(() => { cells.drafter = before })
afterAll(() => api.close())

/** Takes `drafting` out of the one cell that lets drafters write. */
function changeTheCell(): void {
  cells.drafter = { during: phases.filter(phase => before.during.includes(phase) && phase !== 'drafting') }
}

async function verdict(): Promise<Permission> {
  const { data } = await api.gql<{ draft: { acts: Permission[] } }>('query ($id: ID!) { draft(id: $id) { acts { act allowed why } } }', { id: draftId }, drafter)
  return permitted(data.draft.acts, 'text.write')
}

const nothing = (): void => undefined

/** The bar under the text, as the workspace draws it from what the API says. */
function bar(mayWrite: Permission): string {
  const { allowed } = mayWrite
  return renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <ModeBar
        here={null} isWriting={false} mayWrite={mayWrite} mayComment={{ act: 'comment.write', allowed, why: '' }} counts={{ notes: 0 }} saving={null} toolbar={null} menu={null}
        onRead={nothing} onWrite={nothing} onComment={nothing} onNext={nothing} onOutline={nothing} onMargin={nothing}
      />
    </I18nProvider>)
}

/** A drafter's socket that asks for acknowledgements. */
async function socket(): Promise<{ heard: Message[]; write: (word: string) => void; close: () => void }> {
  const open = new WebSocket(`${api.url.replace('http', 'ws')}/collab/${draftId}`, ['ydoc.ack.v1'], { headers: { cookie: drafter.cookie, origin: api.url } })
  const heard: Message[] = []
  const ydoc = new Y.Doc()
  open.on('message', data => { heard.push(readMessage(new Uint8Array(data as Buffer))!) })
  await until('the socket is in', () => heard.length > 0)
  return { heard, write: word => open.send(writeUpdate(updateOf(ydoc, () => ydoc.getMap('meta').set('title', word)))), close: () => open.close() }
}

test('one cell of the table changes, and the API, the socket and the button change with it (J1)', async () => {
  const writer = await socket()
  writer.write('Allowed')
  await until('it is stored', () => writer.heard.some(message => message.type === 'ack'))
  const allowed = await verdict()
  expect(allowed).toMatchObject({ allowed: true, why: 'A drafter may write in the text in issue, engagement, drafting and negotiation.' })
  expect(bar(allowed)).not.toContain('aria-disabled="true"')

  changeTheCell()
  const sentence = 'One may write in the text in issue, engagement and negotiation; this draft is in drafting.'
  const refused = await verdict()
  expect(refused).toMatchObject({ allowed: false, why: sentence })
  expect(bar(refused)).toMatch(new RegExp(`<button[^>]*aria-disabled="true"[^>]*aria-describedby="why-read-only"[\\s\\S]*${sentence}`))
  writer.write('Refused')
  await until('it is refused', () => writer.heard.some(message => message.type === 'nack'))
  expect(writer.heard.find(message => message.type === 'nack')).toMatchObject({ count: 2, code: NACK.forbidden })

  cells.drafter = before
  expect(bar(await verdict())).not.toContain('aria-disabled="true"')
  writer.close()
}, 30_000)
