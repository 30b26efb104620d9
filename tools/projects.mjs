// Gives every workspace the same targets, so that a new library touches no central file and repeats nothing.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A workspace with a Vite configuration is built by Vite, every other by the compiler. */
function build(root, folder) {
  const byVite = existsSync(join(folder, root, 'vite.config.ts'))
  // In its own folder, where the plugins of Vite look for their configuration.
  const options = byVite ? { command: 'vite build', cwd: root } : { command: `tsc -b ${root}` }
  return { executor: 'nx:run-commands', options }
}

function project(file, folder) {
  const root = dirname(file)
  const isProject = existsSync(join(folder, root, 'tsconfig.json')) && existsSync(join(folder, root, 'src'))
  return isProject ? { projects: { [root]: { targets: { build: build(root, folder), lint: {}, test: {} } } } } : {}
}

export const name = 'plenary-projects'

export const createNodesV2 = [
  '{apps/*,libs/*,seeds}/package.json',
  (files, _options, context) => files.map(file => [file, project(file, context.workspaceRoot)]),
]
