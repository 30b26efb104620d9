import { fileURLToPath } from 'node:url'

// Bundles the verifier into one file without dependencies, dist/verify.mjs, which travels in every exported record.
const here = fileURLToPath(new URL('.', import.meta.url))

export default {
  root: here,
  logLevel: 'warn',
  resolve: { conditions: ['source'] },
  ssr: { noExternal: true, resolve: { conditions: ['source', 'node'] } },
  build: {
    ssr: 'src/verifier.ts',
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'verify.mjs', codeSplitting: false } },
  },
}
