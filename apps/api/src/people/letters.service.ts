import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { badEmail, badText, plainEmail } from '../platform/input.ts'
import { Jobs } from '../platform/jobs.ts'
import { Mail } from '../platform/mail.ts'
import { Guesses } from './guesses.ts'
import { LinksService } from './links.service.ts'
import { hashed, newCode } from './secret.ts'

const RESET = 'people.reset'
const REGISTRATION = 'people.registration'
const done = { ok: true }

/** What a code is hashed with: the same eight digits for two addresses must not look alike. */
export const codeHash = (email: string, code: string): string => hashed(`${email} ${code}`)

/**
 * Letters that strangers may ask for: a link for a new password, a code to register. The answer is always the same and takes the same time,
 * whether or not there is an account, because looking for it is left to a job.
 */
@Injectable()
export class LettersService implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
    private readonly guesses: Guesses,
    private readonly links: LinksService,
  ) {}

  onModuleInit(): void {
    this.jobs.register(RESET, ({ email }: { email: string }) => this.db.transaction(tx => this.writeReset(tx, email)))
    this.jobs.register(REGISTRATION, ({ email, name }: { email: string; name: string }) => this.db.transaction(tx => this.writeCode(tx, email, name)))
  }

  /** Asks for a link to set a new password. */
  async requestReset(email: string, address: string): Promise<Result<{ ok: boolean }>> {
    return badEmail(email) ?? this.request(RESET, { email: plainEmail(email) }, address)
  }

  /** Asks for a code to register an account. */
  async requestRegistration(email: string, name: string, address: string): Promise<Result<{ ok: boolean }>> {
    return badEmail(email) ?? badText({ name: { value: name, most: 200, needed: true } }) ??
      this.request(REGISTRATION, { email: plainEmail(email), name: name.trim() }, address)
  }

  private async request(task: string, payload: { email: string; name?: string }, address: string): Promise<Result<{ ok: boolean }>> {
    const minutes = await this.guesses.count('letter from address', address)
    if (minutes !== null) return refusal('TOO_MANY_TRIES', `Too many letters were asked for from here. Wait ${minutes} minutes.`)
    // Silently: who floods somebody's mailbox learns nothing, and nobody else is told that letters were asked for.
    if (await this.guesses.count('letter to account', payload.email) === null) await this.jobs.enqueue(this.db.manager, task, payload)
    return accept(done)
  }

  private async writeReset(tx: EntityManager, email: string): Promise<void> {
    const [person] = await tx.query<{ name: string }[]>('select name from person where email = $1', [email])
    if (!person) return
    const { url } = await this.links.create(tx, { purpose: 'reset', email, name: person.name })
    await this.mail.write(tx, {
      to: email, subject: 'A new password for Plenary',
      text: `Dear ${person.name},\n\nsomebody, hopefully you, asked for a new password. Set it here:\n${url}\n\n` +
        'The link works once and for one hour. If it was not you, leave it: your password stays as it is.\n',
    })
  }

  private async writeCode(tx: EntityManager, email: string, name: string): Promise<void> {
    const [person] = await tx.query<{ name: string }[]>('select name from person where email = $1', [email])
    if (person) {
      return this.mail.write(tx, {
        to: email, subject: 'You have an account in Plenary',
        text: `Dear ${person.name},\n\nsomebody, hopefully you, wanted to register this address, but you have an account already. ` +
          'Sign in with it; if you forgot the password, ask for a new one on the sign-in page.\n',
      })
    }
    const code = newCode()
    await tx.query(
      `insert into email_code (email, name, code_hash, expires_at) values ($1, $2, $3, plenary_now() + interval '15 minutes')
       on conflict (email) do update set name = excluded.name, code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`,
      [email, name, codeHash(email, code)])
    await this.mail.write(tx, {
      to: email, subject: `${code} is your code for Plenary`,
      text: `Dear ${name},\n\nyour code to register in Plenary is\n\n    ${code}\n\nIt is good for 15 minutes. If you did not ask for it, leave it: nothing happens.\n`,
    })
  }
}
