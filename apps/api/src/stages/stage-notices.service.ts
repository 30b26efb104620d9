import { type ClockRecounted, dateInWords, gateNamed, gateNamesOf, lastDayInWords, type Role, type Rulebook, stageOf } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Draft } from '../drafts/draft.entity.ts'
import { LedgerService } from '../ledger/ledger.service.ts'
import { type Need, NoticesService } from '../notices/notices.service.ts'
import { Changes } from '../platform/changes.ts'

/** Somebody who holds a role in the committee; `seat` and `body` where the role comes with a seat. */
interface Holder { readonly person: string; readonly role: Role; readonly seat: string | null; readonly body: string | null }

const holders = `
  select person_id as person, role, null::uuid as seat, null as body from role where committee_id = $1 and until is null
  union all
  select delegate.person_id, 'head', seat.id, body.name from seat join delegate on delegate.seat_id = seat.id and delegate.head and delegate.until is null
    join body on body.id = seat.body_id where seat.committee_id = $1 and seat.kind = 'participating' and seat.until is null`

/** Tells people whose turn a stage makes it. */
@Injectable()
export class StageNotices {
  constructor(private readonly notices: NoticesService, private readonly ledger: LedgerService, private readonly changes: Changes) {}

  /** A draft came to a stage: what was asked before is over, and those who have to attest something before it can go on are asked. */
  async entered(tx: EntityManager, draft: Draft, book: Rulebook): Promise<void> {
    await this.notices.settle(tx, `stage:${draft.id}`)
    await this.notices.settle(tx, `attest:${draft.id}`)
    await this.schedule(tx, draft, book)
    if (draft.withdrawnAt) return
    const people = await this.holders(tx, draft)
    await this.notices.needs(tx, this.attestationsWanted(draft, book, people))
    const stage = stageOf(book, draft.stage)
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what: `Now in ${stage.title.toLowerCase()}.`, where: `/d/${draft.id}` })
  }

  /** A declaration was made: it is recorded, and nobody is asked for it any more. */
  async attested(tx: EntityManager, draft: Draft, made: { gate: string; seat: string | null; by: string; facts: Readonly<Record<string, unknown>> }): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, made.by, 'gate.attested', made.facts)
    await this.notices.settle(tx, `attest:${draft.id}:${made.gate}${made.seat === null ? '' : `:${made.seat}`}`)
    await this.changes.draft(tx, draft.id, 'stage')
  }

  /** The end of a running clock was moved: those who follow the draft planned by it. */
  async recounted(tx: EntityManager, draft: Draft, { title, to }: ClockRecounted, zone: string): Promise<void> {
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what: `“${title}” now ends with ${lastDayInWords(to, zone)}.`, where: `/d/${draft.id}/stage#clocks` })
    await this.changes.draft(tx, draft.id, 'stage')
  }

  /** An appeal took the adoption away: the officers have a draft again that goes on or ends. */
  async setAside(tx: EntityManager, draft: Draft, { appeal, words }: { appeal: number; words: string }): Promise<void> {
    await this.officers(tx, draft, {
      verb: 'Decide', title: `The adoption was set aside: appeal ${appeal} was upheld`, why: words, due: null, where: `/d/${draft.id}/stage`, key: `stage:${draft.id}:setAside`,
    })
  }

  /** A time of the stage has come. */
  async due(tx: EntityManager, draft: Draft, book: Rulebook, task: string, clockKey?: string | null): Promise<void> {
    const clock = book.clocks?.find(one => one.key === clockKey)
    const stage = stageOf(book, draft.stage)
    const words: Record<string, readonly [title: string, why: string]> = {
      'stage.minimum': [`The minimum time in ${stage.title.toLowerCase()} is over`, 'Chair and secretary decide whether the draft goes on.'],
      'stage.target': [`The target time in ${stage.title.toLowerCase()} is over`, 'Nothing happens by itself: move the draft, or leave it late.'],
      'clock.reminder': [clock?.title ?? 'A date comes near', 'The time the rulebook gives is nearly over.'],
      'clock.end': [clock?.title ?? 'A date has come', clock?.onTimeout.words ?? ''],
      'appeal.end': ['The time for appeals is over', 'If nothing else is missing, the text can be adopted.'],
    }
    const [title, why] = words[task] ?? ['A date has come', '']
    await this.officers(tx, draft, { verb: 'Move', title, why, due: null, where: `/d/${draft.id}/move`, key: `stage:${draft.id}:${task}${clock ? `:${clock.key}` : ''}` }, task === 'stage.target' ? stage.holder : undefined)
  }

  /** A ballot on the draft was closed. */
  async voted(tx: EntityManager, draft: Draft, book: Rulebook, ballot: { id: string; sentence: string; appealEnds: string }): Promise<void> {
    await this.notices.mark(tx, {
      key: `appeal:${ballot.id}`, committeeId: draft.committeeId, what: `The time for appeals on ${draft.number} ends`, due: ballot.appealEnds, where: `/b/${ballot.id}`,
    })
    await this.officers(tx, draft, {
      verb: 'Decide', title: `The ballot was closed. ${ballot.sentence}`, due: null, where: `/b/${ballot.id}`, key: `stage:${draft.id}:ballot`,
      why: `The result may be appealed until ${dateInWords(ballot.appealEnds, book.zone)}.`,
    })
    await this.notices.follow(tx, { draft, committeeId: draft.committeeId, what: `The ballot was closed. ${ballot.sentence}`, where: `/b/${ballot.id}` })
  }

  /** Puts the times of the stage into the committee's calendar, as its deadlines have just been set. */
  private async schedule(tx: EntityManager, draft: Draft, book: Rulebook): Promise<void> {
    await this.notices.unmark(tx, `stage:${draft.id}`)
    if (draft.withdrawnAt) return
    const stage = stageOf(book, draft.stage).title.toLowerCase()
    const words: Record<string, string> = {
      'stage.minimum': `${draft.number} may leave ${stage}`,
      'stage.target': `${draft.number} is due to leave ${stage}`,
    }
    const times = await tx.query<{ task: string; due: Date }[]>(
      `select task, due from deadline where key = any($1) and payload->>'stage' = $2`, [Object.keys(words).map(task => `${task}:${draft.id}`), draft.stage])
    for (const { task, due } of times) {
      await this.notices.mark(tx, {
        key: `stage:${draft.id}:${task}`, committeeId: draft.committeeId, what: words[task]!, due: due.toISOString(), where: `/d/${draft.id}/stage`,
      })
    }
  }

  private async officers(tx: EntityManager, draft: Draft, need: Omit<Need, 'personId' | 'draft' | 'committeeId'>, holder?: Role): Promise<void> {
    const wanted: readonly Role[] = ['chair', 'secretary', ...(holder ? [holder] : [])]
    const people = new Set((await this.holders(tx, draft)).filter(({ role }) => wanted.includes(role)).map(({ person }) => person))
    await this.notices.needs(tx, [...people].map(personId => ({ ...need, personId, draft, committeeId: draft.committeeId })))
  }

  private holders(tx: EntityManager, draft: Draft): Promise<Holder[]> {
    return tx.query<Holder[]>(holders, [draft.committeeId])
  }

  private attestationsWanted(draft: Draft, book: Rulebook, people: readonly Holder[]): Need[] {
    const forward = book.moves.filter(move => move.from === draft.stage && move.kind === 'forward')
    const names = [...new Set(forward.flatMap(move => gateNamesOf(book, move)))]
    return names.flatMap(name => {
      const gate = gateNamed(book, name)
      if (gate.kind !== 'attested') return []
      const asked = people.filter(({ role, seat }) => gate.by.includes(role) && (!gate.eachSeat || seat !== null))
      return asked.map(({ person, seat, body }) => ({
        personId: person, verb: 'Attest', title: gate.title, why: body !== null && gate.eachSeat ? `You speak for ${body}. ${gate.statement}` : gate.statement,
        due: null, where: `/d/${draft.id}/stage#${name}`, draft, committeeId: draft.committeeId,
        key: `attest:${draft.id}:${name}${gate.eachSeat ? `:${seat}` : ''}`,
      }))
    })
  }
}
