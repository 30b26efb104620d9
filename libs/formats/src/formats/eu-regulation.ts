import { accept, type Result } from '@plenary/kernel'
import { assemble } from '../eu/assemble.ts'
import { actOfArticles, articleListShape } from '../eu/shapes/article-list.ts'
import { actOfNested, nestedShape } from '../eu/shapes/nested.ts'
import { actOfSnapshots, snapshotsShape } from '../eu/shapes/snapshots.ts'
import { actOfStructure, structuredShape } from '../eu/shapes/structured.ts'
import type { SourceAct } from '../eu/source.ts'
import type { Format, ImportedDraft, ImportOptions } from '../format.ts'
import { checkShape, parseJson } from '../json.ts'

const holds = (value: unknown, keys: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && keys.every(key => key in value)

/** Finds the shape by the names at the top of the file, then checks it to the bottom. */
function actOf(value: unknown, options: ImportOptions, name: string): Result<SourceAct> {
  if (Array.isArray(value)) {
    const list = checkShape(articleListShape, value, name)
    return list.ok ? accept(actOfArticles(list.value)) : list
  }
  if (holds(value, ['snapshots'])) {
    const history = checkShape(snapshotsShape, value, name)
    return history.ok ? actOfSnapshots(history.value, options.stage, name) : history
  }
  if (holds(value, ['articles'])) {
    const structure = checkShape(structuredShape, value, name)
    return structure.ok ? accept(actOfStructure(structure.value)) : structure
  }
  const nested = checkShape(nestedShape, value, name)
  return nested.ok ? accept(actOfNested(nested.value)) : nested
}

function read(input: string, options: ImportOptions): Result<ImportedDraft> {
  const name = options.name ?? 'The file'
  const parsed = parseJson(input, name)
  if (!parsed.ok) return parsed
  const act = actOf(parsed.value, options, name)
  return act.ok ? accept(assemble(act.value, 'eu-regulation', options.newId)) : act
}

/** Acts of the European Union as JSON: drafting histories, structured acts, nested trees, lists of articles. */
export const euRegulation: Format = {
  title: 'EU regulation or directive as JSON',
  detect: input => /^\s*(?:\{\s*"(?:stages|snapshots|metadata|chapters|articles|title)"|\[\s*\{\s*"(?:article|article_name|chapter)")/.test(input.slice(0, 2000)),
  read,
}
