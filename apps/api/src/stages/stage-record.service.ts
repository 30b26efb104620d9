import { type ClockRecounted, deadlinesAhead, gateOf, lastDayInWords, type Rulebook, rulebooks, stageOf } from '@plenary/process'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { DecisionsService } from '../decisions/decisions.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Edition } from '../drafts/edition.entity.ts'
import { closed, LedgerService, word } from '../ledger/ledger.service.ts'
import { Deadlines } from '../platform/deadlines.ts'
import { Jobs } from '../platform/jobs.ts'
import { noText, StagesFacts } from './stages-facts.service.ts'

/** The task by which others hear that a draft came to another stage, was withdrawn or restored. */
export const CHANGED = 'stages.changed'

/** The deadlines that this domain sets and answers. Calls, ballots and reviews keep their own. */
export const ownDeadlines = ['stage.minimum', 'stage.target', 'appeal.end', 'clock.reminder', 'clock.end'] as const

// A ledger is read without its draft at hand: a name that one rulebook gives is the same in all that use it.
const titleOfGate = (name: string): string => Object.values(rulebooks).map(book => gateOf(book, name)).find(gate => gate !== null)?.title ?? name

const titleOf = (id: string): string => rulebooks[id]?.title ?? id

/** Writes changes of stage into the ledger and the decisions, and derives the deadlines that follow from them. */
@Injectable()
export class StageRecord implements OnModuleInit {
  constructor(
    private readonly ledger: LedgerService,
    private readonly decisions: DecisionsService,
    private readonly deadlines: Deadlines,
    private readonly facts: StagesFacts,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({
      'stage.moved': facts => `The draft moved from ${word(facts['from'])} to ${word(facts['to'])}. ${word(facts['reason'])}`.trim(),
      'stage.takenBack': facts => `The move from ${word(facts['to'])} to ${word(facts['from'])} was taken back. ${word(facts['reason'])}`,
      'draft.withdrawn': facts => `The draft was withdrawn. ${word(facts['reason'])}`,
      'draft.restored': facts => `The draft was restored. ${word(facts['reason'])}`,
      'rulebook.moved': facts => `The draft goes on under the edition ${word(facts['to'])} of its rulebook, after ${word(facts['from'])}. ${word(facts['reason'])}`,
      'clock.recounted': facts => `“${word(facts['title'])}” ends on ${word(facts['to'])} instead of ${word(facts['from'])}. ${word(facts['words'])} ${word(facts['reason'])}`,
      'track.recorded': facts => `Under ${titleOf(word(facts['rulebook']))} the draft stands at ${word(facts['stage'])}. ${word(facts['reason'])}`,
      'edition.frozen': facts => `Edition ${word(facts['edition'])} was frozen with the hash ${word(facts['hash'])}.`,
      'adoption.setAside': facts => `Edition ${word(facts['edition'])} is adopted no longer: appeal ${word(facts['appeal'])} was upheld.`,
      'edition.adopted': facts => `Edition ${word(facts['edition'])} was adopted with the hash ${word(facts['hash'])}.`,
      'gate.attested': facts => `“${titleOfGate(word(facts['gate']))}” was attested by ${word(facts['person'])}. ${word(facts['reason'])}`,
    })
  }

  async append(tx: EntityManager, draft: Draft, by: string | null, kind: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ledger.append(tx, { draft: draft.id }, by, kind, facts)
  }

  /** A running draft goes on under another edition of its rulebook: a decision, because other terms hold from now on. */
  async editionMoved(tx: EntityManager, draft: Draft, { from, to, reason }: { from: string; to: string; reason: string }, by: string): Promise<void> {
    await this.append(tx, draft, by, 'rulebook.moved', { rulebook: draft.rulebook, from, to, reason: closed(reason) })
    await this.decisions.record(tx, draft, {
      kind: 'rulebook', outcome: 'moved', reason, rule: draft.rulebook, figures: `${titleOf(draft.rulebook)}, edition ${to} after edition ${from}`, where: `/d/${draft.id}/tracks`, byId: by,
    })
  }

  /** A running clock is counted with another calendar: a decision, because people have planned by its end. Its dates are set anew. */
  async recounted(tx: EntityManager, draft: Draft, book: Rulebook, { clock, title, calendar, since, words, reason, ...ends }: ClockRecounted, by: string): Promise<void> {
    const [from, to] = [lastDayInWords(ends.from, book.zone), lastDayInWords(ends.to, book.zone)]
    await tx.query('insert into clock_recount (draft_id, clock, since, calendar_id, by_id) values ($1, $2, $3, $4, $5)', [draft.id, clock, since, calendar, by])
    await this.append(tx, draft, by, 'clock.recounted', { clock, title, since, calendar, from, to, before: ends.from, after: ends.to, words, reason: closed(reason) })
    await this.decisions.record(tx, draft, {
      kind: 'clock', outcome: 'moved', reason, rule: title, figures: `${title}: ends with ${to} instead of ${from}. ${words}`, where: `/d/${draft.id}/stage#clocks`, byId: by,
    })
    for (const task of ['clock.reminder', 'clock.end']) await this.deadlines.cancel(tx, `${task}:${draft.id}:${clock}`)
    await this.setDeadlines(tx, draft, book)
  }

  /** An edition was adopted: it is public from the commit on. */
  async adopted(tx: EntityManager, draft: Draft, edition: Edition, by: string | null): Promise<void> {
    await this.append(tx, draft, by, 'edition.adopted', { edition: edition.number, hash: edition.hash })
    const [ballot] = await tx.query<{ id: string; sentence: string }[]>(
      `select id, result->>'sentence' as sentence from ballot where edition_id = $1 and state = 'closed' order by number desc limit 1`, [edition.id])
    await this.decisions.record(tx, draft, {
      kind: 'adoption', outcome: 'adopted', reason: ballot?.sentence ?? 'The gates of the rulebook were met.', rule: draft.rulebook,
      figures: `${edition.name}, hash ${edition.hash}`, where: `/p/${draft.id}`, byId: by,
    })
  }

  /** Sets the deadlines that follow from where the draft stands now, and tells the domains that wait for it. */
  async settled(tx: EntityManager, draft: Draft, book: Rulebook, by: string | null): Promise<void> {
    await this.setDeadlines(tx, draft, book)
    await this.jobs.enqueue(tx, CHANGED, { draftId: draft.id, phase: stageOf(book, draft.stage).phase, by })
  }

  /** Derived, never entered by hand: worked out again after each change and replaced by key. What was set for an earlier stage finds itself outdated. */
  async setDeadlines(tx: EntityManager, draft: Draft, book: Rulebook): Promise<void> {
    const { facts } = await this.facts.of(draft, book, tx, noText)
    const ahead = deadlinesAhead(book, facts).filter(({ task }) => (ownDeadlines as readonly string[]).includes(task))
    await this.deadlines.setAll(tx, ahead.map(({ key, due, task, clock = null, calendar = null }) => (
      { key, due, task, payload: { draftId: draft.id, stage: draft.stage, clock, calendar } })))
  }
}
