import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { Fault } from './ui/Fault.tsx'
import { NotFound } from './ui/NotFound.tsx'
import { Shell } from './shell/Shell.tsx'

// Routes compose features; features never meet elsewhere. Every screen is a chunk of its own.
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const optional = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox', replace: true })
  },
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { return?: string; ended?: boolean } => ({
    return: optional(search['return']),
    ended: search['ended'] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./people/SignIn.tsx'), 'SignIn'),
})
const oneTimeLink = createRoute({
  getParentRoute: () => root,
  path: '/link/$token',
  component: lazyRouteComponent(() => import('./people/OneTimeLink.tsx'), 'OneTimeLink'),
})
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./people/Forgot.tsx'), 'Forgot'),
})
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./people/Register.tsx'), 'Register'),
})

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Shell })
const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./inbox/InboxScreen.tsx'), 'InboxScreen'),
})
const calendar = createRoute({
  getParentRoute: () => signedIn,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./inbox/CalendarScreen.tsx'), 'CalendarScreen'),
})
const committees = createRoute({
  getParentRoute: () => signedIn,
  path: '/committees',
  component: lazyRouteComponent(() => import('./committees/CommitteeList.tsx'), 'CommitteeList'),
})
const committee = createRoute({
  getParentRoute: () => signedIn,
  path: '/c/$id',
  component: lazyRouteComponent(() => import('./committees/CommitteeScreen.tsx'), 'CommitteeScreen'),
})
const committeePeople = createRoute({
  getParentRoute: () => signedIn,
  path: '/c/$id/people',
  component: lazyRouteComponent(() => import('./committees/CommitteePeople.tsx'), 'CommitteePeople'),
})
const workingDays = createRoute({
  getParentRoute: () => signedIn,
  path: '/c/$id/working-days',
  component: lazyRouteComponent(() => import('./calendars/WorkingDaysScreen.tsx'), 'WorkingDaysScreen'),
})
const committeeTurnout = createRoute({
  getParentRoute: () => signedIn,
  path: '/c/$id/turnout',
  component: lazyRouteComponent(() => import('./committees/TurnoutScreen.tsx'), 'TurnoutScreen'),
})
const meetings = createRoute({
  getParentRoute: () => signedIn,
  path: '/c/$id/meetings',
  component: lazyRouteComponent(() => import('./meetings/MeetingsScreen.tsx'), 'MeetingsScreen'),
})
const meeting = createRoute({
  getParentRoute: () => signedIn,
  path: '/m/$id',
  component: lazyRouteComponent(() => import('./meetings/MeetingScreen.tsx'), 'MeetingScreen'),
})
const newDraft = createRoute({
  getParentRoute: () => signedIn,
  path: '/c/$id/new',
  component: lazyRouteComponent(() => import('./committees/NewDraft.tsx'), 'NewDraft'),
})
const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('./committees/PeopleScreen.tsx'), 'PeopleScreen'),
})
const drafts = createRoute({
  getParentRoute: () => signedIn,
  path: '/drafts',
  validateSearch: (search): { stage?: string; rulebook?: string } => ({
    stage: optional(search['stage']),
    rulebook: optional(search['rulebook']),
  }),
  component: lazyRouteComponent(() => import('./committees/DraftList.tsx'), 'DraftList'),
})
const ballots = createRoute({
  getParentRoute: () => signedIn,
  path: '/ballots',
  component: lazyRouteComponent(() => import('./ballots/BallotList.tsx'), 'BallotList'),
})
const ballot = createRoute({
  getParentRoute: () => signedIn,
  path: '/b/$id',
  component: lazyRouteComponent(() => import('./shell/BallotRoute.tsx'), 'BallotRoute'),
})
const report = createRoute({
  getParentRoute: () => signedIn,
  path: '/b/$id/report',
  component: lazyRouteComponent(() => import('./ballots/ReportScreen.tsx'), 'ReportScreen'),
})
const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./people/Account.tsx'), 'Account'),
})
const process = createRoute({
  getParentRoute: () => signedIn,
  path: '/process',
  validateSearch: (search): { rulebook?: string } => ({ rulebook: optional(search['rulebook']) }),
  component: lazyRouteComponent(() => import('./process/ProcessScreen.tsx'), 'ProcessScreen'),
})
const rulebook = createRoute({
  getParentRoute: () => signedIn,
  path: '/rulebooks/$id',
  validateSearch: (search): { edition?: string } => ({ edition: optional(search['edition']) }),
  component: lazyRouteComponent(() => import('./process/RulebookScreen.tsx'), 'RulebookScreen'),
})
const secretariat = createRoute({
  getParentRoute: () => signedIn,
  path: '/s',
  component: lazyRouteComponent(() => import('./secretariat/SecretariatScreen.tsx'), 'SecretariatScreen'),
})

