import { readFile } from 'node:fs/promises'
import { type BallotRule, kindOf, type Presence, type RollSeat, type Scope } from '@plenary/ballots'
import { draftChain, type RecordedBallot, type SealedEntry } from '@plenary/ledger'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { ZipFile } from 'yazl'
import { CollabService } from '../collab/collab.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { DraftsService, phaseOf } from '../drafts/drafts.service.ts'
import { LedgerService } from '../ledger/ledger.service.ts'
import { Rights } from '../people/rights.service.ts'
import type { Viewer } from '../platform/viewer.ts'
import { type HeldBallot, recordOf } from './record.ts'

/** The compiled verifier that travels in every record. */
const verifier = new URL('../../../cli/dist/verify.mjs', import.meta.url)

/** Of a draft's closed facts, those that become public with its adoption: why it moved, who voted what, how comments were answered, what stood against it. */
const publicKinds = new Set([
  'stage.moved', 'stage.takenBack', 'ballot.opened', 'vote.cast', 'comment.decided', 'decision.recorded', 'minority.stated',
  'objection.raised', 'objection.addressed', 'objection.sustained', 'objection.found', 'objection.upheld', 'objection.overruled',
  'appeal.filed', 'appeal.decided', 'poll.opened', 'poll.closed', 'consensus.found',
])

interface BallotRow {
  id: string
  edition: number
  edition_hash: string
  rule_data: BallotRule
  roll_hash: string
  kind: string
  state: string
  recirculates: string | null
  recirculation: Scope | null
  hidden: boolean
  result: { outcome: string; sentence: string; exact: unknown; missed?: readonly { seatId: string }[] | null } | null
}
interface RollRow {
  ballot_id: string
  seat_id: string
  name: string
  weight: number
  interest_category: string
  jurisdiction: string
  population: string | null
  affiliation: string | null
  presence: Presence | null
}

/** The exported record of a draft, as far as the reader may see it, with the program that checks it. */
@Injectable()
export class RecordService {
  constructor(
    private readonly db: DataSource,
    private readonly drafts: DraftsService,
    private readonly ledger: LedgerService,
    private readonly rights: Rights,
    private readonly collab: CollabService,
  ) {}

  /** The whole record as a zip file; null when the reader may not have it or there is no such draft. */
  async bundle(viewer: Viewer | null, draftId: string): Promise<Buffer | null> {
    const draft = await this.drafts.find(viewer, draftId)
    if (!draft || !await this.rights.mayRead(viewer, 'record.export', this.drafts.situation(draft))) return null
    const files = await this.db.transaction('REPEATABLE READ', tx => this.files(tx, viewer, draft))
    return zipped(files)
  }

  /** The text as it stands now, as data; null when the reader may not have it. */
  async text(viewer: Viewer | null, draftId: string): Promise<Buffer | null> {
    const draft = await this.drafts.find(viewer, draftId)
    if (!draft || !await this.rights.mayRead(viewer, 'record.export', this.drafts.situation(draft))) return null
    const { document } = await this.collab.textOf(draft.id)
    return Buffer.from(JSON.stringify(document, null, 2), 'utf8')
  }

  private async files(tx: EntityManager, viewer: Viewer | null, draft: Draft): Promise<Map<string, string>> {
    const chain = { draft: draft.id }
    const entries = await this.ledger.read(chain, { tx })
    const head = await this.ledger.head(chain, tx)
    const ballots = await this.ballots(tx, draft.id)
    const mayOpen = await this.mayOpen(viewer, draft, tx)
    const openings = await this.ledger.openingsFor(chain, entries.filter(mayOpen).map(entry => entry.seq), tx)
    const editions = await tx.query<{ number: number; body: string; adopted: boolean }[]>(
      'select number, body, adopted_at is not null as adopted from edition where draft_id = $1 order by number', [draft.id])
    const [committee] = await tx.query<{ name: string; now: Date }[]>('select name, plenary_now() as now from committee where id = $1', [draft.committeeId])
    const record = recordOf({
      draft: {
        id: draft.id, title: draft.title, committee: { id: draft.committeeId, name: committee!.name }, rulebook: { id: draft.rulebook, edition: draft.rulebookEdition },
        stage: draft.stage, phase: phaseOf(draft), languages: draft.languages, withdrawn: draft.withdrawnAt !== null,
      },
      exportedAt: committee!.now.toISOString(), entries, openings, heads: head ? { [draftChain(draft.id)]: head } : {},
      adopted: editions.filter(edition => edition.adopted).map(edition => edition.number), ballots,
      decisions: await tx.query('select id, number, figures from decision where draft_id = $1', [draft.id]),
      comments: await tx.query("select id, number, type, body, coalesce(anchor->>'quote', '') as quote from comment where draft_id = $1 order by number", [draft.id]),
    })
    const placed = [...openings].flatMap(([seq, list]) => list.map(opening => ({ chain: draftChain(draft.id), seq, ...opening })))
    return new Map([
      ['record.json', JSON.stringify(record, null, 2)],
      ['ledger.json', JSON.stringify(entries)],
      ['openings.json', JSON.stringify(placed)],
      ...editions.map(({ number, body }): [string, string] => [`editions/${number}.json`, body]),
      ['verify.mjs', await readFile(verifier, 'utf8')],
    ])
  }

