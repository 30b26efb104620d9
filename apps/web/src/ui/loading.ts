import { pauseBefore } from '../editor/line-watch.ts'

/**
 * Fetches code until it comes: a server that went away between a page and its code must not leave the page without it. Between two attempts
 * it waits as the line does; `failed` is called after each that failed. Null when `signal` ended it.
 */
export async function untilLoaded<T>(load: () => Promise<T>, signal: AbortSignal, failed: () => void, pause = pauseBefore): Promise<T | null> {
  for (let attempt = 1; !signal.aborted; attempt++) {
    try {
      return await load()
    } catch {
      // A browser does not say why: the server may be away, or have another version of the code by now.
      if (signal.aborted) return null
      failed()
      await new Promise(resolve => setTimeout(resolve, pause(attempt, Math.random())))
    }
  }
  return null
}
