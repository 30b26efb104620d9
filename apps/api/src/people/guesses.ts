import { Injectable } from '@nestjs/common'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { DataSource } from 'typeorm'

const quarter = 15 * 60

/** How many tries there are within how many seconds, per account and per network address. */
const limits = {
  'sign-in of account': { points: 10, duration: quarter },
  'sign-in from address': { points: 60, duration: quarter },
  'letter to account': { points: 5, duration: 4 * quarter },
  'letter from address': { points: 30, duration: 4 * quarter },
  'code of account': { points: 10, duration: 4 * quarter },
} as const

export type Guess = keyof typeof limits

/** Slows guessing down. Counted in the database, so that all instances share one count; counted before the answer is known, so that parallel tries do not slip through. */
@Injectable()
export class Guesses {
  private readonly limiters: Readonly<Record<string, RateLimiterPostgres>>

  constructor(db: DataSource) {
    this.limiters = Object.fromEntries(Object.entries(limits).map(([guess, { points, duration }]) => [guess, new RateLimiterPostgres({
      storeClient: db, storeType: 'typeorm', tableName: 'guess', tableCreated: true, keyPrefix: guess, points, duration,
    })]))
  }

  /** Counts one try. Answers null when it may be made, else in how many minutes the next one may. */
  async count(guess: Guess, of: string): Promise<number | null> {
    try {
      await this.limiter(guess).consume(of)
      return null
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 60_000))
      throw error
    }
  }

  /** Takes back one try that was no guess. */
  async takeBack(guess: Guess, of: string): Promise<void> {
    await this.limiter(guess).reward(of)
  }

  /** Forgets the tries at an account whose owner has proved to be there. */
  async forget(guess: Guess, of: string): Promise<void> {
    await this.limiter(guess).delete(of)
  }

  private limiter(guess: Guess): RateLimiterPostgres { return this.limiters[guess]! }
}
