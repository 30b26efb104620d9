import { Injectable } from '@nestjs/common'
import { Authenticator, type Viewer } from '../platform/viewer.ts'
import { SessionsService } from './sessions.service.ts'

const COOKIE = '__Host-plenary'

/** The secret in a request's cookie, or null. */
export function cookieOf(header: string | undefined): string | null {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2)
    if (name === COOKIE && value) return value
  }
  return null
}

/** The cookie that carries a session, as a header. Without a secret it takes the cookie away. */
export const cookieFor = (secret: string | null, seconds: number): string =>
  `${COOKIE}=${secret ?? ''}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${secret === null ? 0 : seconds}`

/** Finds out who sends a request, over HTTP or to the socket. */
@Injectable()
export class PeopleAuthenticator extends Authenticator {
  constructor(private readonly sessions: SessionsService) { super() }

  /** A request with an Authorization header is judged by that alone; otherwise by its cookie. */
  async viewerOf({ headers }: Parameters<Authenticator['viewerOf']>[0]): Promise<Viewer | null> {
    if (headers.authorization !== undefined) {
      const token = /^Bearer (\S{1,200})$/i.exec(headers.authorization)?.[1]
      return token ? this.sessions.ofToken(token) : null
    }
    const secret = cookieOf(headers.cookie)
    return secret ? this.sessions.ofSecret(secret) : null
  }
}
