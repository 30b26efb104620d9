import { gql } from '../api/gql.ts'
import type { CalendarQuery, CalendarQueryVariables, InboxQuery, InboxQueryVariables } from '../api/generated.ts'

/** What needs this person, what they wait for, and what they follow. */
export const inboxQuery = gql<InboxQuery, InboxQueryVariables>`
  query Inbox {
    inbox {
      now
      needsYou {
        id
        verb
        title
        why
        due
        zone
        where
        draft {
          id
          number
          title
        }
      }
      waiting {
        what
        who
        due
        where
      }
      followed {
        what
        at
        where
        draft {
          id
          number
          title
        }
      }
      calendar {
        key
        what
        due
        where
      }
    }
  }
`

/** Every deadline this person can see. */
export const calendarQuery = gql<CalendarQuery, CalendarQueryVariables>`
  query Calendar {
    inbox {
      now
      calendar {
        key
        what
        due
        where
      }
    }
  }
`
