import { Args, Context as Operation, Field, ID, InputType, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { DataSource, In } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { ImportReport } from '../drafts/import-report.entity.ts'
import { orRefusal } from '../platform/graphql.ts'
import { loaderOf } from '../platform/loaders.ts'
import { Asking, Asks, type Context, type Viewer } from '../platform/viewer.ts'
import { ImportsService } from './imports.service.ts'

@InputType()
class ImportDraftInput {
  @Field(() => ID) draftId: string
  @Field(() => ID) uploadId: string
  @Field({ nullable: true, description: 'Bring the file in the place of the text that is there; unchanged clauses keep their identity.' }) replace?: boolean
}

const ImportDraftResult = orRefusal('ImportDraftResult', () => Draft)

@Resolver(() => Draft)
export class FormatsResolver {
  constructor(private readonly imports: ImportsService, private readonly db: DataSource) {}

  @Mutation(() => ImportDraftResult) @Asks('draft.import')
  importDraft(@Args('input') { draftId, uploadId, replace }: ImportDraftInput, @Asking() viewer: Viewer | null) {
    return this.imports.bringUpload(viewer, { draftId, uploadId, replace: replace ?? false })
  }

  @ResolveField('import', () => ImportReport, { nullable: true, description: 'What the latest import brought and what it lost.' })
  latestImport(@Parent() draft: Draft, @Operation() operation: Context) {
    return loaderOf<string, ImportReport | null>(operation, 'imports', async ids => {
      const reports = await this.db.getRepository(ImportReport).find({ where: { draftId: In([...ids]) }, order: { at: 'ASC' } })
      const latest = new Map(reports.map(report => [report.draftId, report]))
      return ids.map(id => latest.get(id) ?? null)
    }).load(draft.id)
  }
}
