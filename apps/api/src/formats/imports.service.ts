import { readDocument, replaceEdition, writeDocument, type ReplacementReport } from '@plenary/document'
import { randomUUID } from 'node:crypto'
import type { ImportedDraft } from '@plenary/formats'
import { accept, isId, refusal, type Result } from '@plenary/kernel'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Doc } from 'yjs'
import { CollabService } from '../collab/collab.service.ts'
import type { Draft } from '../drafts/draft.entity.ts'
import { ImportReport } from '../drafts/import-report.entity.ts'
import { Permits } from '../drafts/permits.service.ts'
import { closed, LedgerService } from '../ledger/ledger.service.ts'
import { Changes } from '../platform/changes.ts'
import { Transactions } from '../platform/transaction.ts'
import { type Upload, uploadOf } from './uploads.controller.ts'
import type { Viewer } from '../platform/viewer.ts'
import { readFileApart } from './reading.ts'

/** A file, the draft it goes into, and whether it may take the place of the text that is there. */
export interface ImportRequest { readonly draftId: string; readonly file: Upload; readonly replace: boolean }

const notEmpty = () => refusal('NOT_EMPTY',
  'This draft already has a text. Choose “replace by a new edition” to bring the file in its place; unchanged clauses then keep their identity and their comments.')

/** Brings other people's files into drafts: the whole file with its report, or nothing. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly permits: Permits,
    private readonly ledger: LedgerService,
    private readonly collab: CollabService,
    private readonly changes: Changes,
  ) {}

  /** Reads the file apart, then writes text, loss report and ledger entry in one transaction. A bad file is refused with its place and stores nothing. */
  async bring(viewer: Viewer | null, request: ImportRequest): Promise<Result<Draft>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to import a text into the draft.')
    // Asked before the file is read too: reading costs much, and only who may import causes it.
    const permitted = await this.transactions.run(tx => this.permits.ask(tx, viewer, request.draftId, 'draft.import'))
    if (!permitted.ok) return permitted
    const imported = await readFileApart({ name: request.file.fileName, bytes: request.file.bytes })
    if (!imported.ok) return imported
    const stored = await this.transactions.run(tx => this.store(tx, viewer, request, imported.value))
    if (stored.ok) await this.collab.refresh(request.draftId)
    return stored
  }

  /** The same for a file that this person sent before. */
  async bringUpload(viewer: Viewer | null, wanted: { draftId: string; uploadId: string; replace: boolean }): Promise<Result<Draft>> {
    if (!viewer) return refusal('UNAUTHENTICATED', 'Sign in to import a text into the draft.')
    const file = isId(wanted.uploadId) ? await this.transactions.read(tx => uploadOf(tx, wanted.uploadId, viewer.personId)) : null
    if (!file) return refusal('NOT_FOUND', 'The file is no longer here. Choose it again and send it once more.')
    return this.bring(viewer, { draftId: wanted.draftId, file, replace: wanted.replace })
  }

  private async store(tx: EntityManager, viewer: Viewer, { draftId, file, replace }: ImportRequest, { document, report }: ImportedDraft): Promise<Result<Draft>> {
    const permitted = await this.permits.ask(tx, viewer, draftId, 'draft.import')
    if (!permitted.ok) return permitted
    const changed = await this.collab.changeWithin(tx, draftId, viewer.personId, (text: Doc): Result<ReplacementReport | 'written'> => {
      if (readDocument(text).clauses.length === 0) {
        writeDocument(text, document)
        return accept('written')
      }
      return replace ? replaceEdition(text, document, randomUUID) : notEmpty()
    })
    if (!changed.ok) return changed
    const { seq, value: brought } = changed.value
    if (!brought.ok) return brought
    const how = brought.value
    const kept = how === 'written' ? [] : [`${how.kept} clauses are unchanged and kept their identity, ${how.changed} changed, ${how.added} are new, ${how.withdrawn} were withdrawn.`]
    await tx.insert(ImportReport, {
      draftId, fileName: file.fileName, format: report.format, title: report.title, items: report.items, byType: report.byType as Record<string, number>,
      gaps: report.gaps.map(gap => ({ clauseId: gap.clauseId, designation: gap.designation ?? '', reason: gap.reason, severity: gap.severity })),
      unplaced: [...report.unplaced], warnings: [...kept, ...report.warnings], personId: viewer.personId,
    })
    await this.ledger.append(tx, { draft: draftId }, viewer.personId, 'draft.imported', {
      format: report.format, file: closed(file.fileName), items: report.items, gaps: report.gaps.length, replaced: how !== 'written', seq,
    })
    await this.changes.draft(tx, draftId, 'import')
    return accept(permitted.value.draft)
  }
}
