import { gql } from '@urql/core'
import type {
  AppealQuery,
  AppealQueryVariables,
  AppealsQuery,
  AppealsQueryVariables,
  DecideAppealMutation,
  DecideAppealMutationVariables,
  FileAppealMutation,
  FileAppealMutationVariables,
  StateMinorityMutation,
  StateMinorityMutationVariables,
  WithdrawAppealMutation,
  WithdrawAppealMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

type Draft = NonNullable<AppealsQuery['draft']>
/** A decision with what stands beside it. */
export type Decision = Draft['decisions'][number]
/** An appeal as its screens show it. */
export type Appeal = NonNullable<AppealQuery['appeal']>

const appealParts = gql`
  fragment AppealParts on Appeal {
    id
    number
    decisionId
    objectionId
    against
    grounds
    remedy
    level
    body
    status
    filedAt
    decideBy
    lateSince
    outcomeReason
    document
    decidedAt
    previousId
    ifUpheld
    draft {
      id
      number
      title
    }
    seat {
      id
      body {
        id
        name
      }
    }
    acts {
      act
      allowed
      why
    }
  }
`

/** What was decided about a draft, with appeals and minority statements. */
export const appealsQuery = gql<AppealsQuery, AppealsQueryVariables>`
  query Appeals($id: ID!) {
    draft(id: $id) {
      id
      adoptionSuspended
      acts {
        act
        allowed
        why
      }
      appeals {
        ...AppealParts
      }
      objections {
        id
        number
        status
        finding
        seat {
          id
          body {
            id
            name
          }
        }
      }
      decisions {
        id
        number
        kind
        outcome
        reason
        figures
        rule
        at
        where
        appealUntil
        appeals {
          id
          number
          status
        }
        statements {
          id
          words
          at
          seat {
            id
            body {
              id
              name
            }
          }
        }
      }
    }
  }
  ${appealParts}
`

/** One appeal, for those who may read the draft and those who decide it. */
export const appealQuery = gql<AppealQuery, AppealQueryVariables>`
  query Appeal($id: ID!) {
    appeal(id: $id) {
      ...AppealParts
    }
  }
  ${appealParts}
`

/** Files the appeal of a seat. */
export const fileAppeal = gql<FileAppealMutation, FileAppealMutationVariables>`
  mutation FileAppeal($input: FileAppealInput!) {
    fileAppeal(input: $input) {
      __typename
      ... on Appeal {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Records the outcome of an appeal. */
export const decideAppeal = gql<DecideAppealMutation, DecideAppealMutationVariables>`
  mutation DecideAppeal($input: DecideAppealInput!) {
    decideAppeal(input: $input) {
      __typename
      ... on Appeal {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Takes an appeal back. */
export const withdrawAppeal = gql<WithdrawAppealMutation, WithdrawAppealMutationVariables>`
  mutation WithdrawAppeal($input: WithdrawAppealInput!) {
    withdrawAppeal(input: $input) {
      __typename
      ... on Appeal {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Attaches the statement of a seat to a decision. */
export const stateMinority = gql<StateMinorityMutation, StateMinorityMutationVariables>`
  mutation StateMinority($input: StateMinorityInput!) {
    stateMinority(input: $input) {
      __typename
      ... on Decision {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
