// A real server and a real browser for measurements: a drafter, signed in, with one draft that holds a given text.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { browserEnvironment } from '../tools/chromium.mjs'

const root = join(import.meta.dirname, '..')
const email = 'drafter@measure.example'
const password = 'a long walk to the harbour'

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function startServer() {
  const directory = mkdtempSync(join(tmpdir(), 'plenary-measure-'))
  chmodSync(directory, 0o711)
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), PLENARY_DATA_DIR: join(directory, 'data'), PLENARY_DEMO: '0', PLENARY_ADMIN: email, LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let link
  await new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`The server ended with ${code} before it was ready.`)))
    createInterface({ input: child.stdout }).on('line', line => {
      link ??= /http\S+\/link\/\S+/.exec(line)?.[0]
      if (line.startsWith('Plenary is ready')) resolve()
    })
  })
  const stop = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
    rmSync(directory, { recursive: true, force: true })
  }
  return { url: `http://localhost:${port}`, link, stop }
}

/** Asks the API as the person of a browser context; a refusal is a fault here. */
async function ask(context, url, query, variables) {
  const response = await context.request.post(`${url}/graphql`, { data: { query, variables }, headers: { 'x-plenary': '1', origin: url } })
  const { data, errors } = await response.json()
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

async function done(context, url, name, thing, input) {
  const type = name[0].toUpperCase() + name.slice(1)
  const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${thing} ... on Refusal { code message } } }`
  const { [name]: outcome } = await ask(context, url, query, { input })
  if (outcome.code) throw new Error(`${name}: ${outcome.message}`)
  return outcome
}

async function enter(context, server) {
  const token = new URL(server.link).pathname.split('/').at(-1)
  await done(context, server.url, 'acceptInvitation', 'Done { ok }', { token, password, name: 'Dora Silva' })
  const signedIn = await context.request.post(`${server.url}/auth/sign-in`, { data: { email, password }, headers: { 'x-plenary': '1', origin: server.url } })
  if (!signedIn.ok()) throw new Error(`Signing in ended with ${signedIn.status()}.`)
}

/** Opens a draft with the text of an import file. Gives the address, a fresh signed-in context for each call of `sit`, and `close`. */
export async function openDraft({ name, bytes }) {
  const environment = await browserEnvironment()
  const browser = await chromium.launch({ executablePath: environment.CHROMIUM_PATH, env: { ...process.env, ...environment }, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'] })
  const server = await startServer()
  const first = await browser.newContext()
  await enter(first, server)
  const { url } = server
  const { me } = await ask(first, url, '{ me { id } }')
  const committee = await done(first, url, 'createCommittee', 'Committee { id }', { code: 'TC 1', name: 'Measurement', scope: 'Measuring.', interestCategories: ['industry'] })
  for (const role of ['secretary', 'drafter']) await done(first, url, 'grantRole', 'Role { id }', { committeeId: committee.id, personId: me.id, role })
  const draft = await done(first, url, 'createDraft', 'Draft { id }', { committeeId: committee.id, title: 'A text to measure', rulebook: 'harmonization', template: 'legal', scope: 'Measuring.' })
  const upload = await first.request.post(`${url}/uploads`, {
    multipart: { file: { name, mimeType: 'application/json', buffer: Buffer.from(bytes) } }, headers: { 'x-plenary': '1', origin: url },
  })
  const { uploadId } = await upload.json()
  const imported = await done(first, url, 'importDraft', 'Draft { id text { words } }', { draftId: draft.id, uploadId })
  const state = await first.storageState()
  return {
    url: `${url}/d/${draft.id}`,
    words: imported.text.words,
    sit: (options = {}) => browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 }, ...options }),
    close: async () => {
      await browser.close()
      await server.stop()
    },
  }
}

/** The middle value, or another point of the distribution. */
export function quantile(values, at = 0.5) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))]
}

/** What was measured on, for a figure without its machine says little. */
export const machine = () => ({ node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model ?? '' })
