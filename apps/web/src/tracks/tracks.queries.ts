import { gql } from '../api/gql.ts'
import type {
  MoveRulebookEditionMutation,
  MoveRulebookEditionMutationVariables,
  RecordTrackMutation,
  RecordTrackMutationVariables,
  TracksQuery,
  TracksQueryVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** A draft with its rulebooks. */
export type TrackedDraft = NonNullable<TracksQuery['draft']>

/** Under which rulebooks a draft runs, where it stands under each, and in what they contradict each other. */
export const tracksQuery = gql<TracksQuery, TracksQueryVariables>`
  query Tracks($id: ID!) {
    draft(id: $id) {
      id
      stage
      phase
      rulebook
      rulebookEdition
      contradictions
      acts {
        act
        allowed
        why
      }
      tracks {
        id
        rulebook
        rulebookEdition
        stage
        phase
        reason
        at
        by {
          id
          name
        }
      }
      decisions {
        id
        number
        kind
        reason
        figures
        at
      }
    }
  }
`

/** Records where a draft stands under the rulebook of another body. */
export const recordTrack = gql<RecordTrackMutation, RecordTrackMutationVariables>`
  mutation RecordTrack($input: RecordTrackInput!) {
    recordTrack(input: $input) {
      __typename
      ... on Draft {
        id
        contradictions
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Moves a running draft to another edition of its rulebook. */
export const moveRulebookEdition = gql<MoveRulebookEditionMutation, MoveRulebookEditionMutationVariables>`
  mutation MoveRulebookEdition($input: MoveRulebookEditionInput!) {
    moveRulebookEdition(input: $input) {
      __typename
      ... on Draft {
        id
        rulebookEdition
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
