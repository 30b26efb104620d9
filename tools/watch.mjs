// Rebuilds while one works: the compiler for the server and its libraries, Vite for the web.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './progress.mjs'

function keep(folder, program, args, heard) {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', part => heard(String(part)))
  process.on('exit', () => child.kill())
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill())
}

/** Calls `changed` after every compilation without an error, the first one, which finds nothing to do, apart. */
export function watch(root, changed) {
  let compiled = 0
  keep(root, join(root, 'node_modules/typescript/bin/tsc'), ['-b', '--watch', '--preserveWatchOutput'], text => {
    if (/error TS/.test(text)) process.stderr.write(text)
    if (/Found 0 errors/.test(text) && compiled++ > 0) changed()
  })
  if (!existsSync(join(root, 'apps/web/vite.config.ts'))) return
  keep(join(root, 'apps/web'), join(root, 'node_modules/vite/bin/vite.js'), ['build', '--watch', '--logLevel', 'warn'], text => process.stderr.write(text))
  say('Watching for changes. A change of the web needs a reload of the page.')
}
