import { readFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import {
  AnswersService, AttestationsService, BallotsService, CallsService, CollabService, CommentsService, DispositionsService, DraftsService, ImportsService, ObjectionsService,
  PollsService, StagesService, StatementsService, VotesService, type NewDraft,
} from '@plenary/api/context'
import { createAnchor, indexText, readDocument, type TextDocument, writeDocument } from '@plenary/document'
import { mendText } from './mending.ts'
import { done, type World } from './world.ts'

/** A draft of a story. Its acts come in the order of their days, so that it is open before anything happens to it. */
export class Subject {
  constructor(readonly world: World, readonly committee: string) {}

  private draftId: string | undefined
  private ballotId: string | undefined

  get id(): string {
    if (this.draftId === undefined) throw new Error('The story acts on a draft that is not open yet.')
    return this.draftId
  }

  async open(by: string, draft: Omit<NewDraft, 'committeeId' | 'rulebook'>): Promise<void> {
    const { context, person, committee } = this.world
    const wanted = { ...draft, committeeId: committee(this.committee), rulebook: 'harmonization', isDemo: true }
    this.draftId = done(await context.get(DraftsService).create(person(by), wanted), `opening “${draft.title}”`).id
  }

  /** Imports one of the real texts in `seeds/texts`. */
  async bring(by: string, fileName: string): Promise<void> {
    const bytes = await readFile(new URL(`../texts/${fileName}`, import.meta.url))
    done(await this.world.context.get(ImportsService).bring(this.world.person(by), { draftId: this.id, file: { fileName, bytes }, replace: false }), `importing ${fileName}`)
  }

  /** Writes a text of our own, through the live document. */
  async write(by: string, document: TextDocument): Promise<void> {
    const { context, person } = this.world
    done(await context.get(CollabService).edit(this.id, person(by).personId, text => writeDocument(text, document)), 'writing the text')
  }

  /** A drafter goes through what the import marked as missing or doubtful, and through what the validator finds. */
  async mend(by: string): Promise<void> {
    const { context, person } = this.world
    done(await context.get(CollabService).edit(this.id, person(by).personId, mendText), 'mending the text')
  }

  async attest(by: string, gate: string, reason: string, document?: string): Promise<void> {
    const { context, person } = this.world
    done(await context.get(AttestationsService).attest(person(by), { draftId: this.id, gate, reason, ...(document ? { document } : {}) }), `attesting ${gate}`)
  }

  /** Each participating seat speaks for itself. */
  async attestByEachSeat(gate: string, reason: (body: string) => string): Promise<void> {
    for (const { seat, head, body } of this.world.seatsOf(this.committee)) {
      done(await this.world.context.get(AttestationsService).attest(head, { draftId: this.id, gate, reason: reason(body), seatId: seat }), `attesting ${gate} for ${body}`)
    }
  }

  async move(by: string, to: string, reason = ''): Promise<void> {
    done(await this.world.context.get(StagesService).move(this.world.person(by), { draftId: this.id, to, reason }), `moving to ${to}`)
  }

  async call(by: string, question: string, days: number): Promise<void> {
    const { context, person } = this.world
    done(await context.get(CallsService).open(person(by), { draftId: this.id, question, closesAt: await this.inDays(days) }), 'opening the call')
  }

  /** A comment on the first place where these words stand. Gives its id. */
  async comment(by: string, on: string, comment: { type: string; body: string; change?: string; seat?: string }): Promise<string> {
    const { context, person, seat } = this.world
    const anchor = on === '' ? undefined : await this.anchor(on)
    const wanted = {
      draftId: this.id, type: comment.type, body: comment.body,
      ...(anchor ? { anchor } : {}), ...(comment.change ? { proposedChange: comment.change } : {}), ...(comment.seat ? { seatId: seat(this.committee, comment.seat) } : {}),
    }
    return done(await context.get(CommentsService).comment(person(by), wanted), `commenting on “${on}”`).id
  }

  async reply(by: string, commentId: string, body: string): Promise<void> {
    done(await this.world.context.get(CommentsService).reply(this.world.person(by), { commentId, body }), 'replying')
  }

  async decide(by: string, commentId: string, disposition: string, reason: string): Promise<void> {
    done(await this.world.context.get(DispositionsService).decide(this.world.person(by), { commentId, disposition, reason }), `deciding a comment`)
  }

  async object(by: string, body: string, objection: { on?: string; reason: string; wouldClear: string }): Promise<string> {
    const { context, person, seat } = this.world
    const clauseId = objection.on ? (await this.anchor(objection.on)).clauseId : undefined
    const wanted = { draftId: this.id, seatId: seat(this.committee, body), reason: objection.reason, wouldClear: objection.wouldClear, ...(clauseId ? { clauseId } : {}) }
    return done(await context.get(ObjectionsService).raise(person(by), wanted), 'raising an objection').id
  }

  /** Takes an objection up as a matter of substance and answers it. */
  async answer(by: string, objectionId: string, answer: string, outcome = 'partly'): Promise<void> {
    const { context, person } = this.world
    done(await context.get(ObjectionsService).act(person('secretary'), objectionId, 'objection.triage', { act: 'triage', kind: 'substantive', reason: '' }), 'triaging an objection')
    done(await context.get(ObjectionsService).act(person(by), objectionId, 'objection.answer', { act: 'address', outcome, reason: answer }), 'answering an objection')
  }

  async respond(by: string, objectionId: string, response: 'acknowledge' | 'sustain' | 'withdraw' | 'retract', reason = ''): Promise<void> {
    done(await this.world.context.get(ObjectionsService).respond(this.world.person(by), objectionId, response, reason), 'responding to an answer')
  }

  /** Attaches the minority statement of a seat to the latest decision of this kind. */
  async state(body: string, kind: string, words: string): Promise<void> {
    const { context } = this.world
    const seat = this.world.seatsOf(this.committee).find(one => one.body === body)
    const [decision] = await context.db.query<{ id: string }[]>('select id from decision where draft_id = $1 and kind = $2 order by number desc limit 1', [this.id, kind])
    if (!seat || !decision) throw new Error(`${body} has nothing to state in this story.`)
    done(await context.get(StatementsService).state(seat.head, { decisionId: decision.id, seatId: seat.seat, words }), 'attaching a minority statement')
  }

  /** Opens an instrument of decision and gives its id. */
  async poll(by: string, instrument: string, question: string, more: { days: number; options?: readonly string[] }): Promise<string> {
    const { context, person } = this.world
    const wanted = { draftId: this.id, instrument, question, closesAt: await this.inDays(more.days), ...(more.options ? { options: more.options } : {}) }
    return done(await context.get(PollsService).open(person(by), wanted), `opening a ${instrument}`).id
  }

  /** Answers for a seat, by its head of delegation. */
  async answerPoll(pollId: string, body: string, answer: { choice?: string; reason?: string; ranking?: readonly (readonly string[])[] }): Promise<void> {
    const seat = this.world.seatsOf(this.committee).find(one => one.body === body)
    if (!seat) throw new Error(`${body} is not asked in this story.`)
    done(await this.world.context.get(AnswersService).answer(seat.head, { pollId, seatId: seat.seat, ...answer }), `answering for ${body}`)
  }

  async openBallot(by: string, days: number, question?: string): Promise<void> {
    const { context, person } = this.world
    const wanted = { draftId: this.id, closesAt: await this.inDays(days), ...(question ? { question } : {}) }
    this.ballotId = done(await context.get(BallotsService).open(person(by), wanted), 'opening the ballot').id
  }

  async vote(body: string, choice: string, reason = ''): Promise<void> {
    const seat = this.world.seatsOf(this.committee).find(one => one.body === body)
    if (!seat || !this.ballotId) throw new Error(`${body} cannot vote in this story.`)
    done(await this.world.context.get(VotesService).cast(seat.head, { ballotId: this.ballotId, seatId: seat.seat, choice, reason }), `voting for ${body}`)
  }

  private async inDays(days: number): Promise<Date> {
    const [row] = await this.world.context.db.query<{ at: Date }[]>("select plenary_now() + $1 * interval '1 day' as at", [days])
    return row!.at
  }

  private async anchor(quote: string) {
    const { context, person } = this.world
    const placed = done(await context.get(CollabService).edit(this.id, person('secretary').personId, text => {
      const index = indexText(readDocument(text))
      const block = [...index.byId.values()].flat().find(one => one.text.includes(quote))
      if (!block) throw new Error(`The words “${quote}” stand nowhere in the text.`)
      const start = block.text.indexOf(quote)
      return createAnchor(text, { clauseId: block.clauseId, blockId: block.blockId, start, end: start + quote.length }, index)
    }), 'looking for a place').value
    return done(placed, 'anchoring')
  }
}

/** A line of a text of our own: what it is, its title or words, and what stands under it. */
export interface Line { readonly kind: TextDocument['clauses'][number]['kind']; readonly title?: string; readonly words?: readonly string[]; readonly under?: readonly Line[] }

const requirement = /\b(shall|should|may)\b/

/** A text from lines, in the form that imports have too. */
export function textOf(title: string, template: TextDocument['template'], lines: readonly Line[]): TextDocument {
  const clauses: TextDocument['clauses'][number][] = []
  const text = (words: string) => [{ type: 'text', text: words }]
  const add = (line: Line, parent: string | null): void => {
    const id = randomUUID()
    const blocks = [
      ...(line.title ? [{ type: 'title', attrs: { id: randomUUID() }, content: text(line.title) }] : []),
      ...(line.words ?? []).map(words => {
        const form = requirement.exec(words)?.[1]
        return form
          ? { type: 'requirement', attrs: { id: randomUUID(), ...(form === 'shall' ? {} : { form }) }, content: text(words) }
          : { type: 'paragraph', attrs: { id: randomUUID() }, content: text(words) }
      }),
    ]
    clauses.push({ id, parent, kind: line.kind, designation: null, gap: null, withdrawn: false, informative: false, blocks })
    for (const below of line.under ?? []) add(below, id)
  }
  for (const line of lines) add(line, null)
  return { schema: 1, template, language: 'en', title, clauses }
}
