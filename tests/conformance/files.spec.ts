import { basename, dirname, extname } from 'node:path'
import { files, read } from './sources.ts'

const source = files.filter(file => /^(apps|libs|seeds|tests|tools|bin)\/.*\.(ts|tsx|mjs|cjs)$/.test(file) && !file.endsWith('/generated.ts'))
const roles = ['module', 'service', 'resolver', 'entity', 'facts', 'reactions', 'queries', 'spec', 'contract', 'controller', 'config', 'guard', 'filter', 'd']
const refusedNames = ['utils', 'util', 'common', 'shared', 'helpers', 'helper', 'types', 'constants', 'dto', 'interfaces', 'core', 'misc', 'lib']

const codeLines = (file: string): number =>
  read(file).replace(/\/\*[\s\S]*?\*\//g, '').split('\n').filter(line => line.trim() && !line.trim().startsWith('//')).length

test('no file is longer than 400 lines of code', () => {
  expect(source.filter(file => codeLines(file) > 400).map(file => `${file}: ${codeLines(file)}`)).toEqual([])
})

test('files are named by a noun in kebab case, components in Pascal case, with a role at most from the list', () => {
  const odd = source.filter(file => {
    const [noun = '', ...suffixes] = basename(file, extname(file)).split('.')
    const wellNamed = file.endsWith('.tsx') ? /^([A-Z][A-Za-z0-9]*|[a-z][a-z0-9-]*)$/.test(noun) : /^[a-z0-9][a-z0-9-]*$/.test(noun)
    return !wellNamed || suffixes.some(suffix => !roles.includes(suffix))
  })
  expect(odd).toEqual([])
})

test('no file and no folder is named after a kind of thing', () => {
  const named = source.filter(file => [...dirname(file).split('/').slice(1), basename(file).split('.')[0]!].some(part => refusedNames.includes(part)))
  expect(named).toEqual([])
})

test('no folder lies deeper than three below src', () => {
  expect(source.filter(file => /\/src\/(?:[^/]+\/){4,}/.test(file))).toEqual([])
})

test('import paths of our own files say their ending, because Node reads them as they stand', () => {
  const odd = source.filter(file => /^(libs|apps\/(api|cli)|seeds)\//.test(file))
    .flatMap(file => [...read(file).matchAll(/^(?:import|export)\b[^'"]*?\bfrom '(\.{1,2}\/[^']*)'/gm)].filter(match => !/\.(ts|tsx|mjs|cjs|json)$/.test(match[1]!)).map(match => `${file}: ${match[1]}`))
  expect(odd).toEqual([])
})
