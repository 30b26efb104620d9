import { gql } from '../api/gql.ts'
import type { DecideReviewMutation, DecideReviewMutationVariables, ReviewsQuery, ReviewsQueryVariables } from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** The reviews of an adopted text: due, open and decided. */
export const reviewsQuery = gql<ReviewsQuery, ReviewsQueryVariables>`
  query Reviews($id: ID!) {
    draft(id: $id) {
      id
      rulebook
      rulebookEdition
      acts {
        act
        allowed
        why
      }
      reviews {
        id
        due
        decideBy
        openedAt
        outcome
        reason
        decidedAt
        decidedBy {
          id
          name
        }
        edition {
          id
          name
          hash
          adoptedAt
        }
      }
    }
  }
`

/** Decides a review; its outcome moves the draft on. */
export const decideReview = gql<DecideReviewMutation, DecideReviewMutationVariables>`
  mutation DecideReview($input: DecideReviewInput!) {
    decideReview(input: $input) {
      __typename
      ... on Draft {
        id
        stage
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
