#!/usr/bin/env node
// The command line. Installs and builds if needed; stdout carries results only.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from '../tools/install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

await ensureInstalled()
const { ensureBuilt } = await import('../tools/build.mjs')
await ensureBuilt()

// npm runs scripts in the root and keeps the folder of its caller in INIT_CWD; paths are relative to the caller.
const cwd = process.env.npm_lifecycle_event === 'plenary' && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd()
const child = spawn(process.execPath, [join(root, 'apps/cli/dist/main.js'), ...process.argv.slice(2)], { cwd, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
