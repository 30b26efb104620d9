import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { NestExpressApplication } from '@nestjs/platform-express'
import compression from 'compression'
import helmet from 'helmet'
import type { Config } from '../config.ts'
import { countStatements } from './statements.ts'
import { Authenticator, type Viewer } from './viewer.ts'

export type Request = IncomingMessage & { path: string; viewer: Viewer | null; address: string; ip?: string; statements?: { readonly statements: number }; body?: unknown }
type Next = (error?: unknown) => void

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** The origins a browser may send from: that of PUBLIC_URL; with a loopback host also its other spellings. `port` is the real one when PORT was 0. */
export function allowedOrigins(config: Config, port: number): readonly string[] {
  const url = new URL(config.publicUrl)
  if (url.port === '0') url.port = String(port)
  const origin = (host: string) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}`
  return loopback.includes(url.hostname) ? loopback.map(origin) : [url.origin]
}

/** Ends upgrades that nobody answers: a socket that waits for ever is held for nothing. */
export function endStrayUpgrades(server: Server): void {
  server.on('upgrade', ({ url = '' }, socket) => {
    if (/^\/(collab\/|graphql)/.test(url)) return
    // A client that is gone already need not be told.
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  })
}

/** A write that a browser sends from a foreign page is refused before anything reads it. */
export function refuseForeignWrites(origins: () => readonly string[]) {
  return (request: Request, response: ServerResponse, next: Next): void => {
    const { origin, 'sec-fetch-site': site } = request.headers
    const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
    const foreign = origin !== undefined ? !origins().includes(origin) : site === 'cross-site'
    if (reads || !foreign) return next()
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 'FOREIGN_ORIGIN', message: 'This request came from another site and was refused.' }))
  }
}

/** What every request passes: headers, compression, who asks, how many statements it takes. */
export function prepareHttp(app: NestExpressApplication, config: Config, origins: () => readonly string[]): void {
  app.set('trust proxy', config.proxies)
  app.disable('x-powered-by')
  const secure = config.publicUrl.startsWith('https:')
  app.use(helmet({
    contentSecurityPolicy: { useDefaults: false, directives: {
      'default-src': ["'self'"], 'script-src': ["'self'"], 'style-src': ["'self'", "'unsafe-inline'"], 'img-src': ["'self'", 'data:', 'blob:'], 'font-src': ["'self'"],
      'connect-src': ["'self'", ...(secure ? [] : ['ws:'])], 'object-src': ["'none'"], 'base-uri': ["'self'"], 'form-action': ["'self'"], 'frame-ancestors': ["'none'"],
    } },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
  }))
  app.use(compression({ threshold: 1_024 }))
  app.use(refuseForeignWrites(origins))
  app.use((request: Request, _response: ServerResponse, next: Next) => {
    request.address = request.ip ?? 'unknown'
    countStatements(count => {
      request.statements = count
      // A request with no sign of a session costs no look-up.
      if (!request.headers.cookie && !request.headers.authorization) {
        request.viewer = null
        return next()
      }
      app.get(Authenticator).viewerOf(request).then(viewer => {
        request.viewer = viewer
        next()
      }, next)
    })
  })
}
