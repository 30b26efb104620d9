import { blockText, type Block, type TextDocument } from '../model.ts'
import { formsIn } from '../verbal-forms.ts'
import { everyNode, finding, type Finding } from './finding.ts'

const informative: ReadonlySet<string> = new Set(['note', 'example'])

/** Verbal forms against what a block says it is, and brackets that still hold alternatives. */
export function checkWording(document: TextDocument): Finding[] {
  const english = /^en\b/i.test(document.language)
  return [...english ? verbalForms(document) : [], ...brackets(document)]
}

function verbalForms(document: TextDocument): Finding[] {
  const findings: Finding[] = []
  for (const { clause, node, parent, blockId } of everyNode(document)) {
    const at = { clause, blockId }
    if (node.type === 'requirement') {
      const form = String(node.attrs?.['form'] ?? 'shall')
      const forms = formsIn(blockText(node))
      if (blockText(node).trim() !== '' && !forms.some(used => used === form)) {
        const instead = forms.length === 0 ? 'no verbal form' : `“${forms.join('”, “')}”`
        findings.push(finding('document-28', 'error', at, `This is marked as “${form}” but its words use ${instead}.`))
      }
    }
    const inNote = parent !== null && informative.has(parent.type)
    if ((inNote || clause.informative) && isText(node) && formsIn(blockText(node)).includes('shall')) {
      findings.push(finding('document-29', 'error', at, `“shall” makes a requirement, which ${inNote ? `a ${parent.type}` : 'an informative clause'} may not contain.`))
    }
  }
  return findings
}

const isText = (node: Block): boolean => node.type === 'paragraph' || node.type === 'requirement'

function brackets(document: TextDocument): Finding[] {
  const options = new Map<string, Set<string>>()
  const places = new Map<string, Finding>()
  for (const { clause, node, blockId } of everyNode(document)) {
    for (const mark of node.marks ?? []) {
      if (mark.type !== 'bracket') continue
      const group = String(mark.attrs?.['group'])
      const known = options.get(group) ?? new Set<string>()
      options.set(group, known.add(String(mark.attrs?.['option'])))
      if (!places.has(group)) places.set(group, finding('document-30', 'error', { clause, blockId }, ''))
    }
  }
  return [...places].map(([group, place]) => {
    const count = options.get(group)?.size ?? 0
    return { ...place, message: count > 1 ? `Here ${count} alternatives in brackets are still open.` : 'Here a bracket is still open: it holds one wording that is neither agreed nor dropped.' }
  })
}
