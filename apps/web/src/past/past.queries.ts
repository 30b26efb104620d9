import { gql } from '../api/gql.ts'
import type { PastTextQuery, PastTextQueryVariables, TextHistoryQuery, TextHistoryQueryVariables } from '../api/generated.ts'

/** Something after which a text can be opened as it was. */
export type Moment = NonNullable<NonNullable<TextHistoryQuery['draft']>['textHistory']>['moments'][number]
/** A text as it was. */
export type PastText = NonNullable<NonNullable<PastTextQuery['draft']>['textAt']>

/** What happened to the text of a draft, a page of it. */
export const textHistoryQuery = gql<TextHistoryQuery, TextHistoryQueryVariables>`
  query TextHistory($id: ID!, $before: Int) {
    draft(id: $id) {
      id
      languages
      textHistory(before: $before) {
        before
        moments {
          kind
          seq
          at
          began
          changes
          title
          person {
            id
            name
          }
        }
      }
    }
  }
`

/** The text of a draft as it stood at one of its numbers, with who had written what. */
export const pastTextQuery = gql<PastTextQuery, PastTextQueryVariables>`
  query PastText($id: ID!, $seq: Int!) {
    draft(id: $id) {
      id
      textAt(seq: $seq) {
        seq
        at
        html
        words
        authorship {
          clauseId
          changedAt
          changedBy {
            id
            name
          }
          shares {
            characters
            person {
              id
              name
            }
          }
        }
      }
    }
  }
`
