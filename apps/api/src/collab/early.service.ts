import { Injectable } from '@nestjs/common'
import { DraftsService } from '../drafts/drafts.service.ts'
import type { Viewer } from '../platform/viewer.ts'
import { CollabService } from './collab.service.ts'
import { renderingOf } from './rendering.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (words: string): string => words.replace(/[&<>"]/g, character => entities[character]!)

/** The part of a draft's page that needs no script: its title and the first clauses of its text. */
@Injectable()
export class EarlyService {
  constructor(private readonly drafts: DraftsService, private readonly collab: CollabService) {}

  /** The early text for a path of the web app; null where there is none or the viewer may not read it. */
  async textFor(path: string, viewer: Viewer | null): Promise<string | null> {
    const [, draftId] = /^\/d\/([0-9a-f-]{36})\/?$/.exec(path) ?? []
    const draft = draftId ? await this.drafts.find(viewer, draftId) : null
    if (!draft) return null
    const { seq, epoch, document } = await this.collab.textOf(draft.id)
    const { beginning } = renderingOf(document)
    return `<article class="text early" lang="${escape(document.language)}" dir="auto" data-draft="${draft.id}" data-seq="${seq}" data-epoch="${epoch}">`
      + `<h1>${escape(draft.number)} ${escape(draft.title)}</h1>${beginning}</article>`
  }
}
