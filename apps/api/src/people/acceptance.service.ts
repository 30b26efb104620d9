import { accept, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { LinkFacts } from './invitation.entity.ts'
import { JoiningService } from './joining.service.ts'
import { type Link, LinksService } from './links.service.ts'
import { PasswordChangesService } from './password-changes.service.ts'
import { PasswordsService } from './passwords.service.ts'

const spent = () => refusal('LINK_SPENT', 'This link was used already or has run out. Ask for a new one.')

const hasAccount = () => refusal('HAS_ACCOUNT', 'You have an account already. Enter its password to accept the invitation.')

/** What the page behind a one-time link sends. */
export interface Accepted { readonly token: string; readonly password: string; readonly name: string }

interface Opened { readonly link: Link; readonly person: { id: string; hash: string | null } | null }

/** Uses one-time links: to join, and to set a new password. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: LinksService,
    private readonly passwords: PasswordsService,
    private readonly joining: JoiningService,
    private readonly changes: PasswordChangesService,
  ) {}

  /** What a link is for; null when it is unknown, used or out of time. */
  async facts(token: string): Promise<LinkFacts | null> {
    const link = await this.links.find(token)
    return link && { purpose: link.purpose, email: link.email, name: link.name, committee: link.committee, expiresAt: link.expiresAt }
  }

  /** Uses a link up. Of several tries at the same time one succeeds; a refused one leaves the link as it was. */
  async accept(wanted: Accepted): Promise<Result<{ ok: boolean }>> {
    const wrong = badText({ token: { value: wanted.token, most: 200, needed: true }, name: { value: wanted.name, most: 200 } })
    if (wrong) return wrong
    const opened = await this.open(wanted.token)
    if (!opened) return spent()
    const { link, person } = opened
    const joins = link.purpose !== 'reset'
    if (joins && person && person.hash !== null) return this.joinWith(opened, wanted)
    const hash = await this.passwords.hash(wanted.password, link.email)
    if (!hash.ok) return hash
    return this.transactions.run(async tx => {
      const used = await this.links.use(tx, wanted.token)
      if (!used) return spent()
      if (joins) return this.joining.join(tx, used, { name: wanted.name.trim() || used.name, passwordHash: hash.value })
      if (!person) return spent()
      await this.links.endResets(tx, used.email)
      await this.changes.replace(tx, person.id, hash.value, null)
      return accept({ ok: true })
    })
  }

  /** Somebody who got an account since the invitation proves to be its owner by the password it has. */
  private async joinWith({ link, person }: Opened, wanted: Accepted): Promise<Result<{ ok: boolean }>> {
    const proof = await this.passwords.prove(link.email, person?.hash ?? null, wanted.password)
    if (!proof.ok) return proof.refusal.code === 'WRONG_PASSWORD' ? hasAccount() : proof
    return this.transactions.run(async tx => {
      const used = await this.links.use(tx, wanted.token)
      return used ? this.joining.join(tx, used, { name: link.name, passwordHash: null }) : spent()
    })
  }

  private async open(token: string): Promise<Opened | null> {
    const link = await this.links.find(token)
    return link && { link, person: await this.links.ownerOf(link) }
  }
}
