import { t } from '@lingui/core/macro'
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
import type { AskSame } from '../editor/text-check.ts'
import type { RoomState, TextRoom } from '../editor/text-room.ts'
import { markKept, textAhead } from '../editor/text-ahead.ts'
import { loadAgain, loaded } from '../editor/loading.ts'
import { hour, now } from '../ui/moment.ts'
import { setSaveState } from '../ui/save-state.ts'
import { Desk, type DeskState } from './desk.ts'

/** Everything the page around the text works with. */
export interface Workspace {
  /** Undefined until the sheet is in the page. */
  readonly desk: Desk | undefined
  readonly state: DeskState
  /** Null until the shared text's code is here. */
  readonly room: TextRoom | null
}

/** Asks the server whether a copy says what its text says. */
async function sameText(draftId: string, seq: number, hash: string): ReturnType<AskSame> {
  const response = await fetch(`/text/${draftId}/copy?seq=${seq}&hash=${hash}`, { credentials: 'same-origin' })
  if (!response.ok) return null
  const { sameness } = await response.json() as { sameness: Awaited<ReturnType<AskSame>> }
  return sameness
}

// How long a text that is not saved yet stays connected after its page was left.
const farewell = 15_000

/** Lets a room go when everything is confirmed, so that leaving the page loses no last word. */
function closeWhenSaved(room: TextRoom): void {
  if (room.state().changes === 0) return room.close()
  const end = setTimeout(() => room.close(), farewell)
  room.subscribe(() => {
    if (room.state().changes > 0) return
    clearTimeout(end)
    room.close()
  })
}

function useRoom(draftId: string, accountId: string | null, readOnly: string | null, desk: Desk | undefined, isReadable: boolean): TextRoom | null {
  const [room, setRoom] = useState<TextRoom | null>(null)
  const why = useRef(readOnly)
  useEffect(() => {
    why.current = readOnly
    room?.setReadOnly(readOnly)
  }, [room, readOnly])
  useEffect(() => {
    if (desk === undefined || accountId === null || !isReadable) return
    let opened: TextRoom | null = null
    const left = new AbortController()
    const reachable = (): Promise<boolean> => fetch('/health/live', { cache: 'no-store' }).then(answer => answer.ok, () => false)
    const tell = (): void => setSaveState({ state: 'offline', words: t`Not connected: reload the page if this stays` })
    const open = async (): Promise<void> => {
      const live = await loaded(() => import('../editor/live.ts'), left.signal, { tell, reachable, reload: loadAgain })
      if (live === null || left.signal.aborted) return
      opened = new live.TextRoom({
        draftId,
        accountId,
        server: `${location.origin.replace(/^http/, 'ws')}/collab`,
        schema: live.SCHEMA_VERSION,
        WebSocket,
        reachable,
        same: (seq, hash) => sameText(draftId, seq, hash),
        keep: 'indexedDB' in window ? live.keepOnDevice : live.keepNothing,
        ahead: () => textAhead(draftId),
        shelf: localStorage,
        now: () => now().getTime(),
        clockWords: () => hour(now().toISOString()),
      }, why.current)
      desk.join(opened, live)
      if ('indexedDB' in window) markKept(draftId)
      setRoom(opened)
    }
    // The text is on the screen; two frames later it has been painted, and what follows no longer delays it.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => void open()))
    return () => {
      left.abort()
      cancelAnimationFrame(frame)
      setRoom(null)
      if (opened === null) setSaveState(null)
      else closeWhenSaved(opened)
    }
  }, [draftId, accountId, desk, isReadable])
  return room
}

/**
 * Says in the bar where the words are, warns before the window closes while they are not saved, and hurries the line when the network or
 * the machine wakes. Outside React: the save state changes twice at every key.
 */
function useWatch(room: TextRoom | null): void {
  useEffect(() => {
    if (room === null) return
    let hiddenSince = 0
    const say = (): void => setSaveState({ ...room.state().saving })
    const warn = (event: BeforeUnloadEvent): void => {
      const { changes, refused } = room.state()
      if (changes > 0 || refused.length > 0) event.preventDefault()
    }
    const remember = (): void => room.remember()
    const wake = (): void => room.hurry()
    const seen = (): void => {
      if (document.hidden) hiddenSince = performance.now()
      else if (hiddenSince > 0 && performance.now() - hiddenSince > 60_000) wake()
    }
    say()
    const stop = room.subscribe(say)
    addEventListener('beforeunload', warn)
    addEventListener('pagehide', remember)
    addEventListener('online', wake)
    document.addEventListener('visibilitychange', seen)
    return () => {
      stop()
      setSaveState(null)
      removeEventListener('beforeunload', warn)
      removeEventListener('pagehide', remember)
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [room])
}

const noState: DeskState = { current: null, open: null, rows: [], live: false, changed: new Set(), version: 0 }
const nothing = (): (() => void) => () => undefined

/** One part of a room's state. What does not show the save state must not wake at every key. */
export function useRoomPart<T>(room: TextRoom | null, part: (state: RoomState) => T, none: T): T {
  return useSyncExternalStore(room?.subscribe ?? nothing, () => room === null ? none : part(room.state()))
}

/** Opens the desk on its element and, once the text is readable, the shared text behind it. */
export function useWorkspace(
  element: RefObject<HTMLElement | null>, draftId: string, accountId: string | null, readOnly: string | null, isReadable: boolean,
): Workspace {
  const [desk, setDesk] = useState<Desk | undefined>(undefined)
  useEffect(() => {
    if (element.current === null) return
    const opened = new Desk(element.current)
    setDesk(opened)
    return () => {
      opened.close()
      setDesk(undefined)
    }
  }, [element, draftId])
  const room = useRoom(draftId, accountId, readOnly, desk, isReadable)
  const state = useSyncExternalStore(desk?.subscribe ?? nothing, () => desk?.state() ?? noState)
  useWatch(room)
  return { desk, state, room }
}
