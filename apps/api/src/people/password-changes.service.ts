import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { PasswordsService } from './passwords.service.ts'
import { Rights } from './rights.service.ts'
import { SessionsService } from './sessions.service.ts'

/** Setting a new password, knowing the old one or by a link. */
@Injectable()
export class PasswordChangesService {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly rights: Rights,
  ) {}

  /** Changes the viewer's own password and ends their other sessions and access tokens. The present one is asked for, and guesses at it are limited. */
  async change(viewer: Viewer | null, current: string, next: string): Promise<Result<{ ok: boolean }>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to change your password.')
    const proof = await this.passwords.prove(viewer.email, await this.passwords.of(this.db.manager, viewer.personId), current)
    if (!proof.ok) return proof
    const hash = await this.passwords.hash(next, viewer.email)
    if (!hash.ok) return hash
    return this.transactions.run(async tx => {
      const asked = await this.rights.ask(tx, viewer, 'session.manage', { own: true })
      if (!asked.ok) return asked
      await this.replace(tx, viewer.personId, hash.value, viewer.sessionId)
      return accept({ ok: true })
    })
  }

  /** Stores a new password and ends every session and access token but one session: whoever knew the old password is out. */
  async replace(tx: EntityManager, personId: string, passwordHash: string, butSession: string | null): Promise<void> {
    await this.passwords.set(tx, personId, passwordHash)
    await this.sessions.endAll(tx, personId, { but: butSession, tokens: true })
  }
}
