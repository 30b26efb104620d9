import { type Objection as ObjectionState, objectionStatuses, reconciliation, stands } from '@plenary/consensus'
import { buildLabels, SCHEMA_VERSION, type TextDocument, validate } from '@plenary/document'
import { type Attestation as Attested, cycleStart, type Facts, type Rulebook, type StageEntry } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { CollabService } from '../collab/collab.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import type { Missing } from '../platform/graphql.ts'
import { References } from './references.service.ts'

type Entry = Omit<StageEntry, 'overridden'> & { readonly override: boolean; readonly missing: readonly Missing[] }
type Objection = { readonly id: string; readonly by: string; readonly clauseId: string | null } & Pick<ObjectionState, 'status' | 'kind' | 'answered'>

/** What one statement brings of everything the gates ask, but for the text. */
interface Row extends Pick<Facts, 'now' | 'categories' | 'seats' | 'call' | 'comments' | 'lastSubstantiveChangeAt' | 'edition' | 'ballot' | 'pendingAppeals' | 'lastCall' | 'consensus' | 'calendars' | 'recounts'> {
  readonly id: string
  readonly history: readonly Entry[]
  readonly objections: readonly Objection[]
  readonly attestations: readonly (Attested & { readonly id: string })[]
}

/** Facts, with the row behind each attestation and the moment of the text they speak of. */
export interface KnownFacts {
  readonly facts: Facts
  readonly rowOf: ReadonlyMap<Attested, string>
  readonly seq: number
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const list = (query: string): string => `coalesce((select json_agg(one) from (${query}) as one), '[]'::json)`
const one = (query: string): string => `(select row_to_json(one) from (${query}) as one)`

const standing = objectionStatuses.filter(stands).map(status => `'${status}'`).join(', ')

/**
 * SQL that asks whether the adoption on which a draft stands rests on a decision: the adoption decided last, or the ballot on the edition that is
 * adopted. Both are names of columns or parameters.
 */
export const adoptionRestsOn = (decision: string, draft: string): string => `exists (
  select from decision as contested where contested.id = ${decision} and (
    contested.id = (select id from decision where draft_id = ${draft} and kind = 'adoption' order by number desc limit 1)
    or contested.kind = 'ballot' and contested.place = (
      select '/b/' || ballot.id from ballot join edition on edition.id = ballot.edition_id
      where edition.draft_id = ${draft} and edition.adopted_at is not null and ballot.state <> 'annulled' order by edition.number desc, ballot.number desc limit 1)))`

// One statement, so that all facts are of one moment and a screen pays for one.
const everything = `
  select asked.id, ${utc('plenary_now()')} as now,
    ${list(`select id, from_stage as "from", to_stage as "to", ${utc('at')} as at, by_id as by, kind, reason, override, missing
            from stage_event where draft_id = asked.id order by serial`)} as history,
    (select coalesce(json_agg(json_build_object('id', category, 'name', category)), '[]'::json)
     from committee, unnest(interest_categories) as category where committee.id = asked.committee) as categories,
    ${list(`select seat.id, body.name, seat.kind, seat.interest_category as category from seat join body on body.id = seat.body_id
            where seat.committee_id = asked.committee and seat.until is null order by body.name, seat.id`)} as seats,
    ${one(`select ${utc('opens_at')} as "openedAt", ${utc('closes_at')} as "closesAt" from public_call where draft_id = asked.id order by opens_at desc limit 1`)} as call,
    ${one(`select count(*) as total, count(*) filter (where status = 'open') as undecided from comment where draft_id = asked.id`)} as comments,
    ${list(`select objection.id, body.name as by, clause_id as "clauseId", status, objection.kind, answered from objection join seat on seat.id = seat_id join body on body.id = seat.body_id
            where draft_id = asked.id and status in (${standing}) order by number`)} as objections,
    ${list(`select number, body, ${adoptionRestsOn('appeal.decision_id', 'asked.id')} as "ofAdoption", coalesce('decision ' || (select number from decision where decision.id = decision_id),
              'the finding on objection ' || (select number from objection where objection.id = objection_id)) as against
            from appeal where draft_id = asked.id and status = 'filed' order by number`)} as "pendingAppeals",
    ${one(`select ${utc('opens_at')} as "openedAt", (result->>'carries')::boolean as clear, result->>'sentence' as sentence
           from poll where draft_id = asked.id and instrument = 'last-call' and state = 'closed' order by closed_at desc limit 1`)} as "lastCall",
    ${one(`select ${utc('at')} as at, reached, sentence from (
             select at, outcome <> 'no-consensus' as reached, replace(outcome, '-', ' ') || ': ' || statement as sentence from consensus_finding where draft_id = asked.id
             union all select closed_at, (result->>'carries')::boolean, result->>'sentence' from poll
             where draft_id = asked.id and instrument in ('consent-round', 'silence-procedure') and state = 'closed') as found order by at desc limit 1`)} as consensus,
    (select ${utc('max(at)')} from text_update where room = (asked.id)::text and seq > 1) as "lastSubstantiveChangeAt",
    ${one(`select number, hash, ${utc('created_at')} as "frozenAt" from edition where draft_id = asked.id order by number desc limit 1`)} as edition,
    ${one(`select ballot.id, ballot.rule, ${utc('closes_at')} as "closesAt", result->>'outcome' as outcome, coalesce((result->>'passes')::boolean, false) as passed,
             result->>'sentence' as sentence, edition.number as edition, edition_hash as "editionHash", ${utc('closed_at')} as "decidedAt"
           from ballot join edition on edition.id = edition_id where ballot.draft_id = asked.id and state <> 'annulled'
             and not exists (select 1 from appeal join decision on decision.id = decision_id where appeal.status = 'upheld' and decision.kind = 'ballot' and decision.place = '/b/' || ballot.id)
             and edition.number = (select max(number) from edition where draft_id = asked.id) order by ballot.number desc limit 1`)} as ballot,
    ${list(`select attestation.id, gate, person.name as person, role, seat_id as seat, reason, document, ${utc('at')} as at
            from attestation join person on person.id = person_id where draft_id = asked.id order by at, attestation.id`)} as attestations,
    ${list(`with recursive above (id, parent_id, code, distance) as (
              select id, parent_id, code, 0 from committee where id = asked.committee
              union all select up.id, up.parent_id, up.code, distance + 1 from above join committee as up on up.id = above.parent_id)
            select version.id, number, in_force_from as "from", weekend, holidays, ${utc('recorded_at')} as "recordedAt", code as "of", distance
            from calendar_version as version join above on above.id = committee_id order by distance, number`)} as calendars,
    ${list(`select clock, ${utc('since')} as since, calendar_id as calendar from clock_recount where draft_id = asked.id order by clock_recount.id`)} as recounts
  from unnest($1::uuid[], $2::uuid[]) as asked (id, committee)`

/** Stands for the text where nothing is asked of it. */
export const noText: { readonly seq: number; readonly document: TextDocument } =
  { seq: 0, document: { schema: SCHEMA_VERSION, template: 'legal', language: '', title: '', clauses: [] } }

/** Gathers everything the gates may ask. */
@Injectable()
export class StagesFacts {
  private readonly judged = new WeakMap<TextDocument, Facts['text']>()

