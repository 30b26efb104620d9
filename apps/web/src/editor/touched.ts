import * as Y from 'yjs'
import { blockText, bodyNameOf, bodyOf, buildLabels, readBody, readMeta, readTree, textBlocks } from '@plenary/document'

const bodyPrefix = bodyNameOf('')

/** The name by which a shared root type is known in its doc. */
function rootNames(doc: Y.Doc): Map<unknown, string> {
  const names = rootsOf.get(doc) ?? new Map<unknown, string>()
  if (names.size !== doc.share.size) {
    names.clear()
    for (const [name, type] of doc.share) names.set(type, name)
    rootsOf.set(doc, names)
  }
  return names
}

const rootsOf = new WeakMap<Y.Doc, Map<unknown, string>>()

/** What a transaction changed: the clauses whose bodies it touched, and whether it touched the tree or the meta data. */
export interface Touched {
  readonly clauses: readonly string[]
  readonly tree: boolean
}

/** Reads from a transaction which parts of the text it changed. */
export function touchedBy(doc: Y.Doc, transaction: Y.Transaction): Touched {
  let names = rootNames(doc)
  const clauses: string[] = []
  let tree = false
  for (const type of transaction.changedParentTypes.keys()) {
    if (type._item !== null) continue
    if (!names.has(type)) {
      // A root that was read untyped before is a new object once somebody asks for it by type.
      rootsOf.delete(doc)
      names = rootNames(doc)
    }
    const name = names.get(type)
    if (name === undefined) continue
    if (name.startsWith(bodyPrefix)) clauses.push(name.slice(bodyPrefix.length))
    else tree = true
  }
  return { clauses, tree }
}

/** The clauses a transaction wrote in, those it moved or withdrew included. */
export function touchedClauses(doc: Y.Doc, transaction: Y.Transaction): string[] {
  const touched = new Set(touchedBy(doc, transaction).clauses)
  const tree = doc.share.get('tree')
  for (const [type, keys] of transaction.changed) {
    if (type === tree) for (const key of keys) if (typeof key === 'string') touched.add(key)
    if (type._item !== null && type._item.parent === tree && type._item.parentSub !== null) touched.add(type._item.parentSub)
  }
  return [...touched]
}

/** The clauses' words as they stand here, named as their readers name them. A clause without words says so. */
export function wordsOf(doc: Y.Doc, clauseIds: Iterable<string>): { clauseId: string; label: string; text: string }[] {
  const labels = buildLabels(readTree(doc), readMeta(doc).template)
  return [...clauseIds].map(clauseId => ({
    clauseId,
    label: labels.get(clauseId)?.label ?? '',
    text: textBlocks(readBody(bodyOf(doc, clauseId))).map(block => blockText(block).replaceAll('\ufffc', ' ')).join('\n'),
  }))
}
