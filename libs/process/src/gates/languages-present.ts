import { met, unmet, type ComputedGate } from '../gate.ts'
import { listed } from '../may.ts'

/** The text exists in every language the draft declares. */
export const languagesPresent: ComputedGate = {
  kind: 'computed',
  title: 'Languages present',
  check({ draft, languagesPresent: present }) {
    const where = `/d/${draft.id}/stage#languages`
    if (draft.languages.length === 0) return unmet('The draft declares no language.', where)
    const absent = draft.languages.filter(language => !present.includes(language))
    return absent.length === 0
      ? met(`The text is there in ${listed(draft.languages)}.`, where)
      : unmet(`The text is missing in ${listed(absent)}.`, where)
  },
}
