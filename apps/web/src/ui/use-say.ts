import { useLingui } from '@lingui/react'
import { say } from './words.ts'

/** The words of a code in the interface's language. */
export function useSay(): (code: string) => string {
  const { _ } = useLingui()
  return say(descriptor => _(descriptor))
}
