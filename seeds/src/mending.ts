import { randomUUID } from 'node:crypto'
import { bodyOf, type Clause, closeGap, readDocument, renumber, textBlocks, blockText, validate } from '@plenary/document'
import { type Doc, XmlElement, XmlText } from 'yjs'
import { done } from './world.ts'

const LEFT_OUT = 'The words of this provision are not in the source that was imported. Until they are supplied, the published text applies here.'

const isEmpty = (clause: Clause): boolean => textBlocks(clause.blocks).every(block => blockText(block).trim() === '')

function addBlock(text: Doc, clauseId: string, type: 'title' | 'paragraph', words: string): void {
  const element = new XmlElement(type)
  const content = new XmlText()
  content.insert(0, words)
  element.setAttribute('id', randomUUID())
  element.insert(0, [content])
  const body = bodyOf(text, clauseId)
  body.insert(type === 'title' ? 0 : body.length, [element])
}

/**
 * Mends an import the way a drafter does: says where words are missing, takes doubtful ones as they were compared with the source, and numbers anew
 * what the source numbered twice (Article 1 of the Commission's proposal has two points (a)). Fails if the validator still finds a fault.
 */
export function mendText(text: Doc): void {
  for (const clause of readDocument(text).clauses.filter(one => one.gap !== null && !one.withdrawn)) {
    if (isEmpty(clause)) addBlock(text, clause.id, 'paragraph', LEFT_OUT)
    done(closeGap(text, clause.id), `closing the gap at ${clause.id}`)
  }
  const faults = (): ReturnType<typeof validate> => validate(readDocument(text)).filter(finding => finding.severity === 'error')
  const parents = new Map(readDocument(text).clauses.map(clause => [clause.id, clause.parent]))
  for (const fault of faults()) {
    if (fault.rule === 'document-21' && fault.clauseId) addBlock(text, fault.clauseId, 'title', 'Left out of the source')
    if (fault.rule === 'document-23' && fault.clauseId) done(renumber(text, parents.get(fault.clauseId) ?? null), 'numbering anew')
  }
  const [left] = faults()
  if (left) throw new Error(`The text cannot be mended: ${left.rule} ${left.message}`)
}
