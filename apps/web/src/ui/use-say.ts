import { useLingui } from '@lingui/react'
import { say, shortWords } from './words.ts'

/** The words of a code in the interface's language. */
export function useSay(): (code: string) => string {
  const { _ } = useLingui()
  return say(descriptor => _(descriptor))
}

/** The short name of a stage for the rail: those of the default cycle have one, any other shows the name its rulebook gives it. */
export function useStationWords(): (code: string, name: string) => string {
  const { _ } = useLingui()
  return (code, name) => {
    const short = shortWords[code]
    return short === undefined ? name : _(short)
  }
}
