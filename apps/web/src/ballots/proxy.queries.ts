import { gql } from '../api/gql.ts'
import type {
  GiveProxyMutation,
  GiveProxyMutationVariables,
  ProxiesQuery,
  ProxiesQueryVariables,
  TakeBackProxyMutation,
  TakeBackProxyMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** What is shown of a seat for which the viewer votes: one of theirs, or one whose vote they cast by proxy. */
export const mySeatParts = gql`
  fragment MySeatParts on MySeat {
    mayVote
    why
    hasVoted
    mayGive
    holderId
    holderName
    instruction
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
      entered
      parts
      carried
      outOfScope
      proxyHolder
    }
  }
`

/** The votes that go by proxy in a ballot: who gave theirs to whom, and those the viewer casts for others. Asked for where the rule permits any. */
export const proxiesQuery = gql<ProxiesQuery, ProxiesQueryVariables>`
  query Proxies($id: ID!) {
    ballot(id: $id) {
      id
      proxies {
        id
        seatId
        seatName
        holderId
        holderName
        instruction
        givenAt
        givenBy {
          id
          name
        }
        used
        ended
        endedAt
      }
      heldVotes {
        ...MySeatParts
      }
    }
  }
  ${mySeatParts}
`

/** Gives the vote of a seat to another seat of the roll. */
export const giveProxy = gql<GiveProxyMutation, GiveProxyMutationVariables>`
  mutation GiveProxy($input: GiveProxyInput!) {
    giveProxy(input: $input) {
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

/** Takes back the vote that a seat gave. */
export const takeBackProxy = gql<TakeBackProxyMutation, TakeBackProxyMutationVariables>`
  mutation TakeBackProxy($input: TakeBackProxyInput!) {
    takeBackProxy(input: $input) {
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
