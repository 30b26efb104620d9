import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Request } from './http.ts'

const server = /^\/(graphql|auth|uploads|collab|export|health|metrics|p|feeds|text)(\/|$)/
const EARLY = '<!--early-->'

/** Static text that is put into the page before any script has run, or null when there is none for this path. */
export type EarlyText = (request: Request) => Promise<string | null>

/** Serves the built web app. Every path that is not the server's own answers with its one page, with the early text of a draft in it. */
export function serveWeb(app: NestExpressApplication, directory: string, early: EarlyText): void {
  if (!existsSync(path.join(directory, 'index.html'))) return
  const page = readFileSync(path.join(directory, 'index.html'), 'utf8')
  app.useStaticAssets(path.join(directory, 'assets'), { prefix: '/assets/', maxAge: '1y', immutable: true, index: false, fallthrough: true })
  app.useStaticAssets(directory, { index: false, maxAge: 0 })
  app.use((request: Request, response: ServerResponse, next: (error?: unknown) => void) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || server.test(request.path) || /\.[a-z0-9]{2,5}$/i.test(request.path)) return next()
    early(request).then(text => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader('cache-control', 'no-store')
      response.end(page.replace(EARLY, () => text ?? ''))
    }, next)
  })
}
