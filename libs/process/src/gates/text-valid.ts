import { counted, met, unmet, type ComputedGate } from '../gate.ts'

/** The strict validator finds nothing wrong with the text, and there is a text. */
export const textValid: ComputedGate = {
  kind: 'computed',
  title: 'Text complete and valid',
  check({ text, draft }) {
    const where = `/d/${draft.id}?show=faults`
    if (text.empty) return unmet('The draft has no text yet.', where)
    if (text.faults === 0) return met('The validator finds nothing wrong with the text.', where)
    return unmet(`The validator finds ${counted(text.faults, 'fault')} in the text${text.first === null ? '' : `, first: ${text.first.replace(/\.$/, '')}`}.`, where)
  },
}
