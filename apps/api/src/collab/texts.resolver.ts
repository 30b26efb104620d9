import { validate } from '@plenary/document'
import { Context as Operation, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { loaderOf } from '../platform/loaders.ts'
import type { Context } from '../platform/viewer.ts'
import { CollabService } from './collab.service.ts'
import { renderingOf } from './rendering.ts'
import { Text } from './text.entity.ts'

interface HeadRow { room: string; seq: string; epoch: number; locked: boolean }

/** The text of a draft, for reading. Who may see the draft may see its text. */
@Resolver(() => Draft)
export class TextsResolver {
  constructor(private readonly db: DataSource, private readonly collab: CollabService) {}

  @ResolveField(() => Int, { description: 'How many updates made the text; grows with every change.' })
  async seq(@Parent() draft: Draft, @Operation() operation: Context) { return Number((await this.head(operation, draft)).seq) }

  @ResolveField(() => Int, { description: 'How often the text was frozen or opened again.' })
  async epoch(@Parent() draft: Draft, @Operation() operation: Context) { return (await this.head(operation, draft)).epoch }

  @ResolveField(() => Boolean)
  async frozen(@Parent() draft: Draft, @Operation() operation: Context) { return (await this.head(operation, draft)).locked }

  @ResolveField(() => Text)
  async text(@Parent() draft: Draft, @Operation() operation: Context): Promise<Text> {
    const { locked } = await this.head(operation, draft)
    const { seq, epoch, document } = await this.collab.textOf(draft.id)
    const { html, outline, words } = renderingOf(document)
    const findings = validate(document).map(({ rule, severity, clauseId, message }) => ({ rule, severity, clauseId: clauseId ?? null, message }))
    return { seq, epoch, frozen: locked, html, outline: [...outline], words, findings }
  }

  private head(operation: Context, draft: Draft): Promise<HeadRow> {
    return loaderOf<string, HeadRow>(operation, 'heads', async ids => {
      const rows = await this.db.query<HeadRow[]>('select room, seq, epoch, locked from text_head where room = any($1)', [ids])
      const heads = new Map(rows.map(row => [row.room, row]))
      return ids.map(id => heads.get(id) ?? new Error(`The text of ${id} is gone`))
    }).load(draft.id)
  }
}
