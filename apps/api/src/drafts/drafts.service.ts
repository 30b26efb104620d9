import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { ballotsAt, editionsOf, type Rulebook, rulebookAt, rulebookOf, rulebooks, type Situation, stageOf } from '@plenary/process'
import { templates, type Template } from '@plenary/document'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { LedgerService, word } from '../ledger/ledger.service.ts'
import { Rights } from '../people/rights.service.ts'
import { Clock } from '../platform/clock.ts'
import { PreparedStatement } from '../platform/prepared-statement.ts'
import { Transactions } from '../platform/transaction.ts'
import { page, pageSize } from '../platform/graphql.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Draft } from './draft.entity.ts'

/** Of a draft what decides who may do what with it. */
type SituatedDraft = Pick<Draft, 'id' | 'committeeId' | 'rulebook' | 'rulebookEdition' | 'stage' | 'withdrawnAt' | 'adoptedAt' | 'callClosesAt'>

const situated = new PreparedStatement<SituatedDraft>(
  `select id, committee_id as "committeeId", rulebook, rulebook_edition as "rulebookEdition", stage, withdrawn_at as "withdrawnAt", adopted_at as "adoptedAt",
     call_closes_at as "callClosesAt" from draft where id = $1`)

/** What a new work item is opened with. */
export interface NewDraft {
  readonly committeeId: string
  readonly title: string
  readonly rulebook: string
  readonly template?: string | undefined
  readonly languages?: readonly string[] | undefined
  readonly scope?: string | undefined
  readonly evidence?: string | undefined
  readonly jurisdictions?: readonly string[] | undefined
  readonly existingInstruments?: readonly string[] | undefined
  readonly isDemo?: boolean | undefined
}

/** Which drafts are listed. */
export interface DraftsWanted {
  readonly first: number
  readonly after?: string | null | undefined
  readonly committeeId?: string | null | undefined
  readonly rulebook?: string | null | undefined
  readonly stage?: string | null | undefined
  readonly loaders?: Map<unknown, unknown>
}

/** The stages of all rulebooks that are one of the seven, as rulebook and code. */
const inPhase = (phase: string): string[] => Object.keys(rulebooks).flatMap(editionsOf)
  .flatMap(book => book.stages.filter(stage => stage.phase === phase).map(stage => `${book.id} ${stage.code}`))

/** What the permissions table asks of a draft, with the committee whose roles count. */
export type DraftSituation = Situation & { readonly committeeId: string; readonly draftId: string }

/** What is said of a draft that does not exist, and of one that the viewer may not see. */
export const unknownDraft = () => refusal('NOT_FOUND', 'There is no such draft, or it is not open to you. Look for it in the list of drafts.')

/** Opens, finds and lists drafts. What a draft may do next is decided to the right of here. */
@Injectable()
export class DraftsService implements OnModuleInit {
  constructor(
    private readonly db: DataSource,
    private readonly transactions: Transactions,
    private readonly rights: Rights,
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ledger.tell({
      'draft.opened': facts => `${word(facts['number'])} was opened: ${word(facts['title'])}.`,
      'draft.imported': facts => `${word(facts['items'])} clauses were imported from ${word(facts['file'])}, with ${word(facts['gaps'])} gaps.`,
    })
  }

