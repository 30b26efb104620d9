import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

const patience = 60_000

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  server.close()
  await once(server, 'close')
  return address.port
}

/** A server in a process of its own, which can be stopped in order, killed, and started again. */
export class ServerProcess {
  private child: ChildProcess | null = null
  private readonly output: string[] = []

  /** `ready` is what it writes once it can be spoken to, or asks until it can. */
  constructor(readonly name: string, private readonly program: string, private readonly args: readonly string[],
    private readonly as: Pick<SpawnOptions, 'env' | 'uid' | 'gid' | 'cwd'>, private readonly ready: RegExp | (() => Promise<boolean>)) {}

  /** What it wrote, for a test that fails. */
  get log(): string { return this.output.join('\n') }

  async start(): Promise<this> {
    const child = spawn(this.program, this.args, { ...this.as, stdio: ['ignore', 'pipe', 'pipe'] })
    this.child = child
    let says = false
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', line => {
      this.output.push(line)
      if (this.ready instanceof RegExp && this.ready.test(line)) says = true
    })
    const until = performance.now() + patience
    while (!(typeof this.ready === 'function' ? await this.ready() : says)) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${this.name} ended before it was ready:\n${this.log}`)
      if (performance.now() > until) throw new Error(`${this.name} was not ready after ${patience} ms:\n${this.log}`)
      await new Promise(resume => { setTimeout(resume, 20) })
    }
    return this
  }

  /** Asks it to stop; gives the exit code. */
  async stop(): Promise<number | null> { return this.end('SIGTERM') }

  /** Ends it as a power cut would: no signal handler runs. */
  async kill(): Promise<void> { await this.end('SIGKILL') }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
    return child.exitCode
  }
}
