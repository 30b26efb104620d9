import { accept, refusal, type Result } from '@plenary/kernel'
import type { EntityManager } from 'typeorm'
import * as Y from 'yjs'
import { insertClients, insertUpdates, updatesAfter } from './statements.ts'

interface HeadRow { seq: string; locked: boolean }

/**
 * Changes a text in the transaction of the act that causes the change, so that both are there or neither is: an import with its report,
 * a replaced word with its ledger entry. It goes through the log like every keystroke: the head is locked, the update takes the next number.
 * Open rooms hear of it after the commit, by `CollabService.refresh` or their next look at the log.
 * The caller has decided that `author` may do this. Refuses a frozen text with `FROZEN`.
 */
export async function changeWithin<T>(tx: EntityManager, room: string, author: string, change: (document: Y.Doc) => T): Promise<Result<{ seq: number; value: T }>> {
  const [head] = await tx.query<HeadRow[]>('select seq, locked from text_head where room = $1 for no key update', [room])
  if (!head) return refusal('NOT_FOUND', 'There is no such text.')
  if (head.locked) return refusal('FROZEN', 'The text is frozen and cannot be changed. Move the draft back to drafting or negotiation first.')
  const [snapshot] = await tx.query<{ upto_seq: string; data: Buffer }[]>('select upto_seq, data from text_snapshot where room = $1', [room])
  const tail = await tx.query<{ data: Buffer }[]>(updatesAfter, [room, snapshot?.upto_seq ?? 0])

  const document = new Y.Doc({ gc: false })
  document.transact(() => {
    if (snapshot) Y.applyUpdate(document, snapshot.data)
    for (const { data } of tail) Y.applyUpdate(document, data)
  })
  const updates: Uint8Array[] = []
  document.on('update', update => { updates.push(update) })
  const value = document.transact(() => change(document))
  const client = document.clientID
  document.destroy()

  const before = Number(head.seq)
  if (updates.length === 0) return accept({ seq: before, value })
  const update = Buffer.from(Y.mergeUpdates(updates))
  const wrote = Y.parseUpdateMeta(update).to.has(client)
  await tx.query(insertUpdates, [[room], [before + 1], [update], [author], [wrote ? `{${client}}` : '{}']])
  if (wrote) await tx.query(insertClients, [[room], [client], [author]])
  return accept({ seq: before + 1, value })
}
