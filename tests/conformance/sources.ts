import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const generated = new Set(['node_modules', 'dist', '.git', '.nx', '.swc', '.plenary', 'tmp', 'coverage', 'results'])

function* below(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (generated.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* below(path)
    else yield path
  }
}

/** Every file of the project, by its path from the root: what people write, not what tools make. */
export const files: readonly string[] = [...below('')].map(path => relative('', path)).sort()

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every test title in the project, with the file that holds it. */
export function titles(): readonly { file: string, title: string }[] {
  const title = /\b(?:test|it|describe|asRoot)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(['"`])((?:\\.|(?!\1).)+)\1/gs
  // The title that follows a table: the table itself may hold any text, so it is found from its end.
  const afterTable = /\)\(\s*(['"`])((?:\\.|(?!\1).)+)\1,/gs
  return files
    .filter(file => /\.(spec|contract)\.(ts|tsx|mjs)$/.test(file))
    .flatMap(file => [...read(file).matchAll(title), ...read(file).matchAll(afterTable)].map(match => ({ file, title: match[2] ?? '' })))
}
