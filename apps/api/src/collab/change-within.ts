import { prepareChange, type AllowedRoot, type Edited, type StoredText } from '@plenary/collab'
import { allowedRoot } from '@plenary/document'
import { accept, refusal, type Result } from '@plenary/kernel'
import type { EntityManager } from 'typeorm'
import type * as Y from 'yjs'
import { insertClients, insertUpdates, updatesAfter } from './statements.ts'

const maps = new Set(['tree', 'meta'])

/** The roots of a text: two maps, and a fragment for every clause. */
export const allowed: AllowedRoot = (name, key) => allowedRoot(name) && maps.has(name) === (key !== null)

interface HeadRow { seq: string; epoch: number; locked: boolean }

/** The whole text, its head held for this transaction. */
async function held(tx: EntityManager, room: string): Promise<StoredText | null> {
  const [head] = await tx.query<HeadRow[]>('select seq, epoch, locked from text_head where room = $1 for no key update', [room])
  if (!head) return null
  const [snapshot] = await tx.query<{ upto_seq: string; data: Buffer }[]>('select upto_seq, data from text_snapshot where room = $1', [room])
  const updates = await tx.query<{ seq: string; data: Buffer; author: string; clients: string[] }[]>(updatesAfter, [room, snapshot?.upto_seq ?? 0])
  const owners = await tx.query<{ client_id: string; person_id: string }[]>('select client_id, person_id from text_client where room = $1', [room])
  return {
    head: { seq: Number(head.seq), epoch: head.epoch, locked: head.locked },
    snapshot: snapshot ? { upTo: Number(snapshot.upto_seq), data: snapshot.data } : null,
    updates: updates.map(({ seq, data, author, clients }) => ({ seq: Number(seq), data, author, clients: clients.map(Number) })),
    owners: new Map(owners.map(row => [Number(row.client_id), row.person_id])),
  }
}

/**
 * Changes a text in the transaction of the act that causes the change, so that both are there or neither is: an import with its report,
 * a replaced word with its ledger entry. It passes the same check as every keystroke and takes the next number of the log.
 * Open rooms hear of it after the commit, by `CollabService.refresh` or their next look at the log.
 * The caller has decided that `author` may do this. Refuses a frozen text with `FROZEN`.
 */
export async function changeWithin<T>(tx: EntityManager, room: string, author: string, change: (document: Y.Doc) => T): Promise<Result<Edited<T>>> {
  const stored = await held(tx, room)
  if (!stored) return refusal('NOT_FOUND', 'There is no such text.')
  if (stored.head.locked) return refusal('FROZEN', 'The text is frozen and cannot be changed. Move the draft back to drafting or negotiation first.')
  const { entry, value } = prepareChange(stored, author, change, allowed)
  if (!entry) return accept({ seq: stored.head.seq, value })
  const seq = stored.head.seq + 1
  await tx.query(insertUpdates, [[room], [seq], [Buffer.from(entry.data)], [author], [`{${entry.clients.join(',')}}`]])
  await tx.query(insertClients, [entry.claims.map(() => room), entry.claims, entry.claims.map(() => author)])
  return accept({ seq, value })
}
