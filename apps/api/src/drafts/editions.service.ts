import { createHash } from 'node:crypto'
import { canonicalDocument, countWords, type TextDocument } from '@plenary/document'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm'
import { Edition } from './edition.entity.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Keeps editions: frozen texts that never change again. */
@Injectable()
export class EditionsService {
  constructor(private readonly db: DataSource) {}

  /** Stores a text as the next edition of a draft. Equal texts have equal hashes, whatever history made them. */
  async add(tx: EntityManager, draftId: string, text: { document: TextDocument; seq: number; epoch: number; name?: string }): Promise<Edition> {
    const body = canonicalDocument(text.document)
    const [last] = await tx.query<{ number: number }[]>('select coalesce(max(number), 0) as number from edition where draft_id = $1', [draftId])
    const number = last!.number + 1
    const { identifiers } = await tx.insert(Edition, {
      draftId, number, name: text.name ?? `Draft ${number}`, hash: sha256(body), body, seq: text.seq, epoch: text.epoch,
      words: countWords(text.document), clauses: text.document.clauses.filter(clause => !clause.withdrawn).length, adoptedAt: null,
    })
    return tx.findOneByOrFail(Edition, { id: identifiers[0]!['id'] as string })
  }

  /** Editions of a draft, oldest first. */
  of(draftId: string, tx: EntityManager = this.db.manager): Promise<Edition[]> {
    return tx.find(Edition, { where: { draftId }, order: { number: 'ASC' } })
  }

  /** Editions of several drafts, oldest first. */
  ofAll(draftIds: readonly string[]): Promise<Edition[]> {
    return this.db.getRepository(Edition).find({ where: { draftId: In([...draftIds]) }, order: { number: 'ASC' } })
  }

  /** The latest edition, or null when nothing was frozen yet. */
  async latest(draftId: string, tx: EntityManager = this.db.manager): Promise<Edition | null> {
    return tx.findOne(Edition, { where: { draftId }, order: { number: 'DESC' } })
  }

  /** The edition adopted last, or null while none is. */
  async latestAdopted(draftId: string, tx: EntityManager = this.db.manager): Promise<Edition | null> {
    return tx.findOne(Edition, { where: { draftId, adoptedAt: Not(IsNull()) }, order: { number: 'DESC' } })
  }

  find(id: string, tx: EntityManager = this.db.manager): Promise<Edition | null> {
    return tx.findOneBy(Edition, { id })
  }

  /** The text of an edition, exactly as it was hashed. */
  async body(id: string, tx: EntityManager = this.db.manager): Promise<string> {
    const [row] = await tx.query<{ body: string }[]>('select body from edition where id = $1', [id])
    if (!row) throw new Error(`Edition ${id} is gone.`)
    return row.body
  }

  /** Marks an edition as the adopted one. */
  async adopt(tx: EntityManager, id: string): Promise<void> {
    await tx.query('update edition set adopted_at = plenary_now() where id = $1', [id])
    await tx.query('update draft set adopted_at = plenary_now() where id = (select draft_id from edition where id = $1)', [id])
  }

  /** Takes back an adoption that was made in error or set aside: the edition adopted last is an adopted one no more. */
  async takeBackAdoption(tx: EntityManager, draftId: string): Promise<void> {
    await tx.query(
      'update edition set adopted_at = null where id = (select id from edition where draft_id = $1 and adopted_at is not null order by number desc limit 1)', [draftId])
    await tx.query('update draft set adopted_at = (select max(adopted_at) from edition where draft_id = $1) where id = $1', [draftId])
  }
}
