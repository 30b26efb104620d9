import { gql } from '../api/gql.ts'
import type {
  DecideSeatChangeMutation,
  DecideSeatChangeMutationVariables,
  KeepSeatCategoryMutation,
  KeepSeatCategoryMutationVariables,
  ProposeSeatChangeMutation,
  ProposeSeatChangeMutationVariables,
  CommitteeTurnoutQuery,
  CommitteeTurnoutQueryVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** The seats of a committee that had to vote, and how many votes they missed. */
export const turnoutQuery = gql<CommitteeTurnoutQuery, CommitteeTurnoutQueryVariables>`
  query CommitteeTurnout($id: ID!) {
    me {
      id
    }
    committee(id: $id) {
      id
      code
      name
      interestCategories
      acts {
        act
        allowed
        why
      }
      turnout {
        seatId
        name
        category
        missed
        of
        since
        ballots {
          ballotId
          number
          draftNumber
          draftTitle
          closedAt
        }
        lowering {
          to
          missed
          term
          fact
        }
        change {
          id
          fromCategory
          toCategory
          reason
          proposedAt
          proposedBy {
            id
            name
          }
        }
      }
    }
  }
`

/** A committee with the turnout of its seats. */
export type Turnout = NonNullable<CommitteeTurnoutQuery['committee']>
export type SeatOfTurnout = Turnout['turnout'][number]

/** Proposes another category for a seat. */
export const proposeSeatChange = gql<ProposeSeatChangeMutation, ProposeSeatChangeMutationVariables>`
  mutation ProposeSeatChange($input: ProposeSeatChangeInput!) {
    proposeSeatChange(input: $input) {
      __typename
      ... on SeatChange {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Confirms or rejects it. */
export const decideSeatChange = gql<DecideSeatChangeMutation, DecideSeatChangeMutationVariables>`
  mutation DecideSeatChange($input: DecideSeatChangeInput!) {
    decideSeatChange(input: $input) {
      __typename
      ... on SeatChange {
        id
        outcome
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Decides that a seat keeps its category. */
export const keepSeatCategory = gql<KeepSeatCategoryMutation, KeepSeatCategoryMutationVariables>`
  mutation KeepSeatCategory($input: KeepSeatCategoryInput!) {
    keepSeatCategory(input: $input) {
      __typename
      ... on SeatChange {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
