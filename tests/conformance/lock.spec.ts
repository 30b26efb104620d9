import { createRequire } from 'node:module'
import { read } from './sources.ts'

const { satisfies } = createRequire(import.meta.url)('semver') as { satisfies(version: string, range: string): boolean }

interface Entry {
  readonly version?: string
  readonly link?: boolean
  readonly dependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

const { overrides } = JSON.parse(read('package.json')) as { overrides: Record<string, string> }
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> }

/** Every place where Node would look for a package, nearest first. */
function placesOf(from: string, name: string): string[] {
  const parts = from.split('/')
  return [...parts.map((_, i) => [...parts.slice(0, parts.length - i), 'node_modules', name].join('/')), `node_modules/${name}`]
}

const found = (from: string, name: string): Entry | undefined => placesOf(from, name).map(place => packages[place]).find(Boolean)
const isPlain = (range: string): boolean => !/[:/]/.test(range)

// A registry may lack some platforms' packages of a fresh release; npm then writes a lock that `npm ci` refuses everywhere.
test('the lock file is complete, also for other platforms than the one that wrote it', () => {
  const lacking = Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries({ ...entry.dependencies, ...entry.optionalDependencies }).filter(([name, range]) => {
      const answer = found(place, name)
      if (name in overrides) return answer?.version !== overrides[name]
      return !answer || (answer.version !== undefined && isPlain(range) && !satisfies(answer.version, range))
    }).map(([name, range]) => `${place || 'the root'} wants ${name} ${range}, and there is ${found(place, name)?.version ?? 'none'}`))
  expect(lacking).toEqual([])
})
