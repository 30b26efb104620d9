import { createContext, useContext } from 'react'
import type { ViewerQuery } from './generated.ts'

/** The person at this screen. */
export type Viewer = NonNullable<ViewerQuery['me']>

/** The viewer and the server's clock, for every screen inside the shell. */
export interface Present {
  readonly viewer: Viewer
  readonly clock: ViewerQuery['clock']
}

export const PresentContext = createContext<Present | null>(null)

/** Who looks at this screen. Only inside the shell, which shows nothing to a stranger. */
export function usePresent(): Present {
  const present = useContext(PresentContext)
  if (present === null) throw new Error('usePresent was called outside the shell')
  return present
}
