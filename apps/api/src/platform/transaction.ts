import type { Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'

class Refused extends Error {
  constructor(readonly result: Result<never, unknown>) { super('refused') }
}

/** Runs work in one transaction. A refusal is an answer, and nothing that was written before it stays. */
@Injectable()
export class Transactions {
  constructor(private readonly db: DataSource) {}

  /** Commits when the work accepts, rolls back when it refuses or throws. */
  async run<T, R>(work: (tx: EntityManager) => Promise<Result<T, R>>): Promise<Result<T, R>> {
    try {
      return await this.db.transaction(async tx => {
        const result = await work(tx)
        if (!result.ok) throw new Refused(result as Result<never, unknown>)
        return result
      })
    } catch (error) {
      if (error instanceof Refused) return error.result as Result<T, R>
      throw error
    }
  }

  /** Reads in one transaction, where there is nothing to refuse. */
  read<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.db.transaction(work)
  }
}
