import { gql } from '../api/gql.ts'
import type {
  AnnulBallotMutation,
  AnnulBallotMutationVariables,
  BallotQuery,
  BallotQueryVariables,
  BallotsQuery,
  BallotsQueryVariables,
  CastSealedVoteMutation,
  CastSealedVoteMutationVariables,
  CastVoteMutation,
  CastVoteMutationVariables,
  CloseBallotMutation,
  CloseBallotMutationVariables,
  ComingsQuery,
  ComingsQueryVariables,
  ContestVoteMutation,
  ContestVoteMutationVariables,
  EnterVoteMutation,
  EnterVoteMutationVariables,
  ExtendBallotMutation,
  ExtendBallotMutationVariables,
  PapersQuery,
  PapersQueryVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'
import { mySeatParts } from './proxy.queries.ts'
import { scopeParts } from './recirculation.queries.ts'
import { rollEntryParts } from './roll.queries.ts'

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
        seats
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
        mySeats {
          seat {
            id
          }
          mayVote
          hasVoted
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
      kind
      promise
      advertisedEnd
      acts {
        act
        allowed
        why
      }
      late {
        seatId
        seatName
        choice
        at
      }
      figures
      blocking
      takesParts
      recirculation {
        ballotId
        number
        carried
        changed
        openNegatives
        clauses {
          ...ScopeClauseParts
        }
        negatives {
          ...OpenNegativeParts
        }
      }
      sealKey
      receiptKey
      question
      opensAt
      closesAt
      zone
      state
      rollHash
      cast
      quorum
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
      seats
      rollPage(first: 200) {
        nodes {
          ...RollEntryParts
        }
        pageInfo {
          hasNextPage
        }
      }
      papers(first: 200) {
        tracker
        choice
        reason
      }
      proxiesPerHolder
      mySeats {
        ...MySeatParts
      }
      result {
        outcome
        sentence
        leftOut
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
        missed {
          seatId
          name
        }
        publication {
          participants
          papers
          unreadable
          clashing
          papersHash
        }
      }
    }
  }
  ${rollEntryParts}
  ${mySeatParts}
  ${scopeParts}
`

/** All published papers of a ballot: whoever looks for one among them on this device tells the server nothing. */
export const papersQuery = gql<PapersQuery, PapersQueryVariables>`
  query Papers($id: ID!) {
    ballot(id: $id) {
      id
      papers {
        tracker
        choice
        reason
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

/** Puts the sealed paper of a seat into the box of a secret ballot. */
export const castSealedVote = gql<CastSealedVoteMutation, CastSealedVoteMutationVariables>`
  mutation CastSealedVote($input: CastSealedVoteInput!) {
    castSealedVote(input: $input) {
      __typename
      ... on Receipt {
        ballotId
        paper
        sealed
        signature
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Puts off the end of an open ballot. */
export const extendBallot = gql<ExtendBallotMutation, ExtendBallotMutationVariables>`
  mutation ExtendBallot($input: ExtendBallotInput!) {
    extendBallot(input: $input) {
      __typename
      ... on Ballot {
        id
        state
        closesAt
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Ends a ballot in which every seat has voted. */
export const closeBallot = gql<CloseBallotMutation, CloseBallotMutationVariables>`
  mutation CloseBallot($input: CloseBallotInput!) {
    closeBallot(input: $input) {
      __typename
      ... on Ballot {
        id
        state
        closesAt
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Annuls a ballot that was held in error. */
export const annulBallot = gql<AnnulBallotMutation, AnnulBallotMutationVariables>`
  mutation AnnulBallot($input: AnnulBallotInput!) {
    annulBallot(input: $input) {
      __typename
      ... on Ballot {
        id
        state
        closesAt
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Enters the vote of a seat, as it was said in the meeting or came on paper. */
export const enterVote = gql<EnterVoteMutation, EnterVoteMutationVariables>`
  mutation EnterVote($input: EnterVoteInput!) {
    enterVote(input: $input) {
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

/** Contests a vote that was entered for a seat. */
export const contestVote = gql<ContestVoteMutation, ContestVoteMutationVariables>`
  mutation ContestVote($input: ContestVoteInput!) {
    contestVote(input: $input) {
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

/** How the votes of a ballot came: at which item of a meeting, when they were enough, which ends were moved, what was entered for the viewer's seats, and what is contested. */
export const comingsQuery = gql<ComingsQuery, ComingsQueryVariables>`
  query Comings($id: ID!) {
    ballot(id: $id) {
      id
      item {
        id
        number
        title
        meeting {
          id
          number
          title
        }
      }
      quorumReachedAt
      movedEnds {
        from
        to
        reason
      }
      contested {
        seatId
        seatName
        reason
        at
      }
      ownHistory {
        seatId
        at
        to
        entered
        documentId
        proxyHolder
        by {
          id
          name
        }
      }
    }
  }
`
