// Lets Node load TypeScript as it is, for the mutation run alone; Jest has a transform of its own.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { transform } from '@swc/core'

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context)
  const filename = fileURLToPath(url)
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename, swcrc: false, configFile: false, sourceMaps: false, module: { type: 'es6' },
    jsc: { target: 'es2023', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
  })
  return { format: 'module', source: code, shortCircuit: true }
}
