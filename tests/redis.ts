import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serverProgram } from '../tools/servers.mjs'
import { freePort, ServerProcess } from './processes.ts'

/** A real Redis or Valkey of one's own, which keeps nothing. */
export class Redis {
  private constructor(readonly url: string, readonly port: number, readonly process: ServerProcess, private readonly folder: string) {}

  static async start(): Promise<Redis> {
    const folder = mkdtempSync(path.join(tmpdir(), 'plenary-redis-'))
    const port = await freePort()
    const keepsNothing = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
    const server = new ServerProcess('Redis', await serverProgram('redis'), keepsNothing, {}, /ready to accept connections/i)
    await server.start()
    return new Redis(`redis://127.0.0.1:${port}`, port, server, folder)
  }

  async end(): Promise<void> {
    await this.process.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
