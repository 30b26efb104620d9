import { accept, type Result } from '@plenary/kernel'
import { attest } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { Draft } from '../drafts/draft.entity.ts'
import { Permits } from '../drafts/permits.service.ts'
import { rulebookFor } from '../drafts/drafts.service.ts'
import { closed } from '../ledger/ledger.service.ts'
import { Rights } from '../people/rights.service.ts'
import { badText } from '../platform/input.ts'
import { Transactions } from '../platform/transaction.ts'
import type { Viewer } from '../platform/viewer.ts'
import { Attestation } from './attestation.entity.ts'
import { StageNotices } from './stage-notices.service.ts'
import { noText, StagesFacts } from './stages-facts.service.ts'

/** What a person declares. */
export interface WantedAttestation {
  readonly draftId: string
  readonly gate: string
  readonly reason: string
  readonly document?: string | null | undefined
  readonly seatId?: string | null | undefined
}

/** Takes named persons' word for what Plenary cannot compute. */
@Injectable()
export class AttestationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly rights: Rights,
    private readonly facts: StagesFacts,
    private readonly notices: StageNotices,
  ) {}

  /** Records a declaration on a gate, in the role the gate asks for. */
  attest(viewer: Viewer | null, wanted: WantedAttestation): Promise<Result<Draft>> {
    return this.transactions.run(async tx => {
      const bad = badText({ gate: { value: wanted.gate, most: 100 }, reason: { value: wanted.reason, most: 10_000 }, document: { value: wanted.document, most: 2_000 } })
      if (bad) return bad
      const permitted = await this.permits.ask(tx, viewer, wanted.draftId, 'gate.attest')
      if (!permitted.ok) return permitted
      const { draft, actor, viewer: person } = permitted.value
      const book = rulebookFor(draft)
      const { facts } = await this.facts.of(draft, book, tx, noText)
      const held = new Set((await this.rights.standingsIn(tx, person)).seats.map(seat => seat.seatId))
      const declared = attest(
        book, { gate: wanted.gate, person: person.name, seat: wanted.seatId ?? null, reason: wanted.reason, document: wanted.document ?? null },
        actor, facts.seats.filter(seat => held.has(seat.id)), facts.now)
      if (!declared.ok) return declared
      const { gate, role, seat, reason, document, at } = declared.value
      await tx.insert(Attestation, { draftId: draft.id, gate, personId: person.personId, role, seatId: seat, reason, document, at: new Date(at) })
      await this.notices.attested(tx, draft, { gate, seat, by: person.personId, facts: {
        gate, role, seat, reason: closed(reason), document: document === null ? null : closed(document), person: closed(person.name),
      } })
      return accept(draft)
    })
  }
}
