import { gql } from '../api/gql.ts'
import type {
  AcceptInvitationMutation,
  AcceptInvitationMutationVariables,
  AccountQuery,
  AccountQueryVariables,
  ChangePasswordMutation,
  ChangePasswordMutationVariables,
  CreateAccessTokenMutation,
  CreateAccessTokenMutationVariables,
  DemoQuery,
  DemoQueryVariables,
  EndSessionMutation,
  EndSessionMutationVariables,
  LinkQuery,
  LinkQueryVariables,
  RegisterMutation,
  RegisterMutationVariables,
  RequestPasswordResetMutation,
  RequestPasswordResetMutationVariables,
  RequestRegistrationMutation,
  RequestRegistrationMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** Whether this server is a demonstration. */
export const demoQuery = gql<DemoQuery, DemoQueryVariables>`
  query Demo {
    clock {
      demo
      now
    }
  }
`

/** What a one-time link is for; null when it is unknown, used or expired. */
export const linkQuery = gql<LinkQuery, LinkQueryVariables>`
  query Link($token: String!) {
    link(token: $token) {
      purpose
      email
      name
      committee
      expiresAt
    }
  }
`

/** Uses a one-time link: an invitation, a first or a forgotten password. */
export const acceptInvitation = gql<AcceptInvitationMutation, AcceptInvitationMutationVariables>`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      __typename
      ... on Done {
        ok
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Asks for a link to set a new password. */
export const requestPasswordReset = gql<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>`
  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      __typename
      ... on Done {
        ok
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Asks for a code by e-mail, to open an account. */
export const requestRegistration = gql<RequestRegistrationMutation, RequestRegistrationMutationVariables>`
  mutation RequestRegistration($input: RequestRegistrationInput!) {
    requestRegistration(input: $input) {
      __typename
      ... on Done {
        ok
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Opens the account with the code. */
export const register = gql<RegisterMutation, RegisterMutationVariables>`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      __typename
      ... on Done {
        ok
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** The person's own account. */
export const accountQuery = gql<AccountQuery, AccountQueryVariables>`
  query Account {
    me {
      id
      sessions {
        id
        startedAt
        lastSeenAt
        address
        agent
        current
      }
      seats {
        id
        kind
        interestCategory
        body {
          id
          name
        }
        committee {
          id
          code
          name
        }
        delegates {
          id
          head
          person {
            id
          }
        }
      }
      roles {
        id
        role
        since
        committee {
          id
          code
          name
        }
      }
    }
  }
`

/** Changes the password of who is signed in. */
export const changePassword = gql<ChangePasswordMutation, ChangePasswordMutationVariables>`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      __typename
      ... on Done {
        ok
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Ends one of the person's sessions. */
export const endSession = gql<EndSessionMutation, EndSessionMutationVariables>`
  mutation EndSession($sessionId: ID!) {
    endSession(input: { sessionId: $sessionId }) {
      __typename
      ... on Done {
        ok
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Makes a token for a program that acts for the person; it is shown once. */
export const createAccessToken = gql<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>`
  mutation CreateAccessToken($name: String!) {
    createAccessToken(input: { name: $name }) {
      __typename
      ... on AccessToken {
        token
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
