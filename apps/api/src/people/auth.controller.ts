import type { ServerResponse } from 'node:http'
import { Body, Controller, Get, Headers, HttpCode, HttpException, Post, Res } from '@nestjs/common'
import { Address, OpenToAll } from '../platform/viewer.ts'
import { cookieFor, cookieOf } from './authenticator.service.ts'
import { DemoService } from './demo.service.ts'
import { TooBusy } from './passwords.service.ts'
import { longest, SessionsService } from './sessions.service.ts'
import { SignInService } from './sign-in.service.ts'

interface Credentials { readonly email: string; readonly password: string }

const areCredentials = (body: unknown): body is Credentials =>
  typeof body === 'object' && body !== null && typeof (body as Credentials).email === 'string' && typeof (body as Credentials).password === 'string' &&
  !(body as Credentials).email.includes('\u0000')

const refused = (status: number, code: string, message: string) => new HttpException({ code, message }, status)
const busy = () => refused(503, 'BUSY', 'Very many people are signing in. Try again in a minute.')

/** The doors in and out, for browsers and for programs that keep a cookie. */
@Controller('auth')
export class AuthController {
  constructor(private readonly people: SignInService, private readonly sessions: SessionsService, private readonly demo: DemoService) {}

  @Post('sign-in') @HttpCode(204) @OpenToAll('this is how one becomes somebody; guesses are limited')
  async signIn(
    @Body() body: unknown,
    @Address() address: string,
    @Headers('user-agent') agent: string | undefined,
    @Headers('cookie') cookie: string | undefined,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<void> {
    if (!areCredentials(body)) throw refused(400, 'BAD_INPUT', 'Send JSON with the text fields “email” and “password”.')
    const outcome = await this.people.signIn(body.email, body.password, { address, agent: agent ?? '', previous: cookieOf(cookie) })
      .catch((error: unknown) => { throw error instanceof TooBusy ? busy() : error })
    if (!outcome.ok) throw refused(outcome.refusal.code === 'TOO_MANY_TRIES' ? 429 : 401, outcome.refusal.code, outcome.refusal.message)
    response.setHeader('set-cookie', cookieFor(outcome.value, longest))
  }

  @Post('sign-out') @HttpCode(204) @OpenToAll('one may always leave')
  async signOut(@Headers('cookie') cookie: string | undefined, @Res({ passthrough: true }) response: ServerResponse): Promise<void> {
    const secret = cookieOf(cookie)
    if (secret !== null) await this.sessions.endSecret(secret)
    response.setHeader('set-cookie', cookieFor(null, 0))
  }

  @Get('demo') @OpenToAll('the accounts of a demo are public; where no demo is, there is nothing here')
  async demoAccounts() {
    const accounts = await this.demo.accounts()
    if (!accounts) throw refused(404, 'NO_DEMO', 'There is no demo here.')
    return accounts
  }
}
