import * as v from 'valibot'
import { parse } from 'yaml'
import { files, read } from './sources.ts'

const textMap = v.record(v.string(), v.string())
const volume = v.pipe(v.string(), v.regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/))
const duration = v.pipe(v.string(), v.regex(/^\d+(ms|s|m)$/))

/** The part of the Compose specification that the file uses; a misspelt key is refused. */
const service = v.strictObject({
  image: v.pipe(v.string(), v.regex(/^[\w./-]+(:[\w.-]+)?$/)),
  build: v.optional(v.literal('.')),
  restart: v.literal('unless-stopped'),
  init: v.optional(v.boolean()),
  shm_size: v.optional(v.string()),
  stop_grace_period: v.optional(duration),
  command: v.optional(v.array(v.string())),
  environment: v.optional(textMap),
  volumes: v.optional(v.array(volume)),
  ports: v.optional(v.array(v.pipe(v.string(), v.regex(/^\d+:\d+(\/(tcp|udp))?$/)))),
  depends_on: v.optional(v.record(v.string(), v.strictObject({ condition: v.literal('service_healthy') }))),
  healthcheck: v.optional(v.strictObject({
    test: v.pipe(v.array(v.string()), v.check(test => test[0] === 'CMD')),
    interval: duration,
    timeout: duration,
    retries: v.number(),
    start_period: v.optional(duration),
  })),
  networks: v.array(v.string()),
})

const compose = v.strictObject({
  name: v.string(),
  'x-api': v.looseObject({}),
  services: v.record(v.string(), service),
  volumes: v.record(v.string(), v.null()),
  networks: v.record(v.string(), v.nullable(v.strictObject({ internal: v.boolean() }))),
})

const written = v.parse(compose, parse(read('docker-compose.yml'), { merge: true }))
const { services } = written
const proxyFile = read('deploy/Caddyfile')
const image = read('Dockerfile')
const instances = Object.keys(services).filter(name => services[name]!.build)

test('there are PostgreSQL 18, Valkey, two instances of the API and a proxy', () => {
  expect(services['postgres']?.image).toMatch(/^postgres:18/)
  expect(services['valkey']?.image).toMatch(/^valkey\//)
  expect(instances).toHaveLength(2)
  expect(services['proxy']?.ports).toContain('443:443')
})

test('every service tells whether it is well: by its own check, or by that of its image', () => {
  expect(Object.entries(services).filter(([name, { healthcheck }]) => !healthcheck && !instances.includes(name))).toEqual([])
  expect(image).toMatch(/^HEALTHCHECK .*\\\n\s+CMD \["node".*\/health\/ready/m)
})

test('what a service names exists: services, volumes, networks, files', () => {
  for (const [name, { depends_on = {}, volumes = [], networks }] of Object.entries(services)) {
    expect({ name, missing: Object.keys(depends_on).filter(other => !(other in services)) }).toEqual({ name, missing: [] })
    expect({ name, missing: networks.filter(network => !(network in written.networks)) }).toEqual({ name, missing: [] })
    const sources = volumes.map(entry => entry.split(':')[0]!)
    expect({ name, missing: sources.filter(source => source.startsWith('./') ? !files.includes(source.slice(2)) : !(source in written.volumes)) }).toEqual({ name, missing: [] })
  }
})

test('the instances share database, messages and keys, and nothing else; only the proxy is reached from outside', () => {
  for (const name of instances) {
    const { environment = {}, volumes } = services[name]!
    expect(environment['DATABASE_URL']).toContain('@postgres:5432/')
    expect(environment['REDIS_URL']).toBe('redis://valkey:6379')
    expect(environment['PUBLIC_URL']).toMatch(/^https:/)
    expect(environment['PLENARY_PROXIES']).toBe('1')
    expect(volumes).toEqual(['keys:/var/lib/plenary/keys'])
  }
  expect(Object.keys(services).filter(name => services[name]!.ports)).toEqual(['proxy'])
  expect(Object.keys(services).filter(name => !services[name]!.networks.includes('outside'))).toEqual(['postgres', 'valkey'])
  expect(written.networks['inside']).toEqual({ internal: true })
})

test('the proxy sends to every instance and asks whether it is ready', () => {
  expect(/reverse_proxy \{\$PLENARY_INSTANCES:(.+)\} \{/.exec(proxyFile)?.[1]?.split(' ').sort()).toEqual(instances.map(name => `${name}:3000`).sort())
  expect(proxyFile).toContain('health_uri /health/ready')
})

test('every variable that production sets is one that the configuration reads', () => {
  const known = read('apps/api/src/config.ts')
  const set = instances.flatMap(name => Object.keys(services[name]!.environment ?? {}))
  expect(set.filter(name => !known.includes(`${name}:`))).toEqual([])
})

test('the image runs Node 24 as an account without rights and holds every workspace', () => {
  expect([...image.matchAll(/^FROM (node:\S+)/gm)].map(match => match[1])).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim'])
  expect(image).toMatch(/^USER node$/m)
  expect(image).toContain('NODE_ENV=production')
  const manifests = files.filter(file => /^(apps\/[^/]+|libs\/[^/]+|seeds)\/package\.json$/.test(file))
  expect(manifests.filter(file => !image.includes(`COPY ${file} ${file.replace('package.json', '')}\n`))).toEqual([])
})

test('the image gives the allocator the settings that npm start gives it', () => {
  const settings = [...read('tools/allocator.mjs').matchAll(/(MALLOC_\w+): '(\d+)'/g)].map(([, name, value]) => `${name}=${value}`)
  expect(settings).toHaveLength(3)
  expect(read('Dockerfile').match(/^ENV (MALLOC_.*)$/m)?.[1]?.split(' ')).toEqual(settings)
})
