import nx from '@nx/eslint-plugin'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import places from './tools/ladder.cjs'

const source = '{apps,libs,seeds}/**/src/**/*.{ts,tsx}'
const seedSource = 'seeds/src/**/*.ts'
const specs = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.contract.ts']

const layer = (name, ...may) => ({ sourceTag: `layer:${name}`, onlyDependOnLibsWithTags: may.map(other => `layer:${other}`) })

const told = 'Time comes from the one clock (plenary_now) and is an argument everywhere else.'
const time = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: told },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: told },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: told },
]

const frozenClocks = '(^|[^_a-z.])now\\(\\)|current_timestamp|localtimestamp|(transaction|statement)_timestamp'
const sql = (pattern, message) => ['Literal[value=/PATTERN/i]', 'TemplateElement[value.raw=/PATTERN/i]']
  .map(selector => ({ selector: selector.replace('PATTERN', pattern), message }))
const sqlTime = sql(`${frozenClocks}|clock_timestamp`, 'SQL asks plenary_now(): the one clock.')
const sqlTransactionTime = sql(frozenClocks, 'The time of a transaction is not the time of an act.')

const waits = 'A core lib does not wait: no IO, no promises.'
const waiting = [
  { selector: ':function[async=true]', message: waits },
  { selector: 'AwaitExpression', message: waits },
  { selector: "NewExpression[callee.name='Promise']", message: waits },
  { selector: "MemberExpression[object.name='Promise']", message: waits },
]
const chance = [
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'A core lib is told its ids and its chances.' },
  { selector: "Identifier[name='crypto']", message: 'A core lib is given its hash functions and its ids.' },
]

const refuse = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules.flat()] })

export default [
  { ignores: ['**/dist/**', '**/generated.ts', '**/*.d.ts', '.nx/**', 'tmp/**', 'apps/web/src/locales/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@nx': nx, ts: tseslint.plugin },
    // A directive that no longer excuses anything is a comment that lies.
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-len': ['error', { code: 180, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreStrings: true, ignoreRegExpLiterals: true }],
      'max-statements-per-line': ['error', { max: 3 }],
      'ts/max-params': ['error', { max: 5 }],
      'ts/no-explicit-any': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      '@nx/enforce-module-boundaries': ['error', {
        // The one door of the API for programs without HTTP, and the demo that `plenary seed` tells.
        allow: ['@plenary/api/context', '@plenary/seeds'],
        depConstraints: [layer('core', 'core'), layer('engine', 'core', 'engine'), layer('app', 'core', 'engine'), layer('outside', 'core', 'engine', 'app')],
      }],
    },
  },
  // A test reaches what it needs; dependency-cruiser still sees to it that nothing but tests imports tests.
  { files: specs, rules: { '@nx/enforce-module-boundaries': 'off' } },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['**/*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: [source, seedSource],
    ignores: specs,
    languageOptions: { parserOptions: { projectService: true } },
    rules: { 'ts/no-floating-promises': 'error', 'ts/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }], ...refuse(time, sqlTime) },
  },
  // Who is signed in runs by real time: a demo that jumps signs nobody out and brings no ended session back.
  {
    files: ['apps/api/src/people/sessions.service.ts', 'apps/api/src/collab/tickets.service.ts', 'apps/api/src/migrations/0003-people.ts'],
    rules: refuse(time, sqlTransactionTime),
  },
  // The clock itself, and the database's own files, whose times are the machine's.
  {
    files: ['apps/api/src/platform/**/*.ts', 'apps/api/src/migrations/0001-platform.ts', 'libs/embedded-postgres/src/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: places.core.map(name => `libs/${name}/src/**/*.ts`),
    ignores: specs,
    rules: refuse(time, waiting, chance),
  },
]
