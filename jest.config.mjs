// One Jest for the whole house. ESM throughout (Nest 12 is ESM only), so run it through `node --experimental-vm-modules`.
const swc = { target: 'es2023', parser: { syntax: 'typescript', tsx: true, decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } }, keepClassNames: true, experimental: { keepImportAttributes: true, plugins: [['@lingui/swc-plugin', {}]] } }

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { jsc: swc, module: { type: 'es6' } }] },
  moduleNameMapper: { '^fast-check$': '<rootDir>/tests/seeded.mjs', '\\.module\\.css$': '<rootDir>/tests/style.mjs', '\\.css$': '<rootDir>/tests/style.mjs' },
  testMatch: ['<rootDir>/{apps,libs,seeds,tests,tools}/**/*.spec.{ts,tsx,mjs}'],
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
  watchman: false,
  // A test that waits for the thing itself may do so on a slow machine too.
  testTimeout: 30_000,
}
