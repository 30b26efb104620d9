import { flowOf, rulebookOf } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DraftsService, rulebookFor } from '../drafts/drafts.service.ts'
import { Clock } from '../platform/clock.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { ProcessFlow } from './flow.entity.ts'
import { StagesFacts } from './stages-facts.service.ts'

// The gates of every draft are asked, its text among them; the screen says when there are more.
const MOST = 200

/** How drafts flow through a rulebook, of those a viewer may read. */
@Injectable()
export class FlowService {
  constructor(private readonly drafts: DraftsService, private readonly facts: StagesFacts, private readonly clock: Clock) {}

  /** The figures of one rulebook; null when there is none of this name. */
  async of(viewer: Viewer | null, rulebook: string, loaders?: Map<unknown, unknown>): Promise<ProcessFlow | null> {
    const book = rulebookOf(rulebook)
    if (!book) return null
    const { nodes, pageInfo } = await this.drafts.list(viewer, { first: MOST, rulebook: book.id, ...(loaders ? { loaders } : {}) })
    const known = nodes.length > 0 ? await this.facts.ofAll(nodes, rulebookFor) : []
    const now = known[0]?.facts.now ?? await this.clock.now()
    const flow = flowOf(book, known.map(({ facts }, index) => ({ book: rulebookFor(nodes[index]!), facts })), now)
    return { ...flow, of: nodes.length, partial: pageInfo.hasNextPage }
  }
}
