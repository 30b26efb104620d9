// Who sits behind a socket of the bench server: `?ticket=<name>` says it; everybody else is a guest, one for each socket.
import { createHash, randomUUID } from 'node:crypto'

const access = { read: true, write: true }

/** The same name is the same person, in the form of the ids that the log keeps. */
function idOf(name) {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Admits everyone to every room. A guest's Yjs clients belong to that guest as anybody's do; once the guest's socket is closed, whoever
 * comes back with the same document goes on with them, because nobody signs in here and the socket was all there was to know a guest by.
 */
export class Guests {
  #present = new Set()
  #heirs = new Map()

  /** Gives every socket that comes to this server without a ticket a name of its own. Call before the doors are attached. */
  attach(server) {
    server.prependListener('upgrade', (request, socket) => {
      const guest = randomUUID()
      request.headers.authorization = guest
      this.#present.add(guest)
      socket.once('close', () => this.#present.delete(guest))
    })
  }

  async admit({ ticket, authorization }) {
    const person = ticket === undefined ? authorization : idOf(ticket)
    return { admitted: true, visitor: { person, name: ticket ?? 'Guest', colour: '#1d6f5c', session: null }, access }
  }

  async access() {
    return access
  }

  /** Whether somebody may write on as a client of `owner`: themselves, and the heir of a guest who has left. */
  mayWriteAs = (owner, person) => {
    const holder = this.#holderOf(owner)
    if (holder === person) return true
    if (this.#present.has(holder) || !this.#present.has(person)) return false
    this.#heirs.set(holder, person)
    return true
  }

  #holderOf(owner) {
    let holder = owner
    for (let heir = this.#heirs.get(holder); heir !== undefined; heir = this.#heirs.get(holder)) holder = heir
    return holder
  }
}