  constructor(private readonly db: DataSource, private readonly collab: CollabService, private readonly references: References) {}

  /** The facts about a draft. Inside an act, `tx` sees what the act has done; `known` is the text if it is at hand, or `noText`. */
  async of(draft: Draft, book: Rulebook, tx: EntityManager = this.db.manager, known?: { seq: number; document: TextDocument }): Promise<KnownFacts> {
    const [row] = await this.rows([draft], tx)
    const text = known ?? await this.collab.textOf(draft.id, tx)
    const [references] = await this.references.of(tx, [{ draft, document: text.document }])
    return this.put(draft, book, row!, text, references ?? [])
  }

  /** The facts about several drafts, in their order, for as many statements as one. */
  async ofAll(drafts: readonly Draft[], bookOf: (draft: Draft) => Rulebook): Promise<KnownFacts[]> {
    const rows = new Map((await this.rows(drafts, this.db.manager)).map(row => [row.id, row]))
    const texts = await this.collab.textsOf(drafts.map(({ id }) => id))
    const references = await this.references.of(this.db.manager, drafts.map((draft, index) => ({ draft, document: texts[index]!.document })))
    return drafts.map((draft, index) => this.put(draft, bookOf(draft), rows.get(draft.id)!, texts[index]!, references[index] ?? []))
  }

  /** The same where nothing is asked of the texts: they are not read. */
  async withoutTexts(drafts: readonly Draft[], bookOf: (draft: Draft) => Rulebook, tx: EntityManager = this.db.manager): Promise<Facts[]> {
    const rows = new Map((await this.rows(drafts, tx)).map(row => [row.id, row]))
    return drafts.map(draft => this.put(draft, bookOf(draft), rows.get(draft.id)!, noText, []).facts)
  }

  private rows(drafts: readonly Draft[], tx: EntityManager): Promise<Row[]> {
    return tx.query<Row[]>(everything, [drafts.map(({ id }) => id), drafts.map(({ committeeId }) => committeeId)])
  }

  private put(draft: Draft, book: Rulebook, row: Row, { document, seq }: { seq: number; document: TextDocument }, references: Facts['references']): KnownFacts {
    const { id: _, objections, attestations, history, call, ...plain } = row
    const facts: Facts = {
      ...plain, call, attestations,
      draft: { id: draft.id, committeeId: draft.committeeId, stage: draft.stage, withdrawn: draft.withdrawnAt !== null, languages: draft.languages },
      history: history.map(({ override, missing, ...entry }) => ({ ...entry, overridden: override ? missing.map(({ gate }) => gate) : [] })),
      openObjections: this.located(objections, document),
      references,
      text: this.judge(document),
      languagesPresent: document.clauses.length > 0 ? draft.languages.filter(language => language === document.language) : [],
    }
    // A call of an earlier cycle says nothing about this one.
    const current = call !== null && call.openedAt >= cycleStart(facts, book) ? call : null
    return { facts: { ...facts, call: current }, rowOf: new Map(attestations.map(attestation => [attestation, attestation.id])), seq }
  }

  private located(objections: readonly Objection[], document: TextDocument): Facts['openObjections'] {
    if (objections.length === 0) return []
    const labels = buildLabels(document.clauses, document.template)
    return objections.map(({ id, by, clauseId, ...state }) => ({
      id, by, on: clauseId === null ? 'the whole draft' : labels.get(clauseId)?.label ?? 'a removed clause', lacks: reconciliation(state).lacks,
      answered: state.answered !== null,
    }))
  }

  private judge(document: TextDocument): Facts['text'] {
    const known = this.judged.get(document)
    if (known) return known
    const errors = validate(document).filter(finding => finding.severity === 'error')
    const judgement = { faults: errors.length, first: errors[0]?.message ?? null, empty: document.clauses.every(clause => clause.withdrawn) }
    this.judged.set(document, judgement)
    return judgement
  }
}
