// The published y-websocket client in a process of its own, with nothing of Plenary in it. Spoken to over IPC.
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const [server, room, headers, params] = process.argv.slice(2)

class SignedInSocket extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { headers: JSON.parse(headers) })
  }
}

const doc = new Y.Doc()
const provider = new WebsocketProvider(server, room, doc, { WebSocketPolyfill: SignedInSocket, params: JSON.parse(params ?? '{}'), disableBc: true, maxBackoffTime: 100 })
provider.on('sync', synced => process.send({ synced }))
provider.on('closed', ({ code }) => process.send({ closed: code, at: Date.now() }))
// As every editor does; the protocol shows nobody who has not said anything of themselves.
provider.awareness.setLocalStateField('user', { name: 'somebody' })
provider.awareness.on('change', () => process.send({ people: provider.awareness.getStates().size }))
doc.on('update', () => process.send({ text: words() }))

/** All words of all clauses, in the order of their ids. */
function words() {
  const bodies = [...doc.share.keys()].filter(name => name.startsWith('b:')).sort()
  return bodies.map(name => doc.getXmlFragment(name).toString().replace(/<[^>]*>/g, '')).join(' | ')
}

/** Types into the first text of a clause. */
function type(clause, at, text) {
  doc.getXmlFragment(`b:${clause}`).get(0).get(0).insert(at, text)
}

process.on('message', message => {
  if (message.type) type(message.clause, message.at, message.type)
  if (message.read) process.send({ text: words() })
  if (message.end) process.exit(0)
})
