import type { TextDocument } from '@plenary/document'
import { type Facts, referenceTo } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { phaseOf } from '../drafts/drafts.service.ts'

interface Node { readonly type?: string; readonly attrs?: Readonly<Record<string, unknown>>; readonly content?: readonly Node[] }

const serialIn = (framework: unknown): number | null => {
  const found = typeof framework === 'string' ? /^DR-0*([1-9]\d{0,8})$/.exec(framework.trim()) : null
  return found ? Number(found[1]) : null
}
const citedIn = (node: Node): readonly number[] =>
  [...(node.type === 'cite' ? [serialIn(node.attrs?.['framework'])] : []), ...(node.content ?? []).flatMap(citedIn)].filter(serial => serial !== null)

/** The drafts of this house that a text cites outside its informative parts. */
export const citedBy = ({ clauses }: TextDocument): readonly number[] =>
  [...new Set(clauses.filter(clause => !clause.informative && !clause.withdrawn).flatMap(clause => (clause.blocks as readonly Node[]).flatMap(citedIn)))]

/** How mature the texts are to which drafts refer normatively. */
@Injectable()
export class References {
  /** For each draft with its text, in their order; one statement, and none where nothing is cited. */
  async of(tx: EntityManager, asked: readonly { readonly draft: Draft; readonly document: TextDocument }[]): Promise<Facts['references'][]> {
    const cited = asked.map(({ document }) => citedBy(document))
    const serials = [...new Set(cited.flat())]
    const found = serials.length === 0 ? [] : await tx.getRepository(Draft).createQueryBuilder('draft').where('draft.serial = any(:serials)', { serials }).getMany()
    const bySerial = new Map(found.map(draft => [draft.serial, draft]))
    return asked.map(({ draft }, index) => (cited[index] ?? []).flatMap(serial => {
      const other = bySerial.get(serial)
      if (!other || other.id === draft.id) return []
      return [referenceTo({ name: other.number, phase: phaseOf(other), withdrawn: other.withdrawnAt !== null, adopted: other.adoptedAt !== null }, phaseOf(draft))]
    }))
  }
}
