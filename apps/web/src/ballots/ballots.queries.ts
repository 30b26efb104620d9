import { gql } from '../api/gql.ts'
import type {
  BallotQuery,
  BallotQueryVariables,
  BallotsQuery,
  BallotsQueryVariables,
  CastVoteMutation,
  CastVoteMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** All ballots the viewer may see, newest first. */
export const ballotsQuery = gql<BallotsQuery, BallotsQueryVariables>`
  query Ballots($after: String, $state: String) {
    ballots(first: 50, after: $after, state: $state) {
      nodes {
        id
        number
        question
        state
        closesAt
        zone
        cast
        quorum
        draft {
          id
          number
          title
          committee {
            id
            code
          }
        }
        roll {
          seatId
        }
        mySeats {
          seat {
            id
          }
          mayVote
          vote {
            choice
          }
        }
        choices {
          code
          name
        }
        result {
          outcome
          sentence
          criteria {
            met
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`

/** A ballot as its page shows it. */
export type Ballot = NonNullable<BallotQuery['ballot']>

/** One ballot: its question, its rule, its text, the positions one may see, and its result. */
export const ballotQuery = gql<BallotQuery, BallotQueryVariables>`
  query Ballot($id: ID!) {
    ballot(id: $id) {
      id
      number
      rule
      ruleInWords
      question
      opensAt
      closesAt
      zone
      state
      rollHash
      cast
      quorum
      quorumReachedAt
      hidden
      ifCarries
      ifFails
      ifNothing
      openedBy {
        id
        name
      }
      draft {
        id
        number
        title
        committee {
          id
          code
          name
        }
      }
      edition {
        id
        number
        name
        hash
        createdAt
      }
      choices {
        code
        name
        meaning
        reasonRequired
      }
      roll {
        seatId
        name
        jurisdiction
        interestCategory
        weight
        hasVoted
      }
      votes {
        seatId
        seatName
        choice
        reason
        at
        by {
          id
          name
        }
      }
      mySeats {
        mayVote
        why
        seat {
          id
          body {
            id
            name
          }
        }
        vote {
          choice
          reason
          at
        }
      }
      result {
        outcome
        sentence
        turning
        closedAt
        criteria {
          name
          figures
          met
        }
        tallies {
          choice
          count
          weight
        }
      }
      history {
        seatName
        at
        from
        to
      }
    }
  }
`

/** Casts or changes the vote of a seat. */
export const castVote = gql<CastVoteMutation, CastVoteMutationVariables>`
  mutation CastVote($input: CastVoteInput!) {
    castVote(input: $input) {
      __typename
      ... on Ballot {
        id
        cast
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
