import { canonicalDocument } from '@plenary/document'
import type { ClauseAuthorship as Known } from '@plenary/provenance'
import { Args, Context as Operation, GraphQLISODateTime, ID, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql'
import { GraphQLError } from 'graphql'
import { DataSource } from 'typeorm'
import { Draft } from '../drafts/draft.entity.ts'
import { Person } from '../people/person.entity.ts'
import { loaderOf } from '../platform/loaders.ts'
import type { Context } from '../platform/viewer.ts'
import { AuthorshipService } from './authorship.service.ts'
import { HistoryPermit } from './history-permit.ts'
import { AuthorShare, ClauseAuthorship, PastTextAt, TextAuthorship, TextHistory, TextMoment, toStretch, WrittenBlock, WrittenStretch } from './history.entity.ts'
import { HistoryService } from './history.service.ts'
import { renderingOf } from './rendering.ts'
import { TooBusy } from './worker-line.ts'

const bad = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

/** Whoever waits too long is told so in words; everything else is a fault of ours. */
async function soon<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => { throw error instanceof TooBusy ? new GraphQLError(error.message, { extensions: { code: 'TOO_MUCH' } }) : error })
}

const toClause = ({ clauseId, shares, last }: Known): ClauseAuthorship => ({
  clauseId, changedAt: new Date(last.at), changedById: last.author, shares: shares.map(({ author, characters }) => ({ personId: author, characters })),
})

/** How the text of a draft came about. Null for those who may read the draft and not this. */
@Resolver(() => Draft)
export class HistoryResolver {
  constructor(
    private readonly permit: HistoryPermit,
    private readonly authorshipService: AuthorshipService,
    private readonly historyService: HistoryService,
  ) {}

  @ResolveField(() => TextAuthorship, { nullable: true, description: 'Who wrote what, clause by clause.' })
  async authorship(@Parent() draft: Draft, @Operation() operation: Context): Promise<TextAuthorship | null> {
    if (!await this.permit.mayOpen(operation, draft)) return null
    const { seq, clauses } = await soon(this.authorshipService.now(draft.id))
    return { seq, clauses: clauses.map(toClause) }
  }

  @ResolveField(() => [WrittenBlock], { nullable: true, description: 'Who wrote which words of one clause.' })
  async authoredWords(@Parent() draft: Draft, @Args('clauseId', { type: () => ID }) clauseId: string, @Operation() operation: Context): Promise<WrittenBlock[] | null> {
    if (!await this.permit.mayOpen(operation, draft)) return null
    const blocks = await soon(this.authorshipService.blocks(draft.id, clauseId))
    return blocks.map(({ blockId, written }) => ({ blockId, stretches: written.map(toStretch) }))
  }

  @ResolveField(() => TextHistory, { nullable: true, description: 'What happened to the text, the latest first.' })
  async textHistory(
    @Parent() draft: Draft, @Args('before', { type: () => Int, nullable: true }) before: number | null | undefined, @Operation() operation: Context,
  ): Promise<TextHistory | null> {
    if (!await this.permit.mayOpen(operation, draft)) return null
    if (before != null && before < 1) throw bad('“before” counts from 1.')
    const page = await this.historyService.page(draft, before ?? null)
    return { moments: [...page.moments], before: page.before }
  }

  @ResolveField(() => PastTextAt, { nullable: true, description: 'The text as it was at one of its numbers, or at an instant.' })
  async textAt(
    @Parent() draft: Draft,
    @Args('seq', { type: () => Int, nullable: true }) seq: number | null | undefined,
    @Args('at', { type: () => GraphQLISODateTime, nullable: true }) at: Date | null | undefined,
    @Operation() operation: Context,
  ): Promise<PastTextAt | null> {
    if (!await this.permit.mayOpen(operation, draft)) return null
    if ((seq == null) === (at == null)) throw bad('Ask for a number or for an instant: one of “seq” and “at”.')
    const { seq: latest, at: written } = await this.historyService.numberOf(draft.id, seq == null ? { at: at! } : { seq })
    if (latest === null) throw bad('The text has not come so far: the number is too large, or below 0.')
    const { document, clauses } = await soon(this.authorshipService.at(draft.id, latest))
    const { html, outline, words } = renderingOf(document)
    return { seq: latest, at: written, html, outline: [...outline], words, body: canonicalDocument(document), authorship: clauses.map(toClause) }
  }
}

/** A person who may have no account any more, or never had one: the first, empty state of a text has no author. */
function personIn(operation: Context, db: DataSource, id: string | null): Promise<Person | null> {
  if (id === null) return Promise.resolve(null)
  return loaderOf<string, Person | null>(operation, 'authors', async ids => {
    const rows = await db.getRepository(Person).createQueryBuilder('person').where('person.id = any(:ids)', { ids }).getMany()
    const people = new Map(rows.map(row => [row.id, row]))
    return ids.map(one => people.get(one) ?? null)
  }).load(id)
}

@Resolver(() => AuthorShare)
export class AuthorSharesResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person, { nullable: true })
  person(@Parent() { personId }: AuthorShare, @Operation() operation: Context) { return personIn(operation, this.db, personId) }
}

@Resolver(() => ClauseAuthorship)
export class ClauseAuthorshipsResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person, { nullable: true })
  changedBy(@Parent() { changedById }: ClauseAuthorship, @Operation() operation: Context) { return personIn(operation, this.db, changedById) }
}

@Resolver(() => WrittenStretch)
export class WrittenStretchesResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person, { nullable: true })
  person(@Parent() { personId }: WrittenStretch, @Operation() operation: Context) { return personIn(operation, this.db, personId) }
}

@Resolver(() => TextMoment)
export class TextMomentsResolver {
  constructor(private readonly db: DataSource) {}

  @ResolveField(() => Person, { nullable: true, description: 'Null when the clock acted.' })
  person(@Parent() { personId }: TextMoment, @Operation() operation: Context) { return personIn(operation, this.db, personId) }
}