  /** Opens a work item from an issue, in the first stage of its rulebook. */
  create(viewer: Viewer | null, wanted: NewDraft): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const allowed = await this.rights.ask(tx, viewer, 'draft.create', { committeeId: wanted.committeeId })
      if (!allowed.ok) return allowed
      const book = rulebookAt(wanted.rulebook, await this.clock.now(tx))
      const first = book?.stages[0]
      if (!book || !first) return refusal('BAD_INPUT', `There is no rulebook “${wanted.rulebook}”. Choose one from the list.`)
      const title = wanted.title.trim()
      if (title === '' || title.length > 300) return refusal('BAD_INPUT', 'Give the draft a title of 1 to 300 characters.')
      const template = wanted.template ?? 'legal'
      if (!templates.includes(template as Template)) return refusal('BAD_INPUT', `There is no template “${template}”. There are: ${templates.join(', ')}.`)
      const languages = wanted.languages?.length ? [...wanted.languages] : ['en']
      // Serials have no hole: a refused draft takes none, because its transaction is rolled back.
      await tx.query('lock table draft in share row exclusive mode')
      const [next] = await tx.query<{ serial: number }[]>('select coalesce(max(serial), 0) + 1 as serial from draft')
      const { identifiers } = await tx.insert(Draft, {
        serial: next!.serial, committeeId: wanted.committeeId, title, rulebook: book.id, rulebookEdition: book.edition, stage: first.code, template, languages,
        scope: wanted.scope ?? '', evidence: wanted.evidence ?? '', jurisdictions: [...(wanted.jurisdictions ?? [])],
        existingInstruments: [...(wanted.existingInstruments ?? [])], createdBy: viewer?.personId ?? null, isDemo: wanted.isDemo ?? false,
      })
      const draft = await tx.findOneByOrFail(Draft, { id: identifiers[0]!['id'] as string })
      await this.ledger.append(tx, { draft: draft.id }, viewer?.personId ?? null, 'draft.opened', {
        number: draft.number, title, rulebook: book.id, edition: book.edition, stage: first.code, template, languages, committee: wanted.committeeId,
      })
      for (const opened of this.afterOpening) await opened(tx, draft, viewer)
      return accept(draft)
    })
  }

  /** What other domains add to every new draft, in the transaction that opens it: an empty text, the first entry of its history. */
  onOpening(add: (tx: EntityManager, draft: Draft, viewer: Viewer | null) => Promise<void>): void {
    this.afterOpening.push(add)
  }

  private readonly afterOpening: ((tx: EntityManager, draft: Draft, viewer: Viewer | null) => Promise<void>)[] = []

  /** The draft, if the viewer may read it; what they may not read does not exist for them. */
  async find(viewer: Viewer | null, id: string, loaders?: Map<unknown, unknown>): Promise<Draft | null> {
    const draft = isId(id) ? await this.db.getRepository(Draft).findOneBy({ id }) : null
    return draft && await this.rights.mayRead(viewer, 'draft.read', this.situation(draft), loaders) ? draft : null
  }

  /** As `find`, for acts: refuses with a sentence. */
  async require(viewer: Viewer | null, id: string): Promise<Result<Draft>> {
    const draft = await this.find(viewer, id)
    if (draft) return accept(draft)
    return viewer ? unknownDraft() : refusal('UNAUTHENTICATED', 'Sign in to open this draft.')
  }

  /** Locks the row of a draft for the rest of the transaction, so that two acts on it happen one after the other. */
  async lock(tx: EntityManager, id: string): Promise<Result<Draft>> {
    const draft = isId(id) ? await tx.findOne(Draft, { where: { id }, lock: { mode: 'for_no_key_update' } }) : null
    return draft ? accept(draft) : unknownDraft()
  }

  /** What the permissions table wants to know of a draft. */
  situation(draft: SituatedDraft): DraftSituation {
    return {
      committeeId: draft.committeeId, draftId: draft.id, phase: phaseOf(draft), withdrawn: draft.withdrawnAt !== null,
      adopted: draft.adoptedAt !== null, callOpen: draft.callClosesAt !== null, voted: ballotsAt(rulebookFor(draft), draft.stage).length > 0,
    }
  }

  /** The same of a draft that is known by its id alone, as it is now. */
  async situationOf(tx: EntityManager, id: string): Promise<DraftSituation> {
    const [draft] = await situated.run(tx, [id])
    if (!draft) throw new Error(`The draft ${id} is gone.`)
    return this.situation(draft)
  }

  /** How many drafts at work that the viewer may read stand in each stage of each rulebook. */
  async counts(viewer: Viewer | null, loaders?: Map<unknown, unknown>): Promise<{ rulebook: string; stage: string; drafts: number }[]> {
    const { committees } = await this.rights.standings(viewer, loaders)
    return this.db.query(
      `select rulebook, stage, count(*)::int as drafts from draft
       where (committee_id = any($1) or call_closes_at is not null or adopted_at is not null) and withdrawn_at is null
       group by rulebook, stage order by rulebook, stage`, [committees])
  }

  /** The drafts that the viewer may read, newest first. `stage` without a rulebook may also name one of the seven, whatever rulebook calls it. */
  async list(viewer: Viewer | null, wanted: DraftsWanted) {
    const first = pageSize(wanted.first)
    const { committees } = await this.rights.standings(viewer, wanted.loaders)
    const query = this.db.getRepository(Draft).createQueryBuilder('draft')
      .where('(draft.committee_id = any(:committees) or draft.call_closes_at is not null or draft.adopted_at is not null)', { committees })
      .orderBy('draft.serial', 'DESC').take(first + 1)
    if (wanted.after) query.andWhere('draft.serial < :after', { after: Number(wanted.after) || 0 })
    if (wanted.committeeId) query.andWhere('draft.committee_id = :committee', { committee: wanted.committeeId })
    if (wanted.rulebook) query.andWhere('draft.rulebook = :rulebook', { rulebook: wanted.rulebook })
    const ofStage = wanted.rulebook ? 'draft.stage = :stage' : "(draft.stage = :stage or draft.rulebook || ' ' || draft.stage = any(:inPhase))"
    if (wanted.stage) query.andWhere(ofStage, { stage: wanted.stage, inPhase: inPhase(wanted.stage) })
    return page(await query.getMany(), first, draft => String(draft.serial))
  }
}

/** The edition of the rulebook that a draft runs under. That it is gone is a fault: rulebooks are never taken out. */
export function rulebookFor(draft: Pick<Draft, 'rulebook' | 'rulebookEdition'>): Rulebook {
  const book = rulebookOf(draft.rulebook, draft.rulebookEdition)
  if (!book) throw new Error(`The rulebook ${draft.rulebook}, edition ${draft.rulebookEdition}, is gone.`)
  return book
}

/** Which of the seven stages a draft's own stage is. */
export const phaseOf = (draft: Pick<Draft, 'rulebook' | 'rulebookEdition' | 'stage'>) => stageOf(rulebookFor(draft), draft.stage).phase
