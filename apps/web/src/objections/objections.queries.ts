import { gql } from '@urql/core'
import type {
  AnswerObjectionMutation,
  AnswerObjectionMutationVariables,
  FindOnObjectionMutation,
  FindOnObjectionMutationVariables,
  ObjectionsQuery,
  ObjectionsQueryVariables,
  RaiseObjectionMutation,
  RaiseObjectionMutationVariables,
  RespondToObjectionMutation,
  RespondToObjectionMutationVariables,
  TriageObjectionMutation,
  TriageObjectionMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** An objection as its screen shows it. */
export type Objection = NonNullable<ObjectionsQuery['draft']>['objections'][number]

/** The objections to a draft, each with its whole life. */
export const objectionsQuery = gql<ObjectionsQuery, ObjectionsQueryVariables>`
  query Objections($id: ID!) {
    draft(id: $id) {
      id
      acts {
        act
        allowed
        why
      }
      text {
        outline {
          clauseId
          number
          title
          depth
        }
      }
      objections {
        id
        number
        clauseId
        locus
        quote
        reason
        wouldClear
        status
        kind
        stands
        turn
        respondBy
        raisedAt
        allows
        acts {
          act
          allowed
          why
        }
        steps {
          id
          act
          status
          outcome
          reason
          at
          by {
            id
            name
          }
        }
        seat {
          id
          body {
            id
            name
          }
        }
        author {
          id
          name
        }
      }
    }
  }
`

/** Raises a reasoned objection for a seat. */
export const raiseObjection = gql<RaiseObjectionMutation, RaiseObjectionMutationVariables>`
  mutation RaiseObjection($input: RaiseObjectionInput!) {
    raiseObjection(input: $input) {
      __typename
      ... on Objection {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Says of what kind an objection is. */
export const triageObjection = gql<TriageObjectionMutation, TriageObjectionMutationVariables>`
  mutation TriageObjection($input: TriageObjectionInput!) {
    triageObjection(input: $input) {
      __typename
      ... on Objection {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Answers an objection. */
export const answerObjection = gql<AnswerObjectionMutation, AnswerObjectionMutationVariables>`
  mutation AnswerObjection($input: AnswerObjectionInput!) {
    answerObjection(input: $input) {
      __typename
      ... on Objection {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Says for the seat that objected whether the answer clears its objection. */
export const respondToObjection = gql<RespondToObjectionMutation, RespondToObjectionMutationVariables>`
  mutation RespondToObjection($input: RespondToObjectionInput!) {
    respondToObjection(input: $input) {
      __typename
      ... on Objection {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Records the chair's finding on a sustained objection. */
export const findOnObjection = gql<FindOnObjectionMutation, FindOnObjectionMutationVariables>`
  mutation FindOnObjection($input: FindOnObjectionInput!) {
    findOnObjection(input: $input) {
      __typename
      ... on Objection {
        id
        status
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
