import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { until } from './clients.ts'
import { onTestFinished } from './finished.ts'

const program = fileURLToPath(new URL('stock-client.mjs', import.meta.url))

interface Said { readonly synced?: boolean; readonly closed?: number; readonly at?: number; readonly text?: string; readonly people?: number }

/** The published client in a process of its own. */
export class StockProcess {
  text = ''
  synced = false
  /** How many it sees in the text, itself among them. */
  people = 1
  closed: number | null = null
  /** When it was closed, by the clock of this machine, which is the database's too. */
  closedAt = Number.NaN
  private readonly child: ChildProcess

  constructor(server: string, room: string, headers: Record<string, string>, params: Record<string, string> = {}, env: NodeJS.ProcessEnv = {}) {
    this.child = fork(program, [server, room, JSON.stringify(headers), JSON.stringify(params)], { silent: true, execArgv: [], env: { ...process.env, ...env } })
    this.child.on('message', (said: Said) => {
      if (said.synced !== undefined) this.synced = said.synced
      if (said.closed !== undefined) [this.closed, this.closedAt] = [said.closed, said.at ?? Number.NaN]
      if (said.people !== undefined) this.people = said.people
      if (said.text !== undefined) this.text = said.text
    })
    onTestFinished(() => { this.child.kill('SIGKILL') })
  }

  async inside(): Promise<this> {
    await until('the client has the text', () => this.synced)
    return this
  }

  leave(): void { this.child.kill('SIGKILL') }
  type(clause: string, at: number, text: string): void { this.child.send({ type: text, clause, at }) }
  sees(words: string): Promise<void> { return until(`the client sees “${words}”`, () => this.text.includes(words)) }
}
