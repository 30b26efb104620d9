/** The updates of a shared text as the server has stored them. Null: it sent none, and the line will bring the text. */
export type TextAhead = readonly Uint8Array[] | null

const asked = new Map<string, Promise<TextAhead>>()

/** Takes a body apart: each update after its length in four bytes, big-endian. Null if it is cut. */
export function updatesIn(body: ArrayBuffer): TextAhead {
  const view = new DataView(body)
  const updates: Uint8Array[] = []
  for (let at = 0; at < body.byteLength;) {
    if (at + 4 > body.byteLength) return null
    const length = view.getUint32(at)
    if (at + 4 + length > body.byteLength) return null
    updates.push(new Uint8Array(body, at + 4, length))
    at += 4 + length
  }
  return updates
}

// An answer that never comes must not keep the line from opening.
const patience = 20_000

async function fetchText(draftId: string): Promise<TextAhead> {
  const response = await fetch(`/text/${draftId}`, { credentials: 'same-origin', signal: AbortSignal.timeout(patience) })
  return response.ok ? updatesIn(await response.arrayBuffer()) : null
}

/** Asks for the text before the page that shows it is there. */
export function askAhead(draftId: string): void {
  asked.set(draftId, fetchText(draftId).catch(() => null))
}

/** The text of a draft, packed and in one answer; asked for now unless it was asked for ahead. Each answer is given once: it ages. */
export function textAhead(draftId: string): Promise<TextAhead> {
  const waiting = asked.get(draftId)
  asked.delete(draftId)
  return waiting ?? fetchText(draftId).catch(() => null)
}

const markOf = (draftId: string): string => `plenary:kept:${draftId}`

/** Whether this device has shown the text before and has most likely kept it: then nothing needs to be fetched ahead. */
export const isKeptHere = (draftId: string): boolean => localStorage.getItem(markOf(draftId)) !== null

/** Notes that this device keeps the text from now on. */
export const markKept = (draftId: string): void => localStorage.setItem(markOf(draftId), '1')
