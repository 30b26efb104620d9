import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serverProgram } from '../tools/servers.mjs'
import { freePort, ServerProcess } from './processes.ts'
import { Redis } from './redis.ts'

const root = path.resolve(import.meta.dirname, '..')

/** An answer that came through the proxy. */
export interface Answered { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string }

/** An instance of the API: compiled, in production, in a process of its own. */
export interface Instance { readonly process: ServerProcess; readonly url: string }

interface Place {
  readonly folder: string
  readonly databaseUrl: string
  readonly redis: Redis
  readonly caddy: string
  readonly ports: { readonly first: number; readonly second: number; readonly https: number; readonly http: number; readonly admin: number }
}

/**
 * Production as docker-compose.yml describes it, on this machine and without containers: two instances of the compiled API over one database and one
 * Redis or Valkey, behind Caddy with the file in deploy/, which speaks https with a certificate of its own and carries websockets.
 */
export class Production {
  readonly url: string
  readonly instances: readonly [Instance, Instance]
  private readonly proxy: ServerProcess

  private constructor(private readonly place: Place) {
    const { folder, ports, caddy } = place
    this.url = `https://localhost:${ports.https}`
    this.instances = [this.instance('first', ports.first), this.instance('second', ports.second)]
    const env = {
      ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, PLENARY_HOST: 'localhost', PLENARY_HTTPS_PORT: String(ports.https),
      PLENARY_HTTP_PORT: String(ports.http), PLENARY_PROXY_ADMIN: `localhost:${ports.admin}`, PLENARY_INSTANCES: this.instances.map(({ url }) => new URL(url).host).join(' '),
    }
    this.proxy = new ServerProcess('Caddy', caddy, ['run', '--config', path.join(root, 'deploy/Caddyfile'), '--adapter', 'caddyfile'], { env }, () => this.answers())
  }

  static async start(databaseUrl: string): Promise<Production> {
    const caddy = await serverProgram('proxy')
    const ports = { first: await freePort(), second: await freePort(), https: await freePort(), http: await freePort(), admin: await freePort() }
    const production = new Production({ folder: mkdtempSync(path.join(tmpdir(), 'plenary-production-')), databaseUrl, redis: await Redis.start(), caddy, ports })
    try {
      await Promise.all(production.instances.map(one => one.process.start()))
      await production.proxy.start()
      return production
    } catch (error) {
      await production.stop()
      throw error
    }
  }

  get redis(): Redis { return this.place.redis }

  /** The certificate by which the proxy's own is believed; for NODE_EXTRA_CA_CERTS. */
  get authority(): string { return path.join(this.place.folder, 'caddy/pki/authorities/local/root.crt') }

  /** A request from outside, through the proxy. */
  ask(method: string, where: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const said = body === undefined ? {} : { 'content-type': 'application/json', origin: this.url }
      const asked = request(this.url + where, { method, ca: readFileSync(this.authority), agent: false, headers: { ...said, ...headers } }, response => {
        let text = ''
        response.setEncoding('utf8').on('data', chunk => { text += String(chunk) })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      asked.once('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  async stop(): Promise<void> {
    await Promise.all([...this.instances.map(one => one.process), this.proxy].map(one => one.kill()))
    await this.place.redis.end()
    rmSync(this.place.folder, { recursive: true, force: true })
  }

  private instance(name: string, port: number): Instance {
    const { folder, databaseUrl, redis } = this.place
    const env = {
      ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: databaseUrl, REDIS_URL: redis.url,
      PUBLIC_URL: this.url, PLENARY_PROXIES: '1', PLENARY_DEMO: '0', PLENARY_ADMIN: '', PLENARY_CLOCK: '', PLENARY_DATA_DIR: path.join(folder, name), LOG_LEVEL: 'warn',
    }
    const main = path.join(root, 'apps/api/dist/main.js')
    return { process: new ServerProcess(`the ${name} instance`, process.execPath, [main], { env }, /^Plenary is ready/), url: `http://127.0.0.1:${port}` }
  }

  private async answers(): Promise<boolean> {
    try {
      return (await this.ask('GET', '/health/ready')).status === 200
    } catch (error) {
      // Until the proxy listens and has written its certificate.
      if (['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPROTO'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
      throw error
    }
  }
}

/** A figure of one instance, as Prometheus would read it. */
export async function figureOf(one: Instance, name: string): Promise<number> {
  const lines = (await (await fetch(`${one.url}/metrics`)).text()).split('\n')
  const line = lines.find(candidate => candidate.startsWith(`${name} `) || candidate.startsWith(`${name}{`))
  if (line === undefined) throw new Error(`There is no figure ${name}.`)
  return Number(line.split(' ').at(-1))
}
