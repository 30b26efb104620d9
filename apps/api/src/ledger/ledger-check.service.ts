import { verifyChain, type Head } from '@plenary/ledger'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { LedgerService, sha256 } from './ledger.service.ts'

/** Checks the whole record: every chain from its first entry to the head that the database keeps. */
@Injectable()
export class LedgerCheck {
  constructor(private readonly ledger: LedgerService) {}

  /** How much was checked, or the first place where the record does not hold, in words. */
  async all(tx: EntityManager): Promise<{ readonly chains: number; readonly entries: number; readonly fault: string | null }> {
    const heads = await tx.query<(Head & { name: string })[]>('select name, seq, hash from ledger_chain where seq > 0 order by name')
    let entries = 0
    for (const { name, seq, hash } of heads) {
      const [kind, id] = name.split(':') as ['draft' | 'committee', string]
      const chain = await this.ledger.read(kind === 'draft' ? { draft: id } : { committee: id }, { tx })
      const verified = verifyChain(chain, sha256, { seq, hash })
      if (!verified.ok) return { chains: heads.length, entries, fault: verified.refusal.message }
      if (verified.value.seq !== seq) return { chains: heads.length, entries, fault: `${name} has entries after the head that is kept of it.` }
      entries += chain.length
    }
    return { chains: heads.length, entries, fault: null }
  }
}
