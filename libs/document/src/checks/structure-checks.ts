import { blockId, blockText, textBlocks, titleOf, type Block, type Clause, type ClauseKind, type TextDocument } from '../model.ts'
import { depthsOf } from '../render.ts'
import { schema } from '../schema.ts'
import { everyNode, finding, livingClauses, type Finding } from './finding.ts'

const titled: ReadonlySet<ClauseKind> = new Set<ClauseKind>(['part', 'chapter', 'article', 'annex'])
const deepestClause = 8
const deepestBlock = 12

const holdsText = (blocks: readonly Block[]): boolean =>
  textBlocks(blocks).some(block => blockText(block).trim() !== '') || blocks.some(({ type }) => type === 'formula' || type === 'table')

/** Gaps, missing titles, empty clauses, unknown nodes, doubled identities, too deep nesting. */
export function checkStructure(document: TextDocument): Finding[] {
  const living = livingClauses(document)
  const parents = new Set(living.map(({ parent }) => parent))
  const depths = depthsOf(document.clauses)
  return [
    ...living.flatMap(clause => checkClause(clause, parents.has(clause.id), depths.get(clause.id) ?? 0)),
    ...checkIdentities(document),
    ...checkNodes(document),
  ]
}

function checkClause(clause: Clause, holdsClauses: boolean, depth: number): Finding[] {
  const at = { clause }
  const titles = clause.blocks.filter(({ type }) => type === 'title')
  return [
    ...(clause.gap === null ? [] : [finding('document-20', 'error', at, clause.gap)]),
    ...(titled.has(clause.kind) && clause.gap === null && titleOf(clause) === '' ? [finding('document-21', 'error', at, `This ${clause.kind} has no title.`)] : []),
    ...(titles.length > 1 ? [finding('document-21', 'error', { clause, blockId: blockId(titles[1] as Block) ?? undefined }, 'This clause has more than one title.')] : []),
    ...(clause.gap === null && !holdsClauses && !holdsText(clause.blocks) ? [finding('document-22', 'error', at, 'This clause is empty.')] : []),
    ...(depth >= deepestClause ? [finding('document-26', 'warning', at, `This clause stands ${depth + 1} levels deep; more than ${deepestClause} cannot be cited.`)] : []),
  ]
}

function checkIdentities(document: TextDocument): Finding[] {
  const seen = new Set<string>()
  const findings: Finding[] = []
  for (const { clause, node } of everyNode(document)) {
    const id = blockId(node)
    if (id === null) {
      if (node.text === undefined && schema.nodes[node.type]?.isTextblock === true && node.type !== 'footnote') {
        findings.push(finding('document-24', 'warning', { clause }, 'This block has no identity, so comments on it may lose their place.'))
      }
    } else if (seen.has(id)) {
      findings.push(finding('document-24', 'error', { clause, blockId: id }, 'This block stands twice in the text: it was moved to two places at once. Delete one.'))
    } else seen.add(id)
  }
  return findings
}

function checkNodes(document: TextDocument): Finding[] {
  const findings: Finding[] = []
  for (const { clause, node, blockId: block, depth } of everyNode(document)) {
    const at = { clause, blockId: block }
    if (schema.nodes[node.type] === undefined) findings.push(finding('document-25', 'error', at, `“${node.type}” is not a part that a text of this version may have.`))
    for (const mark of node.marks ?? []) {
      if (schema.marks[mark.type] === undefined) findings.push(finding('document-25', 'error', at, `“${mark.type}” is not a formatting that a text of this version may have.`))
    }
    if (depth === deepestBlock) findings.push(finding('document-26', 'warning', at, 'Lists and notes are nested too deeply here to be read.'))
  }
  return findings
}
