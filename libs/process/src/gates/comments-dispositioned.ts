import { counted, met, unmet, type ComputedGate } from '../gate.ts'

/** Every comment has a disposition. */
export const commentsDispositioned: ComputedGate = {
  kind: 'computed',
  title: 'Every comment has a disposition',
  check({ comments, draft }) {
    if (comments.undecided > 0) {
      return unmet(`${comments.undecided} of ${counted(comments.total, 'comment')} still without a disposition.`, `/d/${draft.id}/comments?status=open`)
    }
    const where = `/d/${draft.id}/comments`
    return met(comments.total === 0 ? 'No comment was received.' : `All ${counted(comments.total, 'comment')} have a disposition.`, where)
  },
}
