export {
  atomCharacter, blockId, blockText, clauseKinds, countWords, templates, textBlocks, titleOf,
  type Attributes, type Block, type Clause, type ClauseKind, type Mark, type Template, type TextDocument,
} from './model.ts'
export { schema, SCHEMA_VERSION } from './schema.ts'
export { requirementForms, type RequirementForm } from './nodes/requirement.ts'
export { isSafeAddress } from './nodes/marks.ts'
export {
  allowedRoot, bodyNameOf, bodyOf, metaKeys, metaOf, orderTree, readMeta, readTree, treeEntryKeys, treeOf,
  type Meta, type TreeEntryKey, type TreeNode,
} from './tree.ts'
export { readBody } from './body.ts'
export { readClause, readDocument } from './reading.ts'
export { writeDocument } from './writing.ts'
export { buildLabels, type Label, type Numbered } from './numbering.ts'
export { designationOf, positionOf, romanValue, type Counter } from './counters.ts'
export { depthsOf, renderClause, renderDocument, type RenderContext } from './render.ts'
export { canonicalDocument } from './canonical.ts'
export { addClause, moveClause, nest, unnest, type NewClause } from './commands/placing.ts'
export { joinClause, splitClause, type Split } from './commands/dividing.ts'
export { closeGap, deleteBlock, renumber, restoreClause, setDesignation, withdrawClause } from './commands/withdrawing.ts'
export { clauseToParagraph, paragraphToClause } from './commands/reshaping.ts'
export { createAnchor, resolveAnchor, resolveAnchors } from './anchors.ts'
export { type Anchor, type Placement, type Range } from './quotations.ts'
export { indexText, type IndexedBlock, type TextIndex } from './text-index.ts'
export { validate } from './validator.ts'
export { type Finding } from './checks/finding.ts'
export { clauseByNumber, outline, type OutlineEntry } from './outline.ts'
export { findText, replaceHits, type Hit } from './search.ts'
export { sliceToBlocks } from './pasted.ts'
export { replaceEdition, type ReplacementReport } from './replacement.ts'
export { compareEditions, referringTo, withHeld, withHolders, wordChanges, type ClauseChange, type WordChange } from './comparison.ts'
