import { gql } from '../api/gql.ts'
import type {
  CommitteePeopleQuery,
  CommitteePeopleQueryVariables,
  CommitteeQuery,
  CommitteeQueryVariables,
  CommitteesQuery,
  CommitteesQueryVariables,
  CreateCommitteeMutation,
  CreateCommitteeMutationVariables,
  CreateDraftMutation,
  CreateDraftMutationVariables,
  DraftListQuery,
  DraftListQueryVariables,
  NewDraftQuery,
  NewDraftQueryVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** The committees one may see. */
export const committeesQuery = gql<CommitteesQuery, CommitteesQueryVariables>`
  query Committees {
    committees(first: 50) {
      nodes {
        id
        code
        name
        scope
        parent {
          id
        }
        interestCategories
      }
      pageInfo {
        hasNextPage
      }
    }
    me {
      id
      acts {
        act
        allowed
        why
      }
    }
  }
`

/** A draft as lists show it. */
export const draftLineParts = gql`
  fragment DraftLineParts on Draft {
    id
    number
    title
    stage
    phase
    withdrawnAt
    isDemo
    committee {
      id
      code
    }
    rail {
      now
      missing
      next
      stations {
        code
        name
        state
        day
        days
        until
        words
      }
    }
    commentCounts {
      open
    }
  }
`

/** A committee with its work and its decisions. */
export const committeeQuery = gql<CommitteeQuery, CommitteeQueryVariables>`
  query Committee($id: ID!) {
    committee(id: $id) {
      id
      code
      name
      scope
      parent {
        id
        code
        name
      }
      children {
        id
        code
        name
      }
      interestCategories
      seats {
        id
      }
      acts {
        act
        allowed
        why
      }
      drafts(first: 50) {
        nodes {
          ...DraftLineParts
        }
      }
      decisions(first: 20) {
        id
        number
        kind
        outcome
        reason
        rule
        figures
        at
        where
        draft {
          id
          number
          title
        }
        by {
          id
          name
        }
      }
    }
  }
  ${draftLineParts}
`

/** A committee with all who belong to it. */
export type People = CommitteePeopleQuery

/** The seats, roles and invitations of a committee. */
export const committeePeopleQuery = gql<CommitteePeopleQuery, CommitteePeopleQueryVariables>`
  query CommitteePeople($id: ID!) {
    committee(id: $id) {
      id
      code
      name
      interestCategories
      acts {
        act
        allowed
        why
      }
      seats {
        id
        kind
        interestCategory
        jurisdiction
        weight
        since
        until
        body {
          id
          name
        }
        delegates {
          id
          head
          holdsVote
          until
          person {
            id
            name
          }
        }
      }
      roles {
        id
        role
        since
        until
        person {
          id
          name
        }
      }
      invitations {
        id
        email
        name
        role
        seatId
        expiresAt
        usedAt
      }
    }
    me {
      id
    }
    bodies {
      id
      name
      kind
      jurisdiction
    }
    people(first: 100) {
      nodes {
        id
        name
      }
    }
  }
`

/** All drafts one may see. */
export const draftListQuery = gql<DraftListQuery, DraftListQueryVariables>`
  query DraftList($after: String, $stage: String, $rulebook: String) {
    drafts(first: 50, after: $after, stage: $stage, rulebook: $rulebook) {
      nodes {
        ...DraftLineParts
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
  ${draftLineParts}
`

/** What the form of a new draft needs. */
export const newDraftQuery = gql<NewDraftQuery, NewDraftQueryVariables>`
  query NewDraft($id: ID!) {
    committee(id: $id) {
      id
      code
      name
      acts {
        act
        allowed
        why
      }
    }
    rulebooks {
      id
      name
      edition
    }
  }
`

/** Opens a draft. */
export const createDraft = gql<CreateDraftMutation, CreateDraftMutationVariables>`
  mutation CreateDraft($input: CreateDraftInput!) {
    createDraft(input: $input) {
      __typename
      ... on Draft {
        id
        number
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Founds a committee. */
export const createCommittee = gql<CreateCommitteeMutation, CreateCommitteeMutationVariables>`
  mutation CreateCommittee($input: CreateCommitteeInput!) {
    createCommittee(input: $input) {
      __typename
      ... on Committee {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
