import { gql } from '../api/gql.ts'
import type { DecidingQuery, DecidingQueryVariables } from '../api/generated.ts'

/** One way to decide. */
export type Way = NonNullable<DecidingQuery['draft']>['waysToDecide'][number]

/** Every way to decide something about a draft where it stands, and what a result has made possible. */
export const decidingQuery = gql<DecidingQuery, DecidingQueryVariables>`
  query Deciding($id: ID!) {
    draft(id: $id) {
      id
      stage
      rulebook
      rulebookEdition
      resultLeads {
        sentence
        follows
      }
      waysToDecide {
        matter
        name
        title
        question
        threshold
        follows
        asked
        offered
        why
        where
      }
    }
  }
`
