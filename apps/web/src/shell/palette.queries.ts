import { gql } from '../api/gql.ts'
import type { PaletteQuery, PaletteQueryVariables } from '../api/generated.ts'

/** The names one can go to. */
export const paletteQuery = gql<PaletteQuery, PaletteQueryVariables>`
  query Palette {
    drafts(first: 50) {
      nodes {
        id
        number
        title
      }
    }
    committees(first: 50) {
      nodes {
        id
        code
        name
      }
    }
    ballots(first: 50) {
      nodes {
        id
        number
        draft {
          id
          title
        }
      }
    }
  }
`
