import { useLingui } from '@lingui/react/macro'

/** What happened to a clause since the round before, in a word. */
export function useHow(): (how: string) => string {
  const { t } = useLingui()
  const words: Readonly<Record<string, string>> = {
    added: t`new`,
    changed: t`changed`,
    moved: t`moved`,
    removed: t`removed`,
    affected: t`refers to what changed`,
  }
  return how => words[how] ?? how
}
