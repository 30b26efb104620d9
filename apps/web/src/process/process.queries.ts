import { gql } from '../api/gql.ts'
import type { StageCountsQuery, StageCountsQueryVariables } from '../api/generated.ts'

/** How many drafts at work stand in each stage of each rulebook, of those the viewer may read. */
export const stageCountsQuery = gql<StageCountsQuery, StageCountsQueryVariables>`
  query StageCounts {
    stageCounts {
      rulebook
      stage
      drafts
    }
  }
`
