import { accept, refusal, type Refusal, type Refused, type Result } from '@plenary/kernel'

/** What a comment is about: the whole, the substance, or the wording. */
export const commentTypes = ['general', 'technical', 'editorial'] as const
export type CommentType = (typeof commentTypes)[number]

/** What can become of a comment. `see` points to another comment's disposition. */
export const dispositions = ['accepted', 'as-modified', 'rejected', 'see', 'noted', 'deferred'] as const
export type Disposition = (typeof dispositions)[number]

export type CommentStatus = 'open' | 'decided' | 'resolved'

/** A comment was decided. */
export interface CommentDecided { readonly disposition: Disposition; readonly reason: string }

const isDisposition = (text: string): text is Disposition => (dispositions as readonly string[]).includes(text)

/** Decides a comment; deciding again replaces the disposition. Refuses with: `unknown-disposition`, `reason-missing`. */
export function decideComment(disposition: string, reason: string): Result<CommentDecided> {
  if (!isDisposition(disposition)) return refusal('unknown-disposition', `There is no disposition “${disposition}”. There are: ${dispositions.join(', ')}.`)
  const said = reason.trim()
  if (said === '') return refusal('reason-missing', 'A disposition takes a reason: whoever commented reads why.')
  return accept({ disposition, reason: said })
}

/**
 * Ends the thread of a comment. Its author may withdraw an undecided one; anybody else decides it first, so that nothing is closed unanswered.
 * Refuses with: `resolved`, `undecided`. Who may resolve at all is the table's matter.
 */
export function resolveComment(status: CommentStatus, own: boolean): Result<'resolved'> {
  if (status === 'resolved') return refusal('resolved', 'This comment is resolved already.')
  if (status === 'open' && !own) return refusal('undecided', 'Decide the comment first. Only its author may close it without a disposition.')
  return accept('resolved')
}

/** Opens a decided or resolved comment again; its disposition falls away and stays in the record. Refuses with: `open`. */
export function reopenComment(status: CommentStatus): Result<'open'> {
  return status === 'open' ? refusal('open', 'This comment is open already.') : accept('open')
}

/** Refuses a comment type that does not exist; null when it does. */
export function badCommentType(type: string): Refused<Refusal> | null {
  return (commentTypes as readonly string[]).includes(type) ? null :
    refusal('unknown-type', `There is no comment type “${type}”. There are: ${commentTypes.join(', ')}.`)
}

/**
 * Whether a comment may still be put into other words: by who wrote it, and until it is decided or resolved, because what was answered must
 * stay what was read. Refuses with: `FORBIDDEN`, `decided`.
 */
export function editComment(status: CommentStatus, own: boolean): Result<'open'> {
  if (!own) return refusal('FORBIDDEN', 'Only who wrote a comment may edit it. Reply to it instead.')
  if (status !== 'open') {
    return refusal('decided', 'This comment is decided or resolved, and what was answered stays as it was. Reply, or ask to have it opened again.')
  }
  return accept('open')
}
