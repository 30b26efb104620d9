import { gql } from './gql.ts'

/** What every mutation asks of a refusal. */
export const refusalParts = gql`
  fragment RefusalParts on Refusal {
    code
    message
    missing {
      gate
      message
      where
    }
  }
`
