import { compareInstants, dateInWords } from '../clock.ts'
import { enteredAt } from '../stand.ts'
import { met, unmet, type ComputedGate } from '../gate.ts'

/** The text was frozen as an edition when the draft entered this stage. */
export const editionFrozen: ComputedGate = {
  kind: 'computed',
  title: 'Edition frozen',
  check({ edition, draft, history, now }, { rulebook }) {
    const where = `/d/${draft.id}/editions`
    if (edition === null) return unmet('No edition of the text is frozen.', where)
    if (compareInstants(edition.frozenAt, enteredAt(history, now)) < 0) {
      return unmet(`Edition ${edition.number} was frozen before the draft came to this stage.`, where)
    }
    const day = dateInWords(edition.frozenAt, rulebook.zone)
    return met(`Edition ${edition.number} was frozen on ${day}, hash ${edition.hash.slice(0, 12)}.`, where)
  },
}
