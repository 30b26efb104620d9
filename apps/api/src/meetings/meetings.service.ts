import { markAttendance, type Mark, mayVoteAt, stillPresent } from '@plenary/ballots'
import { accept, isId, refusal, type Refusal, type Refused, type Result } from '@plenary/kernel'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { LedgerService, word } from '../ledger/ledger.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { AgendaItem, Meeting } from './meeting.entity.ts'
import { MeetingsQueries } from './meetings.queries.ts'

/** A meeting held for an act in it, with its items in order. */
interface Held { readonly meeting: Meeting; readonly items: readonly AgendaItem[]; readonly by: string }

/** The item at which a vote is taken, and who was recorded where. */
export interface Floor { readonly item: AgendaItem; readonly meeting: Meeting; readonly marks: readonly Mark[] }

const unknown = (): Refused<Refusal> => refusal('NOT_FOUND', 'There is no such meeting, or it is not open to you.')

/** Conducts meetings of committees: items are taken up one after the other, and at each one is recorded who is there. */
@Injectable()
export class MeetingsService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly queries: MeetingsQueries,
    private readonly ledger: LedgerService,
  ) {}

  onModuleInit(): void {
    const many = (facts: Readonly<Record<string, unknown>>): number => (Array.isArray(facts['seats']) ? facts['seats'].length : 0)
    this.ledger.tell({
      'meeting.opened': facts => `Meeting ${word(facts['number'])} was opened: ${word(facts['title'])}.`,
      'meeting.closed': facts => `Meeting ${word(facts['number'])} was closed.`,
      'meeting.itemTakenUp': facts => `The meeting took up item ${word(facts['number'])}: ${word(facts['title'])}. Seats still there: ${many(facts)}.`,
      'meeting.attendance': facts => `${many(facts)} seats were recorded as ${facts['present'] === true ? 'present' : 'no longer present'}.`,
    })
  }

  /** Opens a meeting of a committee. There is one at a time. */
  open(viewer: Viewer | null, wanted: { committeeId: string; title: string; place: string }): Promise<Result<Meeting>> {
    return this.transactions.run(async tx => {
      const bad = badText({ title: { value: wanted.title, most: 300, needed: true }, place: { value: wanted.place, most: 300 } })
      if (bad) return bad
      if (!isId(wanted.committeeId)) return refusal('NOT_FOUND', 'There is no such committee.')
      const asked = await this.rights.ask(tx, viewer, 'meeting.manage', { committeeId: wanted.committeeId })
      if (!asked.ok) return asked
      const [row] = await tx.query<{ id: string }[]>(
        `insert into meeting (committee_id, number, title, place)
         select committee.id, (select coalesce(max(number), 0) + 1 from meeting where committee_id = committee.id), $2, $3 from committee where id = $1
         on conflict (committee_id) where closed_at is null do nothing returning id`, [wanted.committeeId, wanted.title.trim(), wanted.place.trim()])
      if (!row) return refusal('meeting-open', 'A meeting of this committee is open already. Close it first.')
      const meeting = await tx.findOneByOrFail(Meeting, { id: row.id })
      await this.ledger.append(tx, { committee: meeting.committeeId }, asked.value.viewer.personId, 'meeting.opened',
        { meeting: meeting.id, number: meeting.number, title: meeting.title, place: meeting.place })
      return accept(meeting)
    })
  }

  /** Closes a meeting. Its attendance stands from then on. */
  close(viewer: Viewer | null, meetingId: string): Promise<Result<Meeting>> {
    return this.conduct(viewer, meetingId, async (tx, { meeting, by }) => {
      if (meeting.closedAt !== null) return refusal('meeting-closed', 'This meeting is closed already.')
      await tx.query('update meeting set closed_at = plenary_now() where id = $1', [meeting.id])
      await this.ledger.append(tx, { committee: meeting.committeeId }, by, 'meeting.closed', { meeting: meeting.id, number: meeting.number })
      return accept(await tx.findOneByOrFail(Meeting, { id: meeting.id }))
    })
  }

  /** Goes on to another item. Whoever was there at the last one is recorded as there still. */
  takeUp(viewer: Viewer | null, wanted: { meetingId: string; title: string; draftId?: string | null }): Promise<Result<Meeting>> {
    return this.conduct(viewer, wanted.meetingId, async (tx, { meeting, items, by }) => {
      const bad = badText({ title: { value: wanted.title, most: 300, needed: wanted.draftId == null } })
      if (bad) return bad
      if (meeting.closedAt !== null) return refusal('meeting-closed', 'This meeting is closed. Open another one.')
      const draft = wanted.draftId != null && isId(wanted.draftId) ? await tx.findOneBy(Draft, { id: wanted.draftId, committeeId: meeting.committeeId }) : null
      if (wanted.draftId != null && draft === null) return refusal('NOT_FOUND', 'There is no such draft in this committee.')
      const there = stillPresent(await this.queries.marks(tx, meeting.id), items.at(-1)?.id ?? null)
      const title = wanted.title.trim() || `${draft?.number} ${draft?.title}`
      const number = items.length + 1
      const { identifiers } = await tx.insert(AgendaItem, { meetingId: meeting.id, number, title, draftId: draft?.id ?? null })
      const item = String(identifiers[0]?.['id'])
      await this.record(tx, item, there, true)
      await this.ledger.append(tx, { committee: meeting.committeeId }, by, 'meeting.itemTakenUp',
        { meeting: meeting.id, item, number, title, draft: draft?.id, seats: there })
      return accept(meeting)
    })
  }

  /** Records who is there at the item the meeting is at, or no longer there. */
  mark(viewer: Viewer | null, wanted: { itemId: string; seatIds: readonly string[]; present: boolean }): Promise<Result<Meeting>> {
    return this.transactions.run(async tx => {
      const item = isId(wanted.itemId) ? await tx.findOneBy(AgendaItem, { id: wanted.itemId }) : null
      return item === null ? unknown() : this.held(tx, viewer, item.meetingId, async ({ meeting, items, by }) => {
        const seats = await tx.query<{ id: string }[]>("select id from seat where committee_id = $1 and kind = 'participating' and until is null", [meeting.committeeId])
        const stand = { closed: meeting.closedAt !== null, items: items.map(one => one.id), seats: seats.map(seat => seat.id) }
        const changed = markAttendance(stand, await this.queries.marks(tx, meeting.id), { item: item.id, seats: wanted.seatIds, present: wanted.present })
        if (!changed.ok) return changed
        if (changed.value.length === 0) return accept(meeting)
        await this.record(tx, item.id, changed.value, wanted.present)
        await this.ledger.append(tx, { committee: meeting.committeeId }, by, 'meeting.attendance',
          { meeting: meeting.id, item: item.id, seats: [...changed.value].sort(), present: wanted.present })
        return accept(meeting)
      })
    })
  }

  /** The floor for a vote on a draft, held fast until it is open: nobody comes or goes before. */
  async floor(tx: EntityManager, itemId: string, draftId: string): Promise<Result<Floor>> {
    const item = isId(itemId) ? await tx.findOneBy(AgendaItem, { id: itemId }) : null
    const meeting = item && await tx.findOne(Meeting, { where: { id: item.meetingId }, lock: { mode: 'pessimistic_write' } })
    if (!item || !meeting || item.draftId !== draftId) return refusal('NOT_FOUND', 'No meeting has taken up this draft as that item.')
    const items = await tx.query<{ id: string }[]>('select id from agenda_item where meeting_id = $1 order by number', [meeting.id])
    const here = mayVoteAt({ closed: meeting.closedAt !== null, items: items.map(one => one.id) }, item.id)
    if (!here.ok) return here
    return accept({ item, meeting, marks: await this.queries.marks(tx, meeting.id) })
  }

  private async record(tx: EntityManager, itemId: string, seats: readonly string[], present: boolean): Promise<void> {
    if (seats.length === 0) return
    await tx.query(
      `insert into attendance (item_id, seat_id, present) select $1, unnest($2::uuid[]), $3
       on conflict (item_id, seat_id) do update set present = excluded.present, at = plenary_now()`, [itemId, seats, present])
  }

  private conduct(viewer: Viewer | null, meetingId: string, work: (tx: EntityManager, held: Held) => Promise<Result<Meeting>>): Promise<Result<Meeting>> {
    return this.transactions.run(tx => this.held(tx, viewer, meetingId, held => work(tx, held)))
  }

  private async held(tx: EntityManager, viewer: Viewer | null, meetingId: string, work: (held: Held) => Promise<Result<Meeting>>): Promise<Result<Meeting>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to conduct a meeting.')
    const meeting = isId(meetingId) ? await tx.findOne(Meeting, { where: { id: meetingId }, lock: { mode: 'pessimistic_write' } }) : null
    if (!meeting) return unknown()
    const asked = await this.rights.ask(tx, viewer, 'meeting.manage', { committeeId: meeting.committeeId })
    if (!asked.ok) return asked
    const items = await tx.find(AgendaItem, { where: { meetingId: meeting.id }, order: { number: 'ASC' } })
    return work({ meeting, items, by: asked.value.viewer.personId })
  }
}
