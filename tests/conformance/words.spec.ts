import { files, read } from './sources.ts'

const texts = files.filter(file => /\.(ts|tsx|mjs|cjs|md|css|html|json|ya?ml|sh|gql)$|Dockerfile$|^\.ci\//.test(file) && !/^seeds\/src\/data\/|\.po$/.test(file))
const here = 'tests/conformance/words.spec.ts'

const refused: readonly { why: string, pattern: RegExp, except?: RegExp }[] = [
  { why: 'a place on one machine', pattern: /(^|[\s'"`(=:])\/(work|home|Users|root)\/[\w.-]+/m },
  { why: 'a folder outside the project', pattern: /\.\.\/shared\/|\/shared\/(design|data|start)/ },
  { why: 'a private registry', pattern: /https?:\/\/(?!registry\.npmjs\.org)[\w.-]*(registry|artifactory|nexus|verdaccio)[\w.-]*\//i, except: /^package-lock\.json$/ },
  { why: 'work left to do', pattern: /(\/\/|\/\*|#|<!--)\s*(TODO|FIXME|XXX|HACK)\b/ },
  { why: 'a conflict that was not resolved', pattern: /^(<{7}|>{7}) /m },
]

test.each(refused)('no file holds $why', ({ pattern, except }) => {
  const found = texts
    .filter(file => file !== here && !except?.test(file))
    .flatMap(file => read(file).split('\n').flatMap((line, i) => pattern.test(line) ? [`${file}:${i + 1} ${line.trim().slice(0, 120)}`] : []))
  expect(found).toEqual([])
})

test('package-lock.json resolves to the public registry or to nothing', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string, link?: boolean }> }
  const elsewhere = Object.entries(packages).filter(([, entry]) => entry.resolved && !entry.link && !entry.resolved.startsWith('https://registry.npmjs.org/'))
  expect(elsewhere).toEqual([])
})
