import { gql } from '../api/gql.ts'
import type { RollPageQuery, RollPageQueryVariables, WholeRollQuery, WholeRollQueryVariables } from '../api/generated.ts'

/** What is shown of a seat on the roll. */
export const rollEntryParts = gql`
  fragment RollEntryParts on RollEntry {
    seatId
    name
    jurisdiction
    presence
    hasVoted
    vote {
      choice
      reason
      at
      proxyHolder
      carried
      outOfScope
      by {
        id
        name
      }
    }
  }
`

/** A page of the roll of a ballot: those that are found, have voted or have not. */
export const rollPageQuery = gql<RollPageQuery, RollPageQueryVariables>`
  query RollPage($id: ID!, $first: Int! = 200, $after: String, $search: String, $voted: Boolean) {
    ballot(id: $id) {
      id
      rollPage(first: $first, after: $after, search: $search, voted: $voted) {
        total
        nodes {
          ...RollEntryParts
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
  ${rollEntryParts}
`

/** The whole roll, to be printed. */
export const wholeRollQuery = gql<WholeRollQuery, WholeRollQueryVariables>`
  query WholeRoll($id: ID!) {
    ballot(id: $id) {
      id
      roll {
        ...RollEntryParts
      }
    }
  }
  ${rollEntryParts}
`
