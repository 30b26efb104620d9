import { gql } from '../api/gql.ts'
import type { RecordQuery, RecordQueryVariables } from '../api/generated.ts'

/** The record of a draft: editions, decisions, and the ledger. */
export const recordQuery = gql<RecordQuery, RecordQueryVariables>`
  query Record($id: ID!, $after: String) {
    draft(id: $id) {
      id
      number
      title
      acts {
        act
        allowed
        why
      }
      editions {
        id
        number
        name
        hash
        seq
        createdAt
        words
        clauses
        adoptedAt
      }
      decisions {
        id
        number
        kind
        outcome
        reason
        rule
        figures
        at
        where
        by {
          id
          name
        }
      }
      ledger(first: 100, after: $after) {
        head
        nodes {
          seq
          hash
          kind
          sentence
          at
          actor {
            id
            name
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`
