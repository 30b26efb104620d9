import { gql } from '../api/gql.ts'
import type {
  CommentOnTextMutation, CommentOnTextMutationVariables, WorkspaceChangedSubscription, WorkspaceChangedSubscriptionVariables,
  DraftNotesQuery, DraftNotesQueryVariables, DraftPeopleQuery, DraftPeopleQueryVariables, DraftTextQuery, DraftTextQueryVariables,
  EditThreadMutation, EditThreadMutationVariables, ImportTextMutation, ImportTextMutationVariables, ReopenThreadMutation, ReopenThreadMutationVariables, ReplyToThreadMutation,
  ReplyToThreadMutationVariables, ResolveThreadMutation, ResolveThreadMutationVariables, WorkspaceQuery, WorkspaceQueryVariables,
} from '../api/generated.ts'

/** A draft as the workspace knows it. */
export type Draft = NonNullable<WorkspaceQuery['draft']>

/** The draft around its text: what the page needs before the text can be worked on. */
export const workspaceQuery = gql<WorkspaceQuery, WorkspaceQueryVariables>`
  query Workspace($id: ID!) {
    me { id name }
    draft(id: $id) {
      id
      number
      title
      stage
      phase
      template
      languages
      frozen
      epoch
      withdrawnAt
      withdrawnReason
      isDemo
      committee { id code name }
      acts { act allowed why }
      currentEdition { id name createdAt adoptedAt }
      text { seq words outline { clauseId depth number title kind gap } }
      import { id format fileName title items byType gaps { clauseId designation reason severity } unplaced warnings at }
    }
  }
`

/** The text itself, ready to read; not asked for when it came with the page. */
export const textQuery = gql<DraftTextQuery, DraftTextQueryVariables>`
  query DraftText($id: ID!) {
    draft(id: $id) { id text { seq html } }
  }
`

/** What was said about the text, for the margin. */
export const notesQuery = gql<DraftNotesQuery, DraftNotesQueryVariables>`
  query DraftNotes($id: ID!, $after: String) {
    draft(id: $id) {
      id
      commentCounts { total open unplaced }
      comments(first: 200, after: $after) {
        total
        pageInfo { endCursor hasNextPage }
        nodes {
          id
          number
          author { id name }
          seat { id body { id name } }
          anchor { clauseId blockId start end quote prefix suffix relStart relEnd needBefore needAfter }
          placed
          type
          body
          proposedChange
          status
          disposition
          dispositionReason
          createdAt
          editedAt
          resolvedAt
          replies { id author { id name } body createdAt }
        }
      }
      objections { id number seat { id body { id name } } clauseId locus reason wouldClear status raisedAt }
    }
  }
`

/** Who can be named in a comment: everybody with a role or a seat in the committee. */
export const peopleQuery = gql<DraftPeopleQuery, DraftPeopleQueryVariables>`
  query DraftPeople($id: ID!) {
    draft(id: $id) {
      id
      committee {
        id
        roles { id role person { id name } }
        seats { id body { id name } delegates { id person { id name } } }
      }
    }
  }
`

export const workspaceChangedSubscription = gql<WorkspaceChangedSubscription, WorkspaceChangedSubscriptionVariables>`
  subscription WorkspaceChanged($id: ID!) {
    draftChanged(draftId: $id) { draftId what }
  }
`

export const commentMutation = gql<CommentOnTextMutation, CommentOnTextMutationVariables>`
  mutation CommentOnText($input: CommentInput!) {
    comment(input: $input) {
      __typename
      ... on Comment { id number status }
      ... on Refusal { code message missing { gate message where } }
    }
  }
`

export const editMutation = gql<EditThreadMutation, EditThreadMutationVariables>`
  mutation EditThread($input: EditCommentInput!) {
    editComment(input: $input) {
      __typename
      ... on Comment { id type body proposedChange editedAt }
      ... on Refusal { code message missing { gate message where } }
    }
  }
`

export const replyMutation = gql<ReplyToThreadMutation, ReplyToThreadMutationVariables>`
  mutation ReplyToThread($input: ReplyInput!) {
    reply(input: $input) {
      __typename
      ... on Comment { id status replies { id author { id name } body createdAt } }
      ... on Refusal { code message missing { gate message where } }
    }
  }
`

export const resolveMutation = gql<ResolveThreadMutation, ResolveThreadMutationVariables>`
  mutation ResolveThread($input: ResolveCommentInput!) {
    resolveComment(input: $input) {
      __typename
      ... on Comment { id status resolvedAt }
      ... on Refusal { code message missing { gate message where } }
    }
  }
`

export const reopenMutation = gql<ReopenThreadMutation, ReopenThreadMutationVariables>`
  mutation ReopenThread($input: ReopenCommentInput!) {
    reopenComment(input: $input) {
      __typename
      ... on Comment { id status resolvedAt }
      ... on Refusal { code message missing { gate message where } }
    }
  }
`

export const importMutation = gql<ImportTextMutation, ImportTextMutationVariables>`
  mutation ImportText($input: ImportDraftInput!) {
    importDraft(input: $input) {
      __typename
      ... on Draft {
        id
        text { seq words outline { clauseId depth number title kind gap } }
        import { id format fileName title items byType gaps { clauseId designation reason severity } unplaced warnings at }
      }
      ... on Refusal { code message missing { gate message where } }
    }
  }
`
