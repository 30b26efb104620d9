import { gql } from '../api/gql.ts'
import type {
  DecideRollChangeMutation,
  DecideRollChangeMutationVariables,
  PreparedRollQuery,
  PreparedRollQueryVariables,
  PrepareRollMutation,
  PrepareRollMutationVariables,
  ProposeRollChangeMutation,
  ProposeRollChangeMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** A draft with the roll of its next ballot. */
export type RollDraft = NonNullable<PreparedRollQuery['draft']>
export type Prepared = NonNullable<RollDraft['preparedRoll']>

/** The roll that was fixed for the next ballot on a draft, with every change of it. */
export const preparedRollQuery = gql<PreparedRollQuery, PreparedRollQueryVariables>`
  query PreparedRoll($id: ID!) {
    draft(id: $id) {
      id
      number
      title
      rollActs {
        act
        allowed
        why
      }
      committee {
        id
        seats {
          id
          kind
          body {
            id
            name
          }
        }
      }
      preparedRoll {
        id
        hash
        preparedAt
        preparedBy {
          id
          name
        }
        seats {
          seat
          name
          weight
          category
          jurisdiction
          population
          affiliation
        }
        changes {
          id
          words
          reason
          proposedAt
          proposedBy {
            id
            name
          }
          outcome
          decidedAt
          decidedBy {
            id
            name
          }
          hashBefore
          hashAfter
        }
      }
    }
    me {
      id
    }
  }
`

/** Fixes the roll of the next ballot. */
export const prepareRoll = gql<PrepareRollMutation, PrepareRollMutationVariables>`
  mutation PrepareRoll($input: PrepareRollInput!) {
    prepareRoll(input: $input) {
      __typename
      ... on PreparedRoll {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Proposes a change of a roll. */
export const proposeRollChange = gql<ProposeRollChangeMutation, ProposeRollChangeMutationVariables>`
  mutation ProposeRollChange($input: ProposeRollChangeInput!) {
    proposeRollChange(input: $input) {
      __typename
      ... on PreparedRoll {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Confirms a proposed change, or rejects it. */
export const decideRollChange = gql<DecideRollChangeMutation, DecideRollChangeMutationVariables>`
  mutation DecideRollChange($input: DecideRollChangeInput!) {
    decideRollChange(input: $input) {
      __typename
      ... on PreparedRoll {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
