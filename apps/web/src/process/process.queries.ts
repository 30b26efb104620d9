import { gql } from '../api/gql.ts'
import type { ProcessFlowQuery, ProcessFlowQueryVariables, StageCountsQuery, StageCountsQueryVariables } from '../api/generated.ts'

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

/** How drafts flow through one rulebook: what is late, what waits at a gate and for what, how often each move was made. */
export const processFlowQuery = gql<ProcessFlowQuery, ProcessFlowQueryVariables>`
  query ProcessFlow($rulebook: String) {
    processFlow(rulebook: $rulebook) {
      of
      partial
      stages {
        stage
        late
        medianDays
      }
      moves {
        from
        to
        made
        waiting
        missing {
          title
          drafts
        }
      }
    }
  }
`
