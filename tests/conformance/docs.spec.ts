import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { files, read, root } from './sources.ts'

const pages = files.filter(file => file.endsWith('.md'))

const links = pages.flatMap(file => {
  const prose = read(file).replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(match => ({ file, target: match[1]! }))
}).filter(link => !/^[a-z]+:/.test(link.target))

const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(match => match[1]!.toLowerCase().replace(/[^\p{L}\p{N}\s-]/gu, '').trim().replace(/\s+/g, '-'))

test('every link of the documentation leads somewhere', () => {
  expect(links.length).toBeGreaterThan(0)
  const broken = links.filter(({ file, target }) => {
    const [path = '', anchor] = target.split('#')
    const page = path ? normalize(join(dirname(file), path)) : file
    if (!existsSync(join(root, page))) return true
    return anchor !== undefined && page.endsWith('.md') && !anchorsOf(page).includes(anchor)
  })
  expect(broken).toEqual([])
})

test('every page is reached from the map', () => {
  const map = links.filter(link => link.file === 'docs/README.md').map(link => normalize(join('docs', link.target.split('#')[0]!)))
  const lost = pages.filter(page => page.startsWith('docs/') && page !== 'docs/README.md')
    .filter(page => !map.includes(page) && !map.includes(`${dirname(page)}/`) && !map.includes(dirname(page)))
  expect(lost).toEqual([])
})

test('every command of npm that the documentation names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = pages.flatMap(file => [...read(file).matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(match => ({ file, script: match[1]! })))
  expect(named.filter(({ script }) => !(script in scripts))).toEqual([])
})
