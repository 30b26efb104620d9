import { renewedByActs } from './api/answer.ts'
import { client } from './api/client.ts'
import { viewerQuery } from './api/viewer.queries.ts'
import { workspaceQuery } from './drafts/drafts.queries.ts'
import { askAhead, isKeptHere } from './editor/text-ahead.ts'
import { railQuery } from './stages/stages.queries.ts'

/**
 * Asks for what the page of a draft will need while the application is still being set up, so that nothing waits for a screen to ask for it:
 * who looks, what surrounds the text, where it stands, the shared text itself, and the code that shows it. The screens find the answers in the cache.
 */
export function goAhead(path: string): void {
  const [, draftId] = /^\/d\/([0-9a-f-]{36})\/?$/.exec(path) ?? []
  if (draftId === undefined) return
  void client.query(viewerQuery, {}, renewedByActs).toPromise()
  void client.query(workspaceQuery, { id: draftId }, renewedByActs).toPromise()
  void client.query(railQuery, { id: draftId }, renewedByActs).toPromise()
  void import('./shell/DraftRoute.tsx')
  if (!isKeptHere(draftId)) askAhead(draftId)
  void import('./editor/live.ts')
}
