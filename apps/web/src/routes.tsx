import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { NotFound } from './ui/NotFound.tsx'
import { Shell } from './shell/Shell.tsx'

// Routes compose features; features never meet elsewhere.
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const home = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: () => { throw redirect({ to: '/inbox' }) } })
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Shell })

const draft = createRoute({
  getParentRoute: () => signedIn,
  path: '/d/$id',
  component: lazyRouteComponent(() => import('./shell/DraftRoute.tsx'), 'DraftRoute'),
})
const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./inbox/InboxScreen.tsx'), 'InboxScreen'),
})

export const router = createRouter({
  routeTree: root.addChildren([home, signedIn.addChildren([inbox, draft])]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
