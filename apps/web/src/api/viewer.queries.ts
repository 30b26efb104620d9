import { gql } from './gql.ts'
import type {
  InboxChangedSubscription,
  InboxChangedSubscriptionVariables,
  InboxCountQuery,
  InboxCountQueryVariables,
  ViewerQuery,
  ViewerQueryVariables,
} from './generated.ts'

/** Who is signed in, and what the frame of every screen needs. */
export const viewerQuery = gql<ViewerQuery, ViewerQueryVariables>`
  query Viewer {
    me {
      id
      name
      email
      isAdministrator
      roles {
        id
        role
        committee {
          id
          code
          name
        }
      }
      seats {
        id
        kind
        body {
          id
          name
        }
        committee {
          id
          code
          name
        }
      }
      acts {
        act
        allowed
        why
      }
    }
    clock {
      now
      offset
      demo
      mayMove
    }
  }
`

/** How many acts wait for this person. */
export const inboxCountQuery = gql<InboxCountQuery, InboxCountQueryVariables>`
  query InboxCount {
    inbox {
      needsYou {
        id
      }
      now
    }
  }
`

/** Something in the inbox is new or done: ask again. */
export const inboxChanged = gql<InboxChangedSubscription, InboxChangedSubscriptionVariables>`
  subscription InboxChanged {
    inboxChanged {
      ok
    }
  }
`
