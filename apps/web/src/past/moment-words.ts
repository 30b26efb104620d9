import { useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import type { Moment } from './past.queries.ts'

/** What happened at a moment of a text, in words. */
export function useMomentWords(): (moment: Moment) => string {
  const { t } = useLingui()
  return ({ kind, person, changes, title }) => {
    const who = person?.name ?? t`Plenary`
    if (kind === 'edition') return t`${title} was frozen`
    if (kind === 'stage') return title
    return plural(changes ?? 0, { one: `${who} wrote, one change`, other: `${who} wrote, # changes` })
  }
}
