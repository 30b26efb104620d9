import { gql } from '../api/gql.ts'
import type {
  AddDelegateMutation,
  AddDelegateMutationVariables,
  AddSeatMutation,
  AddSeatMutationVariables,
  BodiesQuery,
  BodiesQueryVariables,
  CreateBodyMutation,
  CreateBodyMutationVariables,
  EndDelegateMutation,
  EndDelegateMutationVariables,
  EndRoleMutation,
  EndRoleMutationVariables,
  EndSeatMutation,
  EndSeatMutationVariables,
  GrantRoleMutation,
  GrantRoleMutationVariables,
  HoldVoteMutation,
  HoldVoteMutationVariables,
  InviteMutation,
  InviteMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** Bodies and people of this installation. */
export const bodiesQuery = gql<BodiesQuery, BodiesQueryVariables>`
  query Bodies {
    bodies {
      id
      name
      kind
      jurisdiction
    }
    people(first: 100) {
      nodes {
        id
        name
      }
      pageInfo {
        hasNextPage
      }
    }
    me {
      id
      acts {
        act
        allowed
        why
      }
    }
  }
`

/** Enters a body: an organisation that can be a member of a committee. */
export const createBody = gql<CreateBodyMutation, CreateBodyMutationVariables>`
  mutation CreateBody($input: CreateBodyInput!) {
    createBody(input: $input) {
      __typename
      ... on Body {
        id
        name
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Gives a body a seat in a committee. */
export const addSeat = gql<AddSeatMutation, AddSeatMutationVariables>`
  mutation AddSeat($input: AddSeatInput!) {
    addSeat(input: $input) {
      __typename
      ... on Seat {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Ends a seat. */
export const endSeat = gql<EndSeatMutation, EndSeatMutationVariables>`
  mutation EndSeat($input: EndSeatInput!) {
    endSeat(input: $input) {
      __typename
      ... on Seat {
        id
        until
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Lets a person act for a seat. */
export const addDelegate = gql<AddDelegateMutation, AddDelegateMutationVariables>`
  mutation AddDelegate($input: AddDelegateInput!) {
    addDelegate(input: $input) {
      __typename
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Ends a delegate's place. */
export const endDelegate = gql<EndDelegateMutation, EndDelegateMutationVariables>`
  mutation EndDelegate($input: EndDelegateInput!) {
    endDelegate(input: $input) {
      __typename
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Gives a person a role in a committee. */
export const grantRole = gql<GrantRoleMutation, GrantRoleMutationVariables>`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
      __typename
      ... on Role {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Ends a role. */
export const endRole = gql<EndRoleMutation, EndRoleMutationVariables>`
  mutation EndRole($input: EndRoleInput!) {
    endRole(input: $input) {
      __typename
      ... on Role {
        id
        until
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Invites a person by a one-time link. */
export const invite = gql<InviteMutation, InviteMutationVariables>`
  mutation Invite($input: InviteInput!) {
    invite(input: $input) {
      __typename
      ... on InvitationLink {
        url
        invitation {
          id
          email
          expiresAt
        }
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Lets a delegate cast the vote of the seat beside its head, or no longer. */
export const holdVote = gql<HoldVoteMutation, HoldVoteMutationVariables>`
  mutation HoldVote($input: HoldVoteInput!) {
    holdVote(input: $input) {
      __typename
      ... on Delegate {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
