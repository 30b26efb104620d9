import { gql } from '../api/gql.ts'
import type {
  BallotChangesQuery,
  BallotChangesQueryVariables,
  BallotPartsQuery,
  BallotPartsQueryVariables,
  OpenRecirculationMutation,
  OpenRecirculationMutationVariables,
  RecirculationOfferQuery,
  RecirculationOfferQueryVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** What a recirculation is about: which clauses changed, and which negatives are open. */
export const scopeParts = gql`
  fragment ScopeClauseParts on ScopeClause {
    clauseId
    label
    title
    how
  }
  fragment OpenNegativeParts on OpenNegative {
    seatId
    seatName
    objection
    reason
    parts
    labels
    answer
  }
`

/** What a recirculation of a closed ballot would be about, or which ballot recirculates it. */
export const recirculationOfferQuery = gql<RecirculationOfferQuery, RecirculationOfferQueryVariables>`
  query RecirculationOffer($id: ID!) {
    ballot(id: $id) {
      id
      recirculatedBy {
        id
        number
      }
      recirculationOffer {
        allowed
        why
        edition
        earliest
        missing {
          gate
          message
          where
        }
        clauses {
          ...ScopeClauseParts
        }
        negatives {
          ...OpenNegativeParts
        }
      }
    }
  }
  ${scopeParts}
`

/** The clauses that a reason may name. */
export const ballotPartsQuery = gql<BallotPartsQuery, BallotPartsQueryVariables>`
  query BallotParts($id: ID!) {
    ballot(id: $id) {
      id
      parts {
        clauseId
        label
        title
      }
    }
  }
`

/** The words that changed since the round before. */
export const ballotChangesQuery = gql<BallotChangesQuery, BallotChangesQueryVariables>`
  query BallotChanges($id: ID!) {
    ballot(id: $id) {
      id
      changes {
        clauseId
        label
        title
        how
        words {
          kind
          words
        }
      }
    }
  }
`

/** Holds a ballot again about what changed and what is unresolved. */
export const openRecirculation = gql<OpenRecirculationMutation, OpenRecirculationMutationVariables>`
  mutation OpenRecirculation($input: OpenRecirculationInput!) {
    openRecirculation(input: $input) {
      __typename
      ... on Ballot {
        id
        number
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
