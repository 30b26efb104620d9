import { generateNKeysBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { accept, refusal, type Result } from '@plenary/kernel'
import { insertBlocks } from './body.ts'
import type { Clause, TextDocument } from './model.ts'
import { allowedRoot, bodyNameOf, bodyOf, metaOf, treeOf, type TreeEntry } from './tree.ts'

/** A clause's entry in the tree, as it is stored: what is absent or false is left out. */
export function entryOf(clause: Omit<Clause, 'id' | 'blocks'>, rank: string): TreeEntry {
  const entry: TreeEntry = new Y.Map<string | boolean | null>()
  entry.set('parent', clause.parent)
  entry.set('rank', rank)
  entry.set('kind', clause.kind)
  entry.set('withdrawn', clause.withdrawn)
  if (clause.designation !== null) entry.set('designation', clause.designation)
  if (clause.gap !== null) entry.set('gap', clause.gap)
  if (clause.informative) entry.set('informative', true)
  return entry
}

/** Why a document cannot be written: every reason, not the first. */
function faultsOf(document: TextDocument): string[] {
  const seen = new Set<string>()
  const faults: string[] = []
  for (const clause of document.clauses) {
    if (!allowedRoot(bodyNameOf(clause.id))) faults.push(`clause id ${JSON.stringify(clause.id)} is not an id`)
    if (seen.has(clause.id)) faults.push(`clause ${clause.id} is listed twice`)
    if (clause.parent !== null && !seen.has(clause.parent)) faults.push(`clause ${clause.id} stands before its parent ${clause.parent}`)
    seen.add(clause.id)
  }
  return faults
}

/**
 * Writes a whole text into an empty shared text, in one transaction.
 * Refuses a shared text that holds clauses already, and a document whose clauses are not in reading order or not told apart.
 */
export function writeDocument(ydoc: Y.Doc, document: TextDocument, origin: unknown = null): Result<{ clauses: number }> {
  if (treeOf(ydoc).size > 0) return refusal('not-empty', 'This draft already holds a text. Replace it by a new edition instead.')
  const faults = faultsOf(document)
  if (faults.length > 0) return refusal('malformed-document', `The document cannot be written: ${faults.join('; ')}.`)
  const childCount = new Map<string | null, number>()
  for (const { parent } of document.clauses) childCount.set(parent, (childCount.get(parent) ?? 0) + 1)
  const ranks = new Map([...childCount].map(([parent, count]) => [parent, generateNKeysBetween(null, null, count).values()]))
  ydoc.transact(() => {
    const meta = metaOf(ydoc)
    meta.set('schema', document.schema)
    meta.set('template', document.template)
    meta.set('language', document.language)
    meta.set('title', document.title)
    const tree = treeOf(ydoc)
    for (const clause of document.clauses) {
      tree.set(clause.id, entryOf(clause, ranks.get(clause.parent)?.next().value ?? ''))
      insertBlocks(bodyOf(ydoc, clause.id), 0, clause.blocks)
    }
  }, origin)
  return accept({ clauses: document.clauses.length })
}
