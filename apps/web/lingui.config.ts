import type { LinguiConfig } from '@lingui/conf'

const config: LinguiConfig = {
  sourceLocale: 'en',
  locales: ['en'],
  format: 'po',
  orderBy: 'messageId',
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'], exclude: ['**/*.spec.*', '**/generated.ts'] }],
}

// Lingui reads the default export.
export default config
