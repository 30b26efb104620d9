import { gql } from '../api/gql.ts'
import type { OutboxQuery, OutboxQueryVariables } from '../api/generated.ts'

/** The letters that Plenary wrote, newest first. */
export const outboxQuery = gql<OutboxQuery, OutboxQueryVariables>`
  query Outbox($after: String) {
    outbox(first: 50, after: $after) {
      nodes {
        id
        to
        subject
        text
        at
        sentAt
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`