  /**
   * Of which entries a viewer sees closed values. Members: of all but the votes of a running ballot and of one without names. The public, after adoption: of what adoption
   * makes public.
   */
  async mayOpen(viewer: Viewer | null, draft: Draft, tx: EntityManager = this.db.manager): Promise<(entry: SealedEntry) => boolean> {
    const { roles } = (await this.rights.standings(viewer)).in(draft.committeeId)
    const member = roles.some(role => role !== 'public' && role !== 'anonymous' && role !== 'administrator')
    const hidden = await tx.query<{ id: string }[]>("select id from ballot where draft_id = $1 and (state = 'open' or kind <> 'recorded')", [draft.id])
    const closedToAll = new Set(hidden.map(({ id }) => id))
    return entry => {
      // How a seat wants its vote cast says as much as the vote.
      if ((entry.kind === 'vote.cast' || entry.kind === 'proxy.given') && closedToAll.has(String(entry.facts['ballot']))) return false
      return member || publicKinds.has(entry.kind)
    }
  }

  private async ballots(tx: EntityManager, draftId: string): Promise<HeldBallot[]> {
    const rows = await tx.query<BallotRow[]>(
      `select ballot.id, edition.number as edition, edition_hash, rule_data, roll_hash, kind, state, hidden, result, recirculates, recirculation
       from ballot join edition on edition.id = ballot.edition_id where ballot.draft_id = $1 order by ballot.number`, [draftId])
    const roll = await tx.query<RollRow[]>('select * from roll_entry where ballot_id = any($1) order by seat_id', [rows.map(row => row.id)])
    const publications = await this.publications(tx, rows.filter(row => row.result !== null && kindOf(row.kind)?.publishes === 'batch').map(row => row.id))
    return rows.map(row => ({
      id: row.id, edition: row.edition, editionHash: row.edition_hash, rule: row.rule_data,
      roll: roll.filter(entry => entry.ballot_id === row.id).map((entry): RollSeat => ({
        seat: entry.seat_id, name: entry.name, weight: entry.weight, category: entry.interest_category, jurisdiction: entry.jurisdiction,
        ...(entry.population === null ? {} : { population: Number(entry.population) }), ...(entry.affiliation === null ? {} : { affiliation: entry.affiliation }),
        ...(entry.presence === null ? {} : { presence: entry.presence }),
      })),
      recirculates: row.recirculates, scope: row.recirculation && { changed: row.recirculation.changed, openNegatives: row.recirculation.openNegatives },
      rollHash: row.roll_hash, kind: row.kind, publication: publications.get(row.id) ?? null,
      result: row.result === null ? null : {
        outcome: row.result.outcome, tallies: row.result.exact, sentence: row.result.sentence,
        ...(row.result.missed?.length ? { missed: row.result.missed.map(seat => seat.seatId) } : {}),
      },
    }))
  }

  private async publications(tx: EntityManager, ballotIds: readonly string[]): Promise<Map<string, NonNullable<HeldBallot['publication']>>> {
    const papers = await tx.query<{ ballot: string; tracker: string; choice: string; reason: string | null }[]>(
      'select ballot_id as ballot, tracker, choice, reason from published_paper where ballot_id = any($1) order by tracker collate "C"', [ballotIds])
    const seats = await tx.query<{ ballot: string; seat: string }[]>(
      `select ballot_id as ballot, seat_id as seat from vote where ballot_id = any($1)
       union all select ballot_id, seat_id from participation where ballot_id = any($1) order by seat`, [ballotIds])
    return new Map(ballotIds.map(id => [id, {
      participants: seats.filter(row => row.ballot === id).map(row => row.seat),
      papers: papers.filter(row => row.ballot === id).map(({ tracker, choice, reason }) => ({ tracker, choice, reason })),
    }]))
  }
}

function zipped(files: ReadonlyMap<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of files) zip.addBuffer(Buffer.from(text, 'utf8'), name)
  zip.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    zip.outputStream.on('data', chunk => chunks.push(Buffer.from(chunk as Uint8Array)))
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)))
    zip.outputStream.on('error', reject)
  })
}
