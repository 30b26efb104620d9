import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env['PLENARY_API'] ?? 'http://127.0.0.1:3000'
// What the server answers itself; every other path is a screen of this application.
const served = ['/graphql', '/auth', '/uploads', '/collab', '/export', '/health', '/metrics', '/p/', '/feeds', '/text/']

// The source messages stay in the code (see src/ui/language.ts); without this a production build would show their keys.
const messages: [string, object] = ['@lingui/babel-plugin-lingui-macro', { stripMessageField: false }]

/** Builds the application into dist/, with one style sheet of a fixed name for the public pages that the server writes. */
// Vite reads the default export.
export default defineConfig({
  plugins: [react(), babel({ plugins: [messages], include: /\/apps\/web\/src\/.*\.tsx?$/ })],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // The socket, the editor and the screens are separate chunks; a helper script to preload them costs more than it gives.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', public: 'src/public.css' },
      output: {
        assetFileNames: asset => (asset.names.includes('public.css') ? 'assets/public.css' : 'assets/[name]-[hash][extname]'),
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(served.map(path => [path, { target: api, ws: true }])),
  },
})
