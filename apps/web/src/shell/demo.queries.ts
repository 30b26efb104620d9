import { gql } from '../api/gql.ts'
import type { MoveClockMutation, MoveClockMutationVariables, RemoveDemoMutation, RemoveDemoMutationVariables } from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** Moves the clock of the demo forward; everything that falls due on the way happens. */
export const moveClock = gql<MoveClockMutation, MoveClockMutationVariables>`
  mutation MoveClock($by: String!) {
    moveClock(input: { by: $by }) {
      __typename
      ... on Clock {
        now
        offset
        demo
        mayMove
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Takes all demonstration data away. */
export const removeDemo = gql<RemoveDemoMutation, RemoveDemoMutationVariables>`
  mutation RemoveDemo {
    removeDemo(input: { confirm: true }) {
      __typename
      ... on Done {
        ok
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
