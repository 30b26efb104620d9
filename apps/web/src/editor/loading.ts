import { pauseBefore } from './line-watch.ts'
import { now } from '../ui/moment.ts'

/** What to do when code did not come. */
export interface Trouble {
  /** Says so to the person. */
  readonly tell: () => void
  /** Whether the server answers. */
  readonly reachable: () => Promise<boolean>
  /** Loads the page again, unless that would cost the person something. */
  readonly reload: () => void
  readonly pause?: (attempt: number, random: number) => number
}

/**
 * Fetches code. When the server went away between a page and its code, the page is loaded again as soon as the server answers: a browser remembers
 * that a module did not come, and does not ask for it a second time. Null when it did not come, or `signal` ended it.
 */
export async function loaded<T>(load: () => Promise<T>, signal: AbortSignal, { tell, reachable, reload, pause = pauseBefore }: Trouble): Promise<T | null> {
  try {
    return await load()
  } catch {
    // A browser does not say why: the server may be away, or have other code by now. Both are mended by a new page.
    for (let attempt = 1; !signal.aborted; attempt++) {
      tell()
      await new Promise(resolve => setTimeout(resolve, pause(attempt, Math.random())))
      if (!signal.aborted && await reachable()) reload()
    }
    return null
  }
}

const noted = 'plenary:loaded-again'
const atMostEvery = 60_000

/** Loads the page again: not while somebody writes in a field, and not again and again where that does not help. */
export function loadAgain(): void {
  if (document.activeElement?.matches('input, textarea, select, [contenteditable]')) return
  const at = now().getTime()
  if (at - Number(sessionStorage.getItem(noted) ?? 0) < atMostEvery) return
  sessionStorage.setItem(noted, String(at))
  location.reload()
}
