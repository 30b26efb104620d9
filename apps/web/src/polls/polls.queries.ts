import { gql } from '@urql/core'
import type {
  AnswerPollMutation,
  AnswerPollMutationVariables,
  CancelPollMutation,
  CancelPollMutationVariables,
  FindConsensusMutation,
  FindConsensusMutationVariables,
  OpenPollMutation,
  OpenPollMutationVariables,
  PollsQuery,
  PollsQueryVariables,
  TakeBackAnswerMutation,
  TakeBackAnswerMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

type Draft = NonNullable<PollsQuery['draft']>
/** An instrument as its screen shows it. */
export type Poll = Draft['polls'][number]
/** What came out of it. */
export type Outcome = NonNullable<Poll['result']>
/** An instrument that can be opened, or why not. */
export type Offer = Draft['instruments'][number]
/** The chair's finding of consensus. */
export type Finding = Draft['findings'][number]

/** The instruments of decision on a draft, and the findings of its chair. */
export const pollsQuery = gql<PollsQuery, PollsQueryVariables>`
  query Polls($id: ID!) {
    draft(id: $id) {
      id
      acts {
        act
        allowed
        why
      }
      instruments {
        name
        title
        use
        binds
        bindsInWords
        silence
        earliestClose
        refusal
      }
      findings {
        id
        number
        outcome
        statement
        reason
        record
        at
        by {
          id
          name
        }
      }
      polls {
        id
        number
        instrument
        title
        question
        binds
        bindsInWords
        silence
        state
        opensAt
        closesAt
        closedAt
        zone
        reviewOn
        cancelReason
        hidden
        seats
        answered
        openedBy {
          id
          name
        }
        workingHours {
          whole
          left
        }
        options {
          code
          name
          side
          reasonRequired
        }
        result {
          outcome
          carries
          sentence
          silent
          silentSeats
          lines {
            code
            name
            side
            count
            seats
          }
          rounds {
            base
            out
            counts {
              code
              name
              figure
            }
          }
          pairs {
            one
            other
            prefer
            preferOther
          }
        }
        answers {
          seatName
          choice
          name
          reason
          at
        }
        mySeats {
          seat {
            id
            body {
              id
              name
            }
          }
          answer {
            choice
            name
            reason
            ranking
            at
          }
        }
      }
    }
  }
`

/** Opens an instrument on a draft. */
export const openPoll = gql<OpenPollMutation, OpenPollMutationVariables>`
  mutation OpenPoll($input: OpenPollInput!) {
    openPoll(input: $input) {
      __typename
      ... on Poll {
        id
        state
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Gives the answer of a seat. */
export const answerPoll = gql<AnswerPollMutation, AnswerPollMutationVariables>`
  mutation AnswerPoll($input: AnswerPollInput!) {
    answerPoll(input: $input) {
      __typename
      ... on Poll {
        id
        answered
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Takes the answer of a seat back. */
export const takeBackAnswer = gql<TakeBackAnswerMutation, TakeBackAnswerMutationVariables>`
  mutation TakeBackAnswer($input: TakeBackAnswerInput!) {
    takeBackAnswer(input: $input) {
      __typename
      ... on Poll {
        id
        answered
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Cancels an instrument. */
export const cancelPoll = gql<CancelPollMutation, CancelPollMutationVariables>`
  mutation CancelPoll($input: CancelPollInput!) {
    cancelPoll(input: $input) {
      __typename
      ... on Poll {
        id
        state
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Records the chair's finding of consensus. */
export const findConsensus = gql<FindConsensusMutation, FindConsensusMutationVariables>`
  mutation FindConsensus($input: FindConsensusInput!) {
    findConsensus(input: $input) {
      __typename
      ... on ConsensusFinding {
        id
        outcome
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