const draft = createRoute({
  getParentRoute: () => signedIn,
  path: '/d/$id',
  component: lazyRouteComponent(() => import('./shell/DraftRoute.tsx'), 'DraftRoute'),
})
const draftFrame = createRoute({
  getParentRoute: () => signedIn,
  id: 'draft',
  component: lazyRouteComponent(() => import('./shell/DraftFrame.tsx'), 'DraftFrame'),
})
const comments = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/comments',
  validateSearch: (search): Record<string, unknown> => search,
  // The gate for objections points here with `status=objection`; they have a screen of their own.
  beforeLoad: ({ search, params }) => {
    if (search['status'] === 'objection') throw redirect({ to: '/d/$id/objections', params, replace: true })
  },
  component: lazyRouteComponent(() => import('./comments/CommentsScreen.tsx'), 'CommentsScreen'),
})
const objections = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/objections',
  validateSearch: (search): { objection?: string } => ({ objection: optional(search['objection']) }),
  component: lazyRouteComponent(() => import('./objections/ObjectionsScreen.tsx'), 'ObjectionsScreen'),
})
const polls = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/polls',
  validateSearch: (search): { poll?: string; open?: string } => ({ poll: optional(search['poll']), open: optional(search['open']) }),
  component: lazyRouteComponent(() => import('./polls/PollsScreen.tsx'), 'PollsScreen'),
})
const appeals = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/appeals',
  validateSearch: (search): { objection?: string } => ({ objection: optional(search['objection']) }),
  component: lazyRouteComponent(() => import('./appeals/AppealsScreen.tsx'), 'AppealsScreen'),
})
const appeal = createRoute({
  getParentRoute: () => signedIn,
  path: '/appeals/$id',
  component: lazyRouteComponent(() => import('./appeals/AppealScreen.tsx'), 'AppealScreen'),
})
const decide = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/decide',
  component: lazyRouteComponent(() => import('./deciding/DecideScreen.tsx'), 'DecideScreen'),
})
const tracks = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/tracks',
  component: lazyRouteComponent(() => import('./tracks/TracksScreen.tsx'), 'TracksScreen'),
})
const past = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/past',
  validateSearch: (search): { seq?: number } => ({ seq: Number.isInteger(search['seq']) ? (search['seq'] as number) : undefined }),
  component: lazyRouteComponent(() => import('./past/PastScreen.tsx'), 'PastScreen'),
})
const stage = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/stage',
  component: lazyRouteComponent(() => import('./stages/StageScreen.tsx'), 'StageScreen'),
})
const roll = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/roll',
  component: lazyRouteComponent(() => import('./rolls/RollScreen.tsx'), 'RollScreen'),
})
const review = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/review',
  component: lazyRouteComponent(() => import('./reviews/ReviewScreen.tsx'), 'ReviewScreen'),
})
const record = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/record',
  component: lazyRouteComponent(() => import('./record/RecordScreen.tsx'), 'RecordScreen'),
})
const history = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/history',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/d/$id/stage', params, hash: 'history', replace: true })
  },
})
const move = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/move',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/d/$id/stage', params, replace: true })
  },
})
const editions = createRoute({
  getParentRoute: () => draftFrame,
  path: '/d/$id/editions',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/d/$id/record', params, hash: 'editions', replace: true })
  },
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    oneTimeLink,
    forgot,
    register,
    signedIn.addChildren([
      inbox,
      calendar,
      committees,
      committee,
      committeePeople,
      workingDays,
      committeeTurnout,
      newDraft,
      people,
      drafts,
      meetings,
      meeting,
      ballots,
      ballot,
      report,
      account,
      process,
      rulebook,
      secretariat,
      appeal,
      draft,
      draftFrame.addChildren([comments, objections, polls, appeals, decide, tracks, past, stage, roll, review, record, history, move, editions]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Fault,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
