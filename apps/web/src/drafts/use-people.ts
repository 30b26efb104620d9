import { useMemo } from 'react'
import { useQuery } from 'urql'
import { useSay } from '../ui/use-say.ts'
import { peopleQuery } from './drafts.queries.ts'
import type { Mentionable } from './MentionField.tsx'

/** Who can be named in a comment; asked for when somebody begins to write one. */
export function usePeople(draftId: string, isWanted: boolean): readonly Mentionable[] {
  const sayWord = useSay()
  const [{ data }] = useQuery({ query: peopleQuery, variables: { id: draftId }, pause: !isWanted })
  return useMemo(() => {
    const committee = data?.draft?.committee
    if (committee === undefined) return []
    const found = new Map<string, Mentionable>()
    for (const seat of committee.seats) {
      for (const { person } of seat.delegates) found.set(person.id, { ...person, of: seat.body.name })
    }
    for (const { person, role } of committee.roles) if (!found.has(person.id)) found.set(person.id, { ...person, of: sayWord(role) })
    return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
  }, [data, sayWord])
}
