import { gql } from '../api/gql.ts'
import type {
  DecideCommentMutation,
  DecideCommentMutationVariables,
  DispositionsQuery,
  DispositionsQueryVariables,
  ReopenCommentMutation,
  ReopenCommentMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** A comment as the disposition table shows it. */
export type Comment = NonNullable<DispositionsQuery['draft']>['comments']['nodes'][number]

/** The comments of a draft as the disposition table shows them. */
export const dispositionsQuery = gql<DispositionsQuery, DispositionsQueryVariables>`
  query Dispositions($id: ID!, $after: String, $status: String, $type: String, $clauseId: ID) {
    draft(id: $id) {
      id
      acts {
        act
        allowed
        why
      }
      commentCounts {
        total
        open
        general
        technical
        editorial
        unplaced
      }
      text {
        outline {
          clauseId
          number
          title
          depth
        }
      }
      comments(first: 200, after: $after, status: $status, type: $type, clauseId: $clauseId) {
        total
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          id
          number
          type
          body
          proposedChange
          status
          placed
          clauseNumber
          disposition
          dispositionReason
          decidedAt
          fromCall
          createdAt
          editedAt
          decidedBy {
            id
            name
          }
          author {
            id
            name
          }
          seat {
            id
            jurisdiction
            body {
              id
              name
            }
          }
          anchor {
            clauseId
            quote
            prefix
            suffix
          }
          replies {
            id
            author {
              id
              name
            }
            body
            createdAt
          }
        }
      }
    }
  }
`

/** Decides a comment, with the reason that is published. */
export const decideComment = gql<DecideCommentMutation, DecideCommentMutationVariables>`
  mutation DecideComment($input: DecideCommentInput!) {
    decideComment(input: $input) {
      __typename
      ... on Comment {
        id
        status
        disposition
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Opens a decided or resolved comment again. */
export const reopenComment = gql<ReopenCommentMutation, ReopenCommentMutationVariables>`
  mutation ReopenComment($id: ID!) {
    reopenComment(input: { commentId: $id }) {
      __typename
      ... on Comment {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
