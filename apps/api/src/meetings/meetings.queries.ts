import { isId } from '@plenary/kernel'
import type { Mark } from '@plenary/ballots'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In } from 'typeorm'
import { grouped } from '../platform/loaders.ts'
import { AgendaItem, type Attendance, Meeting } from './meeting.entity.ts'

/** Reads meetings. Who may is decided where they are shown. */
@Injectable()
export class MeetingsQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<Meeting | null> {
    return isId(id) ? this.db.getRepository(Meeting).findOneBy({ id }) : null
  }

  /** The meetings of these committees, the last first. */
  async ofCommittees(committeeIds: readonly string[]): Promise<Meeting[][]> {
    const rows = await this.db.getRepository(Meeting).find({ where: { committeeId: In([...committeeIds]) }, order: { number: 'DESC' } })
    return grouped(rows, committeeIds, meeting => meeting.committeeId)
  }

  /** The items of these meetings, in order. */
  async items(meetingIds: readonly string[]): Promise<AgendaItem[][]> {
    const rows = await this.db.getRepository(AgendaItem).find({ where: { meetingId: In([...meetingIds]) }, order: { number: 'ASC' } })
    return grouped(rows, meetingIds, item => item.meetingId)
  }

  /** The attendance rolls of these items: the seats that are held now or were recorded, by name. */
  async attendance(itemIds: readonly string[]): Promise<Attendance[][]> {
    const rows = await this.db.query<(Attendance & { itemId: string })[]>(
      `select item.id as "itemId", seat.id as "seatId", body.name, seat.jurisdiction, coalesce(attendance.present, false) as present, attendance.at
       from agenda_item as item join meeting on meeting.id = item.meeting_id
         join seat on seat.committee_id = meeting.committee_id and seat.kind = 'participating'
         join body on body.id = seat.body_id
         left join attendance on attendance.item_id = item.id and attendance.seat_id = seat.id
       where item.id = any($1) and (attendance.at is not null or seat.until is null) order by body.name, seat.id`, [itemIds])
    return grouped(rows, itemIds, row => row.itemId)
  }

  /** How seats were last recorded at each item of a meeting. */
  async marks(tx: EntityManager, meetingId: string): Promise<Mark[]> {
    return tx.query<Mark[]>(
      `select attendance.seat_id as seat, attendance.item_id as item, attendance.present
       from attendance join agenda_item as item on item.id = attendance.item_id where item.meeting_id = $1 order by item.number, attendance.seat_id`, [meetingId]) as Promise<Mark[]>
  }
}
