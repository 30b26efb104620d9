import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { plainEmail } from '../platform/input.ts'
import { Guesses } from './guesses.ts'
import { PasswordsService, tooMany } from './passwords.service.ts'
import { SessionsService } from './sessions.service.ts'

// One sentence for all causes: a stranger must not learn who has an account.
const wrongCredentials = () => refusal('WRONG_CREDENTIALS', 'The e-mail address or the password is not right. Try again, or set a new password by e-mail.')

/** Sign-in with e-mail and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly db: DataSource,
    private readonly guesses: Guesses,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
  ) {}

  /** Begins a new session and hands out its secret; the one that the browser held before ends, so that nobody can plant a session on somebody else. */
  async signIn(email: string, password: string, from: { address: string; agent: string; previous: string | null }): Promise<Result<string>> {
    const account = plainEmail(email).slice(0, 254)
    const minutes = await this.guesses.count('sign-in from address', from.address)
    if (minutes !== null) return refusal('TOO_MANY_TRIES', tooMany(minutes))
    const [person] = await this.db.query<{ id: string; password_hash: string | null }[]>('select id, password_hash from person where email = $1', [account])
    const proof = await this.passwords.prove(account, person?.password_hash ?? null, password)
    if (!proof.ok && proof.refusal.code === 'TOO_MANY_TRIES') return proof
    if (!proof.ok || !person) return wrongCredentials()
    await this.guesses.takeBack('sign-in from address', from.address)
    const secret = await this.db.transaction(async tx => {
      // The password may have been changed while it was being checked.
      const [still] = await tx.query<{ password_hash: string | null }[]>('select password_hash from person where id = $1 for share', [person.id])
      return still?.password_hash === person.password_hash ? this.sessions.begin(tx, person.id, from) : null
    })
    if (secret === null) return wrongCredentials()
    if (from.previous !== null) await this.sessions.endSecret(from.previous)
    return accept(secret)
  }
}
