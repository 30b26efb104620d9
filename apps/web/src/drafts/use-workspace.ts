import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
import type { RoomState, TextRoom } from '../editor/text-room.ts'
import { hour, now } from '../ui/moment.ts'
import { setSaveState } from '../ui/save-state.ts'
import { Desk, type DeskState } from './desk.ts'

/** Everything the page around the text works with. */
export interface Workspace {
  readonly desk: Desk
  readonly state: DeskState
  /** Null until the shared text's code is here. */
  readonly room: TextRoom | null
  readonly roomState: RoomState | null
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

function useRoom(draftId: string, accountId: string | null, readOnly: string | null, desk: Desk | null, isReadable: boolean): TextRoom | null {
  const [room, setRoom] = useState<TextRoom | null>(null)
  const why = useRef(readOnly)
  useEffect(() => {
    why.current = readOnly
    room?.setReadOnly(readOnly)
  }, [room, readOnly])
  useEffect(() => {
    if (desk === null || accountId === null || !isReadable) return
    let opened: TextRoom | null = null
    let left = false
    const open = async (): Promise<void> => {
      const live = await import('../editor/live.ts')
      if (left) return
      opened = new live.TextRoom({
        draftId,
        accountId,
        server: `${location.origin.replace(/^http/, 'ws')}/collab`,
        schema: live.SCHEMA_VERSION,
        WebSocket,
        keep: 'indexedDB' in window ? live.keepOnDevice : live.keepNothing,
        shelf: localStorage,
        now: () => now().getTime(),
        clockWords: () => hour(now().toISOString()),
      }, why.current)
      desk.join(opened, live)
      setRoom(opened)
    }
    // The text is on the screen; two frames later it has been painted, and what follows no longer delays it.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => void open()))
    return () => {
      left = true
      cancelAnimationFrame(frame)
      setRoom(null)
      if (opened !== null) closeWhenSaved(opened)
    }
  }, [draftId, accountId, desk, isReadable])
  return room
}

/** Warns before the window closes while words are not saved, and hurries the line when the network or the machine wakes. */
function useWatch(room: TextRoom | null, roomState: RoomState | null): void {
  const saving = roomState?.saving ?? null
  const unsaved = roomState !== null && (roomState.changes > 0 || roomState.refused.length > 0)
  useEffect(() => {
    setSaveState(saving === null ? null : { ...saving })
    return () => setSaveState(null)
  }, [saving])
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unsaved])
  useEffect(() => {
    if (room === null) return
    let hiddenSince = 0
    const wake = (): void => room.hurry()
    const seen = (): void => {
      if (document.hidden) hiddenSince = performance.now()
      else if (hiddenSince > 0 && performance.now() - hiddenSince > 60_000) wake()
    }
    addEventListener('online', wake)
    document.addEventListener('visibilitychange', seen)
    return () => {
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [room])
}

const noState: DeskState = { current: null, open: null, rows: [], live: false, changed: new Set(), version: 0 }
const nothing = (): (() => void) => () => undefined

/** Opens the desk on its element and, once the text is readable, the shared text behind it. */
export function useWorkspace(
  element: RefObject<HTMLElement | null>, draftId: string, accountId: string | null, readOnly: string | null, isReadable: boolean,
): Partial<Workspace> & Pick<Workspace, 'state'> {
  const [desk, setDesk] = useState<Desk | null>(null)
  useEffect(() => {
    if (element.current === null) return
    const opened = new Desk(element.current)
    setDesk(opened)
    return () => {
      opened.close()
      setDesk(null)
    }
  }, [element, draftId])
  const room = useRoom(draftId, accountId, readOnly, desk, isReadable)
  const state = useSyncExternalStore(desk?.subscribe ?? nothing, () => desk?.state() ?? noState)
  const roomState = useSyncExternalStore(room?.subscribe ?? nothing, () => room?.state() ?? null)
  useWatch(room, roomState)
  return { ...desk === null ? {} : { desk }, state, room, roomState }
}
