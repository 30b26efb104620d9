import { accept, refusal, type Refusal, type Refused, type Result } from '@plenary/kernel'
import { hash, verify } from '@node-rs/argon2'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { badInput } from '../platform/input.ts'
import { Guesses } from './guesses.ts'

const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
// Node does file, name and compression work on four threads; hashing leaves two of them free.
const AT_ONCE = 2
const MOST_WAITING = 1_000
const LEAST = 10
const MOST = 200

/** Too many people are signing in at once. */
export class TooBusy extends Error {}

/** The sentence for somebody who tried too often. */
export const tooMany = (minutes: number): string => `There were too many tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or set a new password by e-mail.`

/** Lets a few run at once and the others wait their turn. */
class Queue {
  private running = 0
  private readonly waiting: (() => void)[] = []

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new TooBusy('too many passwords are being checked')
      await new Promise<void>(go => this.waiting.push(go))
    } else {
      this.running += 1
    }
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.running -= 1
    }
  }
}

/** Passwords: argon2id with 19 MiB and two passes, hashed a few at a time, so that a flood of sign-ins stops nobody's editor. */
@Injectable()
export class PasswordsService {
  private readonly queue = new Queue()
  private decoy: Promise<string> | undefined

  constructor(private readonly guesses: Guesses) {}

  /** What is wrong with a new password; null when nothing is. */
  wrong(password: string, email: string): Refused<Refusal> | null {
    if (password.length < LEAST) return badInput('password', `The password is too short: it needs at least ${LEAST} characters.`)
    if (password.length > MOST) return badInput('password', `The password is too long: at most ${MOST} characters.`)
    if (password.toLowerCase() === email.toLowerCase()) return badInput('password', 'The password is the e-mail address. Choose another one.')
    return null
  }

  /** Hashes a new password, or says what is wrong with it. */
  async hash(password: string, email: string): Promise<Result<string>> {
    return this.wrong(password, email) ?? accept(await this.queue.run(() => hash(password, argon2id)))
  }

  /**
   * Whether somebody knows the password of an account. The try is counted before the answer is known, and a right one clears the count.
   * Refuses WRONG_PASSWORD, and TOO_MANY_TRIES with the minutes to wait.
   */
  async prove(email: string, stored: string | null, password: string): Promise<Result<true>> {
    const minutes = await this.guesses.count('sign-in of account', email)
    if (minutes !== null) return refusal('TOO_MANY_TRIES', tooMany(minutes))
    if (!(await this.matches(stored, password))) return refusal('WRONG_PASSWORD', 'The present password is not right.')
    await this.guesses.forget('sign-in of account', email)
    return accept(true)
  }

  /** Whether this is the password of that hash. Without a hash it takes the same time and is false. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    this.decoy ??= hash('nobody has this password', argon2id)
    const against = stored ?? await this.decoy
    const same = await this.queue.run(() => verify(against, password.slice(0, MOST)))
    return same && stored !== null
  }

  /** The stored hash of a person, or null when none was set. */
  async of(tx: EntityManager, personId: string): Promise<string | null> {
    const [row] = await tx.query<{ password_hash: string | null }[]>('select password_hash from person where id = $1', [personId])
    return row?.password_hash ?? null
  }

  async set(tx: EntityManager, personId: string, passwordHash: string): Promise<void> {
    await tx.query('update person set password_hash = $2 where id = $1', [personId, passwordHash])
  }
}
