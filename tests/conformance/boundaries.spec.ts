import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { ESLint } from 'eslint'
import { files, root } from './sources.ts'

const require = createRequire(import.meta.url)
const configuration = require(join(root, '.dependency-cruiser.cjs')) as { forbidden: object[], options: object }
const places = require(join(root, 'tools/ladder.cjs')) as { ladder: string[], core: string[], engine: string[] }
const folders: string[] = []

afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true })))

/** The names of the rules that a small project breaks. */
async function broken(project: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-boundaries-'))
  folders.push(folder)
  for (const [file, text] of Object.entries(project)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const { tsConfig: _, ...options } = configuration.options as Record<string, unknown>
  const { output } = await cruise(['apps', 'libs'].filter(top => Object.keys(project).some(file => file.startsWith(top))), {
    ...options, baseDir: folder, validate: true, ruleSet: { forbidden: configuration.forbidden },
  } as never)
  return (output as ICruiseResult).summary.violations.map(violation => violation.rule.name)
}

const cases: readonly { rule: string, project: Record<string, string> }[] = [
  { rule: 'ladder-people', project: { 'apps/api/src/people/people.service.ts': "import '../ballots/ballots.service.ts'", 'apps/api/src/ballots/ballots.service.ts': 'export {}' } },
  { rule: 'enter-by-the-front-door', project: { 'apps/api/src/ballots/ballots.service.ts': "import '../people/sessions.ts'", 'apps/api/src/people/sessions.ts': 'export {}' } },
  { rule: 'resolver-is-a-leaf', project: { 'apps/api/src/people/people.service.ts': "import './people.resolver.ts'", 'apps/api/src/people/people.resolver.ts': 'export {}' } },
  { rule: 'no-cycles', project: { 'libs/kernel/src/a.ts': "import type { B } from './b.ts'\nexport type A = B", 'libs/kernel/src/b.ts': "import type { A } from './a.ts'\nexport type B = A" } },
  { rule: 'core-is-pure', project: { 'libs/ballots/src/tally.ts': "import 'node:fs'" } },
  { rule: 'engine-imports-libs', project: { 'libs/collab/src/room.ts': "import '../../../apps/api/src/main.ts'", 'apps/api/src/main.ts': 'export {}' } },
  { rule: 'web-has-no-server', project: { 'apps/web/src/main.tsx': "import '../../../libs/formats/src/index.ts'", 'libs/formats/src/index.ts': 'export {}' } },
  { rule: 'resolvable', project: { 'libs/kernel/src/a.ts': "import './nowhere.ts'" } },
]

test.each(cases)('dependency-cruiser refuses what $rule refuses', async ({ rule, project }) => {
  expect(await broken(project)).toContain(rule)
})

test('a project that keeps the rules breaks none', async () => {
  const project = {
    'apps/api/src/ballots/ballots.service.ts': "import '../people/people.service.ts'",
    'apps/api/src/people/people.service.ts': "import '../platform/clock.ts'",
    'apps/api/src/platform/clock.ts': "import 'node:fs'",
  }
  expect(await broken(project)).toEqual([])
})

const sins: readonly { rule: string, file: string, text: string }[] = [
  { rule: 'no-restricted-syntax', file: 'libs/kernel/src/ids.ts', text: 'export const a = Date.now()\n' },
  { rule: 'no-restricted-syntax', file: 'libs/kernel/src/ids.ts', text: 'export const a = new Date()\n' },
  { rule: 'no-restricted-syntax', file: 'libs/kernel/src/ids.ts', text: 'export const a = Math.random()\n' },
  { rule: 'no-restricted-syntax', file: 'libs/kernel/src/ids.ts', text: 'export const a = async () => 1\n' },
  { rule: 'no-restricted-syntax', file: 'apps/api/src/config.ts', text: 'export const a = `select now()`\n' },
  { rule: 'ts/no-explicit-any', file: 'libs/kernel/src/ids.ts', text: 'export const a = (b: any) => b\n' },
  { rule: 'no-restricted-exports', file: 'libs/kernel/src/ids.ts', text: 'export default 1\n' },
  { rule: 'no-empty', file: 'libs/kernel/src/ids.ts', text: 'export function a() { try { a() } catch {} }\n' },
  { rule: 'ts/max-params', file: 'libs/kernel/src/ids.ts', text: 'export const a = (b: 1, c: 1, d: 1, e: 1, f: 1, g: 1) => [b, c, d, e, f, g]\n' },
  { rule: 'ts/no-floating-promises', file: 'apps/api/src/config.ts', text: 'const a = async () => 1\na()\n' },
  { rule: 'max-lines', file: 'libs/kernel/src/ids.ts', text: 'export {}\n'.repeat(401) },
]

test('ESLint refuses what the house refuses', async () => {
  const eslint = new ESLint({ cwd: root })
  const missed = await Promise.all(sins.map(async ({ rule, file, text }) => {
    const [result] = await eslint.lintText(text, { filePath: join(root, file) })
    return result?.messages.some(message => message.ruleId === rule) ? [] : [{ rule, text: text.slice(0, 60), said: result?.messages.map(message => message.message) }]
  }))
  expect(missed.flat()).toEqual([])
}, 60_000)

test('every library and every room of the API has its place on the ladder', () => {
  const rooms = new Set(files.flatMap(file => /^apps\/api\/src\/([^/]+)\//.exec(file)?.[1] ?? []))
  const libraries = new Set(files.flatMap(file => /^libs\/([^/]+)\/src\//.exec(file)?.[1] ?? []))
  expect([...rooms].filter(room => ![...places.ladder, 'migrations'].includes(room))).toEqual([])
  expect([...libraries].filter(library => ![...places.core, ...places.engine].includes(library))).toEqual([])
})
