import { gql } from '../api/gql.ts'
import type {
  AttestMutation,
  AttestMutationVariables,
  DraftChangedSubscription,
  DraftChangedSubscriptionVariables,
  MoveDraftMutation,
  MoveDraftMutationVariables,
  OpenBallotMutation,
  OpenBallotMutationVariables,
  OpenCallMutation,
  OpenCallMutationVariables,
  RailQuery,
  RailQueryVariables,
  RecountClockMutation,
  RecountClockMutationVariables,
  RestoreDraftMutation,
  RestoreDraftMutationVariables,
  StageQuery,
  StageQueryVariables,
  TakeBackMoveMutation,
  TakeBackMoveMutationVariables,
  WithdrawDraftMutation,
  WithdrawDraftMutationVariables,
} from '../api/generated.ts'
import { refusalParts } from '../api/refusal.queries.ts'

/** The stage rail as every screen shows it. */
export const railParts = gql`
  fragment RailParts on StageRail {
    next
    missing
    now
    stations {
      code
      name
      state
      closedAt
      since
      until
      day
      days
      words
      ticks {
        at
        kind
      }
    }
  }
`

/** Every move with its gates, and who declared what. */
export const checklistParts = gql`
  fragment ChecklistParts on MoveChecklist {
    to
    name
    direction
    decides
    allowed
    why
    overrideAllowed
    gates {
      gate
      title
      kind
      met
      message
      where
      attestations {
        id
        person {
          id
          name
        }
        role
        seat {
          id
          body {
            id
            name
          }
        }
        reason
        document
        at
      }
    }
  }
`

/** The head of a draft's screens: its name, its rail and what is missing. */
export const railQuery = gql<RailQuery, RailQueryVariables>`
  query Rail($id: ID!) {
    draft(id: $id) {
      id
      number
      title
      stage
      frozen
      withdrawnAt
      committee {
        id
        code
        name
      }
      acts {
        act
        allowed
        why
      }
      rail {
        ...RailParts
      }
      checklist {
        ...ChecklistParts
      }
      commentCounts {
        total
        open
      }
    }
  }
  ${railParts}
  ${checklistParts}
`

/** The stage screen: everything about where the draft stands and how it came there. */
export const stageQuery = gql<StageQuery, StageQueryVariables>`
  query Stage($id: ID!) {
    draft(id: $id) {
      id
      number
      title
      stage
      rulebook
      rulebookEdition
      languages
      scope
      evidence
      jurisdictions
      existingInstruments
      withdrawnAt
      withdrawnReason
      acts {
        act
        allowed
        why
      }
      checklist {
        ...ChecklistParts
      }
      history {
        id
        from
        to
        at
        by {
          id
          name
        }
        reason
        override
        takenBackAt
        takenBackReason
        missing {
          gate
          message
          where
        }
      }
      calls {
        id
        opensAt
        closesAt
        closedAt
        question
        comments
      }
      ballots {
        id
        number
        state
        question
        opensAt
        closesAt
        result {
          sentence
        }
      }
      editions {
        id
        number
        name
        seq
        createdAt
      }
      clocks {
        clock
        title
        since
        due
        zone
        words
        anew {
          due
          words
        }
      }
      contradictions
      adoptionSuspended
    }
  }
  ${checklistParts}
`

/** Something other than the text changed. */
export const draftChanged = gql<DraftChangedSubscription, DraftChangedSubscriptionVariables>`
  subscription DraftChanged($id: ID!) {
    draftChanged(draftId: $id) {
      draftId
      what
    }
  }
`

/** Moves a draft to another stage, or says everything that is missing. */
export const moveDraft = gql<MoveDraftMutation, MoveDraftMutationVariables>`
  mutation MoveDraft($input: MoveDraftInput!) {
    moveDraft(input: $input) {
      __typename
      ... on Draft {
        id
        stage
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Takes back a move made in error; both stay in the history. */
export const takeBackMove = gql<TakeBackMoveMutation, TakeBackMoveMutationVariables>`
  mutation TakeBackMove($input: TakeBackMoveInput!) {
    takeBackMove(input: $input) {
      __typename
      ... on Draft {
        id
        stage
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Declares a gate fulfilled, in one's own name, for ever. */
export const attest = gql<AttestMutation, AttestMutationVariables>`
  mutation Attest($input: AttestInput!) {
    attest(input: $input) {
      __typename
      ... on Draft {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Moves the end of a running clock to where the calendar of the secretariat puts it. */
export const recountClock = gql<RecountClockMutation, RecountClockMutationVariables>`
  mutation RecountClock($input: RecountClockInput!) {
    recountClock(input: $input) {
      __typename
      ... on Draft {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Opens a public call for comments. */
export const openCall = gql<OpenCallMutation, OpenCallMutationVariables>`
  mutation OpenCall($input: OpenCallInput!) {
    openCall(input: $input) {
      __typename
      ... on Call {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Opens a ballot on the frozen edition. */
export const openBallot = gql<OpenBallotMutation, OpenBallotMutationVariables>`
  mutation OpenBallot($input: OpenBallotInput!) {
    openBallot(input: $input) {
      __typename
      ... on Ballot {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Withdraws a draft from work. */
export const withdrawDraft = gql<WithdrawDraftMutation, WithdrawDraftMutationVariables>`
  mutation WithdrawDraft($input: WithdrawDraftInput!) {
    withdrawDraft(input: $input) {
      __typename
      ... on Draft {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`

/** Takes a withdrawn draft up again. */
export const restoreDraft = gql<RestoreDraftMutation, RestoreDraftMutationVariables>`
  mutation RestoreDraft($input: RestoreDraftInput!) {
    restoreDraft(input: $input) {
      __typename
      ... on Draft {
        id
      }
      ...RefusalParts
    }
  }
  ${refusalParts}
`
