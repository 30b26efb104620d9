import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

// The build of the web app; `npm test` makes it before this stage.
const dist = path.resolve(import.meta.dirname, '../../apps/web/dist')
const assets = path.join(dist, 'assets')
const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10

const entry = (): string => {
  const file = /<script type="module"[^>]*src="\/assets\/([^"]+)"/.exec(readFileSync(path.join(dist, 'index.html'), 'utf8'))?.[1]
  if (!file) throw new Error('The page names no script.')
  return file
}

/** A script with everything it needs before it can run: static imports, all the way down. */
function needed(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known
  known.add(file)
  const text = readFileSync(path.join(assets, file), 'utf8')
  for (const [, imported] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) needed(imported!, known)
  return known
}

const chunk = (name: string): string => {
  const file = readdirSync(assets).find(one => one.startsWith(`${name}-`) && one.endsWith('.js'))
  if (!file) throw new Error(`The build has no chunk ${name}.`)
  return file
}

const sizeOf = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(assets, file))).length, 0)

test('every screen stands after at most 200 kB of compressed JavaScript, the draft to read included', () => {
  const first = needed(entry())
  const draft = new Set([...first, ...needed(chunk('DraftRoute'))])
  expect(kilobytes(sizeOf(first))).toBeLessThanOrEqual(200)
  expect(kilobytes(sizeOf(draft))).toBeLessThanOrEqual(200)
})

test('nobody who only reads waits for the editor: no part of it is needed before the text', () => {
  const reading = [...needed(entry()), ...needed(chunk('DraftRoute'))]
  // The editor names its own classes ("ProseMirror-focused"), whatever the build calls its functions.
  const holdsEditor = (file: string): boolean => readFileSync(path.join(assets, file), 'utf8').includes('ProseMirror-')
  expect(reading.filter(holdsEditor)).toEqual([])
  expect(readdirSync(assets).filter(file => file.endsWith('.js') && holdsEditor(file))).not.toEqual([])
})
