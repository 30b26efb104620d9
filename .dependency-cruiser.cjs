const { existsSync, readdirSync } = require('node:fs')
const { join } = require('node:path')
const { commons, core, coreMayImport, engine, ladder } = require('./tools/ladder.cjs')

const web = join(__dirname, 'apps/web/src')
const features = existsSync(web)
  ? readdirSync(web, { withFileTypes: true }).filter(entry => entry.isDirectory() && !commons.includes(entry.name)).map(entry => entry.name)
  : []

const either = names => `(${names.join('|') || '-'})`
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })
const spec = '\\.(spec|contract)\\.tsx?$'
const coreSource = `^libs/${either(core)}/src/`
const frameworks = 'node_modules/(@nestjs|typeorm|@apollo|graphql)/'

const rooms = ladder.map((room, i) => never(
  `ladder-${room}`,
  { path: `^apps/api/src/${room}/`, pathNot: spec },
  { path: `^apps/api/src/${either(ladder.slice(i + 1))}/` },
  'Call downwards; speak upwards through jobs.',
))

const neighbours = features.map(feature => never(
  `feature-${feature}`,
  { path: `^apps/web/src/${feature}/` },
  { path: `^apps/web/src/${either(['shell', ...features.filter(other => other !== feature)])}/` },
  'Features meet only in the shell and in routes.tsx.',
))

module.exports = {
  forbidden: [
    never('no-cycles', {}, { circular: true }, 'Nothing imports what imports it, types included.'),
    never('resolvable', { pathNot: spec }, { couldNotResolve: true, pathNot: '[.](css|woff2|svg|po)([?]|$)' }, 'A path that cannot be followed cannot be checked.'),
    never('core-is-pure', { path: coreSource, pathNot: spec }, { dependencyTypes: ['core'] }, 'No Node module in a core lib.'),
    never('core-imports-core', { path: coreSource, pathNot: spec }, { path: '^(libs|apps|seeds|tests)/', pathNot: coreSource }),
    never('core-packages', { path: coreSource, pathNot: spec }, { path: 'node_modules/', pathNot: `node_modules/${either(coreMayImport)}/` }),
    never('engine-has-no-framework', { path: `^libs/${either(engine)}/` }, { path: frameworks }),
    never('engine-imports-libs', { path: `^libs/${either(engine)}/`, pathNot: spec }, { path: '^(apps|seeds|tests)/' }),
    never('resolver-is-a-leaf', { pathNot: '\\.(module|spec)\\.ts$' }, { path: '\\.resolver\\.ts$' }),
    never(
      'enter-by-the-front-door',
      { path: '^apps/api/src/([^/]+)/', pathNot: [spec, '^apps/api/src/migrations/'] },
      { path: '^apps/api/src/[^/]+/', pathNot: ['^apps/api/src/($1|platform)/', '\\.(module|service|entity)\\.ts$'] },
      'A room is entered by its module, service or entity.',
    ),
    ...rooms,
    ...neighbours,
    never('features-meet-in-the-shell', { path: `^apps/web/src/${either(commons.filter(name => name !== 'shell'))}/` }, { path: `^apps/web/src/${either(features)}/` }),
    never('web-has-no-server', { path: '^apps/web/src/', pathNot: spec }, { path: ['^apps/(api|cli)/', '^libs/(formats|embedded-postgres)/', '^libs/collab/(?!src/protocol\\.ts)'] }),
    never('api-stands-alone', { path: '^apps/api/' }, { path: '^apps/(web|cli)/' }),
    never('cli-enters-by-the-context', { path: '^apps/cli/' }, { path: '^apps/(web|api)/', pathNot: '^apps/api/src/context\\.ts$' }),
    never('nobody-imports-tests', { path: '^(apps|libs|seeds)/', pathNot: spec }, { path: '^tests/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'browser', 'default', 'types'] },
  },
}
