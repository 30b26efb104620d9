import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runCommand } from '../command.ts'
import { importCommand } from './import.ts'

const proposal = path.resolve(import.meta.dirname, '../../../../seeds/texts/eu-ai-act-drafting-history-en.json')

async function run(...args: string[]): Promise<{ code: number; results: string[]; notes: string[] }> {
  const results: string[] = []
  const notes: string[] = []
  const code = await runCommand(importCommand, args, { result: line => results.push(line), note: line => notes.push(line) })
  return { code, results, notes }
}

test('a dry run says in one JSON line what an import would bring and what the source lost', async () => {
  const { code, results } = await run('draft', proposal, '--dry-run')
  expect(code).toBe(0)
  expect(results).toHaveLength(1)
  const summary = JSON.parse(results[0]!) as { kind: string; byType: Record<string, number>; warnings: string[] }
  expect(summary).toMatchObject({ kind: 'draft', byType: { article: 84, recital: 70 } })
  expect(summary.warnings.some(warning => warning.includes('65'))).toBe(true)
})

describe('what cannot be used ends with 2 and a sentence', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'plenary-import-'))
  const broken = path.join(folder, 'broken.json')
  writeFileSync(broken, '{"stages": [')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each([
    ['another kind', ['crosswalk', proposal, '--dry-run'], /There is no import of the kind “crosswalk” yet/],
    ['a file that does not exist', ['draft', '/nowhere/at/all.json', '--dry-run'], /does not exist/],
    ['a file that is not whole', ['draft', broken, '--dry-run'], /broken\.json/],
    ['no draft to import into', ['draft', proposal], /Say into which draft/],
  ])('%s', async (_, args, sentence) => {
    const { code, notes, results } = await run(...args)
    expect({ code, results }).toEqual({ code: 2, results: [] })
    expect(notes.join(' ')).toMatch(sentence)
  })
})
