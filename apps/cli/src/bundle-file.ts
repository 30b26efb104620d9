import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { BadInput } from './command.ts'
import { bytesOf } from './input.ts'

// A record of the largest texts is a few megabytes; more than this is not a record but an attack on the reader's memory.
const largest = 512 * 1024 * 1024
const isPart = (path: string): boolean => path.endsWith('.json')

function unpack(path: string, bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let total = 0
  const allow = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (!isPart(name)) return false
    total += originalSize
    if (total > largest) throw new BadInput(`${path} holds more than ${largest / 1024 / 1024} MB.`)
    return true
  }
  try {
    return unzipSync(bytes, { filter: allow })
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(`${path} is not a zip file that can be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

const decoded = (path: string, name: string, bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw new BadInput(`${path}: ${name} is not UTF-8.`)
    throw error
  }
}

function folderParts(path: string): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/')).filter(isPart)
  return new Map(names.map(name => [name, readFileSync(join(path, name))]))
}

/** The text files of an exported record, from a zip file or from the folder it was unpacked to. */
export function bundleFiles(path: string): ReadonlyMap<string, string> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  const parts = isFolder ? folderParts(path) : new Map(Object.entries(unpack(path, bytesOf(path))))
  return new Map([...parts].map(([name, bytes]) => [name, decoded(path, name, bytes)]))
}
