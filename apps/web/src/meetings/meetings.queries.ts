import { gql } from '../api/gql.ts'
import type {
  CloseMeetingMutation,
  CloseMeetingMutationVariables,
  MarkAttendanceMutation,
  MarkAttendanceMutationVariables,
  MeetingQuery,
  MeetingQueryVariables,
  MeetingsQuery,
  MeetingsQueryVariables,
  OpenFloorBallotMutation,
  OpenFloorBallotMutationVariables,
  OpenMeetingMutation,
  OpenMeetingMutationVariables,
  TakeUpItemMutation,
  TakeUpItemMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** The meetings of a committee. */
export const meetingsQuery = gql<MeetingsQuery, MeetingsQueryVariables>`
  query Meetings($id: ID!) {
    committee(id: $id) {
      id
      code
      name
      acts {
        act
        allowed
        why
      }
      meetings {
        id
        number
        title
        place
        openedAt
        closedAt
        items {
          id
        }
      }
    }
  }
`

/** A meeting as its page shows it. */
export type Meeting = NonNullable<MeetingQuery['meeting']>
export type Item = Meeting['items'][number]

/** One meeting: its items, who is there at each, and what was voted on. */
export const meetingQuery = gql<MeetingQuery, MeetingQueryVariables>`
  query Meeting($id: ID!) {
    meeting(id: $id) {
      id
      number
      title
      place
      openedAt
      closedAt
      acts {
        act
        allowed
        why
      }
      committee {
        id
        code
        name
        drafts(first: 100) {
          nodes {
            id
            number
            title
          }
        }
      }
      items {
        id
        number
        title
        takenUpAt
        draft {
          id
          number
          title
          stage
          rulebook
          rulebookEdition
          acts {
            act
            allowed
            why
          }
        }
        attendance {
          seatId
          name
          present
        }
        ballots {
          id
          number
          question
          state
          result {
            outcome
            sentence
          }
        }
      }
    }
  }
`

/** Opens a meeting of a committee. */
export const openMeeting = gql<OpenMeetingMutation, OpenMeetingMutationVariables>`
  mutation OpenMeeting($input: OpenMeetingInput!) {
    openMeeting(input: $input) {
      __typename
      ... on Meeting {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Closes a meeting. */
export const closeMeeting = gql<CloseMeetingMutation, CloseMeetingMutationVariables>`
  mutation CloseMeeting($input: CloseMeetingInput!) {
    closeMeeting(input: $input) {
      __typename
      ... on Meeting {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Goes on to another item. */
export const takeUpItem = gql<TakeUpItemMutation, TakeUpItemMutationVariables>`
  mutation TakeUpItem($input: TakeUpItemInput!) {
    takeUpItem(input: $input) {
      __typename
      ... on Meeting {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Records who is there. */
export const markAttendance = gql<MarkAttendanceMutation, MarkAttendanceMutationVariables>`
  mutation MarkAttendance($input: MarkAttendanceInput!) {
    markAttendance(input: $input) {
      __typename
      ... on Meeting {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Opens a vote from the floor of a meeting. */
export const openFloorBallot = gql<OpenFloorBallotMutation, OpenFloorBallotMutationVariables>`
  mutation OpenFloorBallot($input: OpenBallotInput!) {
    openBallot(input: $input) {
      __typename
      ... on Ballot {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
