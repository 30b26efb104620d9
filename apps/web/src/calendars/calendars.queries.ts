import { gql } from '../api/gql.ts'
import type { RecordCalendarMutation, RecordCalendarMutationVariables, WorkingDaysQuery, WorkingDaysQueryVariables } from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** A committee with the calendar of its secretariat. */
export type Secretariat = NonNullable<WorkingDaysQuery['committee']>
export type Version = Secretariat['calendars'][number]
export type Holiday = Version['holidays'][number]

/** The working days of a committee's secretariat, and what is counted in them. */
export const workingDaysQuery = gql<WorkingDaysQuery, WorkingDaysQueryVariables>`
  query WorkingDays($id: ID!) {
    committee(id: $id) {
      id
      code
      name
      parent {
        id
        code
      }
      acts {
        act
        allowed
        why
      }
      calendars {
        id
        number
        from
        weekend
        holidays {
          title
          on
          yearly
          easter
        }
        reason
        recordedAt
        by {
          id
          name
        }
      }
      workingDayClocks {
        clock
        title
        since
        due
        zone
        words
        draft {
          id
          number
          title
        }
        anew {
          due
          words
        }
      }
    }
  }
`

/** Puts the next version of the calendar on record. */
export const recordCalendar = gql<RecordCalendarMutation, RecordCalendarMutationVariables>`
  mutation RecordCalendar($input: RecordCalendarInput!) {
    recordCalendar(input: $input) {
      __typename
      ... on CalendarVersion {
        id
        number
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
