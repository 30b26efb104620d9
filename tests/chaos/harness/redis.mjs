import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { serverProgram } from '../../../tools/servers.mjs'
import { freePort, until } from './world.mjs'

/** A Redis or Valkey of the storm's own, which keeps nothing and can be killed, stopped and flushed. */
export class Redis {
  static async start() {
    const redis = new Redis()
    redis.program = await serverProgram('redis')
    redis.port = await freePort()
    await redis.restart()
    return redis
  }

  async restart() {
    this.child = spawn(this.program, ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()], { stdio: 'ignore' })
    await until('Redis answers', () => this.say('PING').then(answer => answer.startsWith('+PONG'), () => false))
  }

  /** One command over a connection of its own. */
  say(command) {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(`${command}\r\n`))
      socket.once('data', data => {
        resolve(String(data))
        socket.destroy()
      })
      socket.once('error', reject)
    })
  }

  kill() {
    const gone = new Promise(resolve => { this.child.once('exit', resolve) })
    this.child.kill('SIGKILL')
    return gone
  }

  freeze() { this.child.kill('SIGSTOP') }
  thaw() { this.child.kill('SIGCONT') }
}
