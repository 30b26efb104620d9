import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../processes.ts'

const root = path.resolve(import.meta.dirname, '../..')
const patience = 60_000

/** A real Plenary in a process of its own, over a database folder of its own. It can be killed and started again. */
export class Plenary {
  private constructor(readonly directory: string, private readonly port: number, private readonly settings: Record<string, string>) {}

  private process: ChildProcess | undefined
  private output: string[] = []

  /** Starts the compiled server on a free port. `settings` are environment variables. */
  static async start(settings: Record<string, string> = {}): Promise<Plenary> {
    const directory = mkdtempSync(path.join(tmpdir(), 'plenary-e2e-'))
    // The database runs under another account when this is root, and must be able to enter.
    chmodSync(directory, 0o711)
    const plenary = new Plenary(directory, await freePort(), settings)
    await plenary.run()
    return plenary
  }

  get url(): string { return `http://localhost:${this.port}` }

  /** What the server wrote, for a test that fails. */
  get log(): string { return this.output.join('\n') }

  /** Kills the server as a power cut would: no signal handler runs. */
  async kill(): Promise<void> {
    const { process } = this
    if (!process) return
    const gone = once(process, 'exit')
    process.kill('SIGKILL')
    await gone
    this.process = undefined
  }

  /** Starts it again over the same data. */
  async restart(settings: Record<string, string> = {}): Promise<void> {
    if (this.process) await this.kill()
    Object.assign(this.settings, settings)
    await this.run()
  }

  async stop(): Promise<void> {
    const { process } = this
    if (process) {
      const gone = once(process, 'exit')
      process.kill('SIGTERM')
      await gone
    }
    rmSync(this.directory, { recursive: true, force: true })
  }

  /** Runs the command line against this server and gives what it printed. */
  async command(...words: string[]): Promise<string> {
    const child = spawn(process.execPath, [path.join(root, 'apps/cli/dist/main.js'), ...words], { env: this.environment(), stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.on('data', chunk => { out += String(chunk) })
    child.stderr.on('data', chunk => { errors += String(chunk) })
    const [code] = await once(child, 'exit') as [number]
    if (code !== 0) throw new Error(`plenary ${words.join(' ')} ended with ${code}: ${errors}`)
    return out
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, PORT: String(this.port), PLENARY_DATA_DIR: path.join(this.directory, 'data'), PLENARY_DEMO: '0', LOG_LEVEL: 'warn', ...this.settings }
  }

  private async run(): Promise<void> {
    const child = spawn(process.execPath, [path.join(root, 'apps/api/dist/main.js')], { env: this.environment(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.process = child
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', line => this.output.push(line))
    const ready = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', line => { if (line.startsWith('Plenary is ready')) resolve() })
      child.once('exit', code => reject(new Error(`Plenary ended with ${code} before it was ready:\n${this.log}`)))
      setTimeout(() => reject(new Error(`Plenary was not ready after ${patience} ms:\n${this.log}`)), patience).unref()
    })
    await ready
  }
}
