import { connect, createServer } from 'node:net'

/**
 * A link between two programs that can be cut, stopped, or slowed. `upstream` says where it leads at the moment a connection is made: `{ port }` or `{ path }`.
 * `onRequest` sees what the client sends and may say `cut` (do not pass it on), or `cut-after` (pass it on and cut before the answer).
 */
export class FaultProxy {
  #server
  #pairs = new Set()
  #stopped = false
  #refuses = false
  delayMs = 0
  onRequest = null
  cuts = 0

  constructor(upstream) { this.upstream = upstream }

  async listen() {
    this.#server = createServer({ allowHalfOpen: false }, client => this.#join(client))
    await new Promise(resolve => { this.#server.listen(0, '127.0.0.1', resolve) })
    this.port = this.#server.address().port
    return this
  }

  #join(client) {
    if (this.#refuses) return client.resetAndDestroy()
    const target = connect(this.upstream())
    const pair = { client, target, dead: false }
    this.#pairs.add(pair)
    const end = () => {
      this.#pairs.delete(pair)
      client.destroy()
      target.destroy()
    }
    for (const socket of [client, target]) {
      socket.setNoDelay(true)
      // Every error is followed by a close.
      socket.on('error', () => undefined)
      socket.on('close', end)
      if (this.#stopped) socket.pause()
    }
    client.on('data', data => this.#pass(pair, target, data, this.onRequest?.(data)))
    target.on('data', data => { if (!pair.dead) this.#pass(pair, client, data) })
  }

  #pass(pair, to, data, verdict) {
    if (verdict === 'cut') return this.#cutPair(pair)
    if (verdict === 'cut-after') {
      pair.dead = true
      this.cuts++
      // The request goes out and does its work; its answer comes back to nobody.
      pair.client.resetAndDestroy()
      return to.end(data)
    }
    if (this.delayMs > 0) return setTimeout(() => { if (!to.destroyed) to.write(data) }, this.delayMs)
    to.write(data)
  }

  #cutPair({ client, target }) {
    this.cuts++
    client.resetAndDestroy()
    target.destroy()
  }

  /** Breaks what is connected; new connections are made again. */
  cut() { for (const pair of this.#pairs) this.#cutPair(pair) }

  /** Breaks what is connected and refuses what comes, until healed. */
  refuse() {
    this.#refuses = true
    this.cut()
  }

  /** Nothing passes and nobody is told, as when a network forgets. */
  stop() {
    this.#stopped = true
    for (const { client, target } of this.#pairs) for (const socket of [client, target]) socket.pause()
  }

  heal() {
    this.#refuses = false
    this.#stopped = false
    this.delayMs = 0
    for (const { client, target } of this.#pairs) for (const socket of [client, target]) socket.resume()
  }

  close() {
    this.#refuses = true
    for (const { client, target } of this.#pairs) for (const socket of [client, target]) socket.destroy()
    this.#server.close()
  }
}
