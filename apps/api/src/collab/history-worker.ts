import { parentPort } from 'node:worker_threads'
import { readDocument, type TextDocument } from '@plenary/document'
import { Authorship, type AuthoredUpdate, type BlockAuthorship, type ClauseAuthorship } from '@plenary/provenance'
import type { Answered } from './worker-line.ts'

/**
 * What the worker is asked: to go on from a state with the next updates, and then to say something about the text.
 * `base` is a stored state, `null` for the empty text, or `held` for the one the worker has kept since it was last asked about this room.
 */
export interface HistoryTask {
  readonly id: number
  readonly room: string
  readonly base: Uint8Array | 'held' | null
  readonly updates: readonly AuthoredUpdate[]
  readonly wants: { readonly clauses?: boolean; readonly blocksOf?: string; readonly document?: boolean; readonly state?: boolean }
  /** Keep the state for the next question about this room. */
  readonly hold: boolean
}

export interface HistoryAnswer extends Answered {
  readonly seq?: number
  readonly clauses?: readonly ClauseAuthorship[]
  readonly blocks?: readonly BlockAuthorship[]
  readonly document?: TextDocument
  readonly state?: Uint8Array
  readonly unreadable?: readonly number[]
  /** The state that was to be gone on from is not kept any more: ask again with another. */
  readonly lost?: true
  /** Rooms whose state is kept no longer. */
  readonly dropped?: readonly string[]
}

const HELD_AT_ONCE = 6
const held = new Map<string, Authorship>()

function take({ room, base }: HistoryTask): Authorship | undefined {
  if (base === null) return Authorship.empty()
  return base === 'held' ? held.get(room) : Authorship.restore(base)
}

/** Keeps the latest few: each is a whole text in memory. */
function keep(room: string, authorship: Authorship): string[] {
  held.delete(room)
  held.set(room, authorship)
  const dropped = [...held.keys()].slice(0, Math.max(0, held.size - HELD_AT_ONCE))
  for (const old of dropped) {
    held.get(old)?.close()
    held.delete(old)
  }
  return dropped
}

function answer(task: HistoryTask): HistoryAnswer {
  const { id, room, updates, wants } = task
  try {
    const authorship = take(task)
    if (!authorship) return { id, lost: true }
    authorship.advance(updates)
    const dropped = task.hold ? keep(room, authorship) : []
    return {
      id, seq: authorship.seq, dropped, unreadable: authorship.unreadable,
      ...(wants.clauses ? { clauses: authorship.clauses() } : {}),
      ...(wants.blocksOf === undefined ? {} : { blocks: authorship.blocks(wants.blocksOf) }),
      ...(wants.state ? { state: authorship.store() } : {}),
      ...(wants.document ? { document: readDocument(authorship.ydoc) } : {}),
    }
  } catch (error) {
    held.delete(room)
    return { id, dropped: [room], failure: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (task: HistoryTask) => parentPort?.postMessage(answer(task)))
