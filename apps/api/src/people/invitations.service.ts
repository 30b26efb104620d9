import { accept, isId, type Refusal, type Refused, refusal, type Result } from '@plenary/kernel'
import { type GrantedRole, grantedRoles, mayGrant, roleWords } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { badEmail, badInput, badText, plainEmail, unknownId } from '../platform/input.ts'
import { Mail } from '../platform/mail.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { InvitationLink } from './invitation.entity.ts'
import { LinksService } from './links.service.ts'
import { Rights } from './rights.service.ts'

/** Who is invited, and to what: a role, a seat, or both. */
export interface InvitationWanted {
  readonly committeeId?: string
  readonly email: string
  readonly name: string
  readonly role?: string
  readonly seatId?: string
  readonly head?: boolean
  /** To be an administrator of the whole installation; then without a committee. */
  readonly administrator?: boolean
}

const isGiven = (role: string): role is GrantedRole => (grantedRoles as readonly string[]).includes(role)

/** Whether these roles may give that role, with the sentence for when they may not. */
export function wrongRole(role: string, roles: Parameters<typeof mayGrant>[0]): Refused<Refusal> | null {
  if (!isGiven(role) || role === 'administrator') return badInput('role', 'The role is one of chair, secretary, drafter and oversight.')
  return mayGrant(roles, role) ? null : refusal('FORBIDDEN', `You may not make somebody ${roleWords[role][0]} here.`)
}

const letter = (name: string, to: string, url: string): string =>
  `Dear ${name},\n\nyou are invited to ${to} in Plenary, where international texts are drafted and adopted.\n\n` +
  `Open this link to set your password and join:\n${url}\n\nIt works once and within seven days. If you did not expect it, leave it: nothing happens.\n`

/** Invites people by one-time links. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly links: LinksService,
    private readonly ledger: LedgerService,
    private readonly mail: Mail,
  ) {}

  /** Invites somebody who has no account, and mails the link. Refuses for people who have one: they are given a role or a seat directly. */
  async invite(viewer: Viewer | null, wanted: InvitationWanted): Promise<Result<InvitationLink>> {
    const wrong = badEmail(wanted.email) ?? badText({ name: { value: wanted.name, most: 200, needed: true } })
    if (wrong) return wrong
    return this.transactions.run(async tx => {
      if (wanted.administrator === true) return this.inviteByAdministrator(tx, viewer, wanted)
      const { committeeId } = wanted
      if (committeeId === undefined || (wanted.role === undefined && wanted.seatId === undefined)) {
        return badInput(committeeId === undefined ? 'committeeId' : 'role', 'Say to which committee, and for which role or seat, the person is invited.')
      }
      const refused = await this.mayInvite(tx, viewer, committeeId, wanted) ?? await this.hasAccount(tx, wanted.email)
      if (refused) return refused
      const made = await this.links.create(tx, {
        purpose: 'invitation', email: plainEmail(wanted.email), name: wanted.name.trim(), committeeId, role: wanted.role ?? null,
        seatId: wanted.seatId ?? null, head: wanted.head ?? false, createdBy: viewer?.personId ?? null,
      })
      await this.ledger.append(tx, { committee: committeeId }, viewer?.personId ?? null, 'person.invited', {
        invitation: made.link.id, name: closed(made.link.name), email: closed(made.link.email), role: wanted.role, seat: wanted.seatId,
      })
      const [committee] = await tx.query<{ name: string }[]>('select name from committee where id = $1', [committeeId])
      await this.mail.write(tx, { to: made.link.email, subject: `Your invitation to ${committee!.name}`, text: letter(made.link.name, committee!.name, made.url) })
      return accept({ invitation: made.link, url: made.url })
    })
  }

  /** Invites an administrator and mails the link. For the command line and the first start, which stand above the table of permissions. */
  async inviteAdministrator(tx: EntityManager, email: string, name: string): Promise<Result<InvitationLink>> {
    const wrong = badEmail(email) ?? await this.hasAccount(tx, email)
    if (wrong) return wrong
    const { link, url } = await this.links.create(tx, { purpose: 'administrator', email: plainEmail(email), name: name.trim() })
    await this.mail.write(tx, { to: link.email, subject: 'Administer Plenary', text: letter(link.name, 'administer this installation', url) })
    return accept({ invitation: link, url })
  }

  /** On a database without people: makes and mails the link of the first administrator, to be printed too. Null when somebody is there already. */
  async firstAdministrator(email: string): Promise<string | null> {
    const made = await this.transactions.run(async tx => {
      // Of several instances that start together, one makes the link.
      await tx.query("select pg_advisory_xact_lock(hashtext('first administrator'))")
      const [known] = await tx.query<{ exists: boolean }[]>(
        `select exists (select from person)
           or exists (select from one_time_link where purpose = 'administrator' and email = $1 and used_at is null and expires_at > plenary_now()) as exists`, [plainEmail(email)])
      return known!.exists ? refusal('NOT_EMPTY', 'Somebody is there already.') : this.inviteAdministrator(tx, email, 'Administrator')
    })
    return made.ok ? made.value.url : null
  }

  private async inviteByAdministrator(tx: EntityManager, viewer: Viewer | null, wanted: InvitationWanted): Promise<Result<InvitationLink>> {
    const asked = await this.rights.ask(tx, viewer, 'person.invite')
    if (!asked.ok) return asked
    if (!mayGrant(asked.value.roles, 'administrator')) return refusal('FORBIDDEN', 'Only administrators may invite an administrator.')
    return this.inviteAdministrator(tx, wanted.email, wanted.name)
  }

  private async mayInvite(tx: EntityManager, viewer: Viewer | null, committeeId: string, wanted: InvitationWanted): Promise<Refused<Refusal> | null> {
    const unknown = unknownId(committeeId, 'There is no such committee.')
    if (unknown) return unknown
    const asked = await this.rights.ask(tx, viewer, 'person.invite', { committeeId })
    if (!asked.ok) return asked
    const [committee] = await tx.query<unknown[]>('select 1 from committee where id = $1', [committeeId])
    if (!committee) return refusal('NOT_FOUND', 'There is no such committee.')
    if (wanted.role !== undefined) {
      const wrong = wrongRole(wanted.role, asked.value.roles)
      if (wrong) return wrong
    }
    return wanted.seatId === undefined ? null : this.maySeat(tx, viewer, committeeId, wanted.seatId)
  }

  private async maySeat(tx: EntityManager, viewer: Viewer | null, committeeId: string, seatId: string): Promise<Refused<Refusal> | null> {
    const asked = await this.rights.ask(tx, viewer, 'seat.add', { committeeId })
    if (!asked.ok) return asked
    const unknown = refusal('NOT_FOUND', 'There is no such seat in this committee.')
    if (!isId(seatId)) return unknown
    const [seat] = await tx.query<unknown[]>('select 1 from seat where id = $1 and committee_id = $2 and until is null', [seatId, committeeId])
    return seat ? null : unknown
  }

  /** Whoever invites sees the link; so a link must never be able to set the password of an account that exists. */
  private async hasAccount(tx: EntityManager, email: string): Promise<Refused<Refusal> | null> {
    const rows = await tx.query<unknown[]>('select 1 from person where email = $1', [plainEmail(email)])
    return rows.length > 0 ? refusal('HAS_ACCOUNT', 'This person has an account already. Give them the role, or make them a delegate of the seat.') : null
  }
}
