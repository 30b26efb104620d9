import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { Doc } from 'yjs'
import { mendText } from '../../seeds/src/mending.ts'
import type { Person } from './browser.ts'

/** What the socket asks for: the address, and the headers of somebody who has signed in. */
export async function socketOf(person: Person): Promise<{ server: string; headers: Record<string, string> }> {
  const { origin } = new URL(person.page.url())
  const cookies = await person.context.cookies(origin)
  return { server: `${origin.replace(/^http/, 'ws')}/collab`, headers: { origin, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } }
}

/** A drafter's script: opens the text through the published client as this person, changes it, and leaves when the server has it. */
async function withText(person: Person, draftId: string, change: (text: Doc) => void): Promise<void> {
  const { server, headers } = await socketOf(person)
  class SignedInSocket extends WebSocket {
    constructor(url: string, protocols?: string[]) { super(url, protocols, { headers }) }
  }
  const text = new Doc()
  const provider = new WebsocketProvider(server, draftId, text, { WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket, disableBc: true })
  const synced = () => new Promise<void>(resolve => provider.once('sync', () => resolve()))
  await synced()
  change(text)
  // The published client has no acknowledgement: a second one that is given the words has proved that they are stored.
  provider.disconnect()
  const again = synced()
  provider.connect()
  await again
  provider.destroy()
  text.destroy()
}

/** Goes through what the import left open, as a drafter would clause by clause. */
export const mend = (person: Person, draftId: string): Promise<void> => withText(person, draftId, mendText)
