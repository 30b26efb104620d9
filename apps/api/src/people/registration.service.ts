import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import { badEmail, plainEmail } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import { Guesses } from './guesses.ts'
import { codeHash } from './letters.service.ts'
import { PasswordsService } from './passwords.service.ts'
import { PeopleService } from './people.service.ts'
import { sameHash } from './secret.ts'

const MOST_TRIES = 5
const wrongCode = () => refusal('WRONG_CODE', 'The code is not right or has run out. Look at the latest letter, or ask for a new code.')

/** Accounts for anybody: to comment in public calls. Who registers proves to receive mail at the address. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly guesses: Guesses,
    private readonly passwords: PasswordsService,
    private readonly people: PeopleService,
  ) {}

  /** Makes an account from a code that was mailed. A code bears five tries. */
  async register(wanted: { email: string; code: string; password: string }): Promise<Result<{ ok: boolean }>> {
    const email = plainEmail(wanted.email)
    const wrong = badEmail(email) ?? this.passwords.wrong(wanted.password, email)
    if (wrong) return wrong
    const minutes = await this.guesses.count('code of account', email)
    if (minutes !== null) return refusal('TOO_MANY_TRIES', `There were too many tries. Wait ${minutes} minutes and ask for a new code.`)
    // Counted and committed before the answer is known: neither a refusal nor parallel tries take the count back.
    const [found] = await this.db.query<{ name: string; code_hash: string }[]>(
      `with tried as (
         update email_code set tries = tries + 1 where email = $1 and tries < $2 and expires_at > plenary_now() returning name, code_hash
       ) select name, code_hash from tried`, [email, MOST_TRIES])
    if (!found || !sameHash(found.code_hash, codeHash(email, wanted.code.trim()))) return wrongCode()
    const hash = await this.passwords.hash(wanted.password, email)
    if (!hash.ok) return hash
    return this.transactions.run(async tx => {
      const used = await tx.query<unknown[]>(
        'with used as (delete from email_code where email = $1 and code_hash = $2 returning 1) select 1 from used', [email, found.code_hash])
      if (used.length === 0 || await this.people.withEmail(tx, email)) return wrongCode()
      await this.people.add(tx, { name: found.name, email, passwordHash: hash.value })
      return accept({ ok: true })
    })
  }
}
