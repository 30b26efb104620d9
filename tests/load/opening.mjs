// How soon the AI Act proposal can be read on a slow machine and line (CPU x4, 1.6 Mbit/s, 150 ms): first and second visit, five times each.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine, openDraft, quantile } from '../browsing.mjs'

const rounds = 5
const limits = { first: 3000, second: 1500 }
const scriptLimit = 200
const slow = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 }
const file = 'eu-ai-act-drafting-history-en.json'

/** Notes when the first clauses are on the screen, and when the page has joined the shared text. */
function watchReading() {
  window.reading = {}
  const painted = (name, holds) => {
    const look = () => {
      if (!holds()) return requestAnimationFrame(look)
      requestAnimationFrame(() => setTimeout(() => { window.reading[name] = performance.now() }, 0))
    }
    look()
  }
  const screenfull = () => [...document.querySelectorAll('.clause')].some(clause => clause.getBoundingClientRect().bottom > innerHeight)
    || document.querySelectorAll('.clause').length >= 20
  painted('text', screenfull)
  painted('live', () => document.querySelector('.desk[data-live=true]') !== null)
  // The bar says "Saved" once the line is open and has brought everything: from here on others' words appear as they are stored.
  painted('heard', () => document.querySelector('[data-save-state=saved]') !== null)
}

async function visit(context, url) {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', slow)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const scripts = []
  const kinds = new Map()
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url.endsWith('.js')) kinds.set(requestId, response.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (kinds.has(requestId)) scripts.push({ at: Date.now(), bytes: encodedDataLength })
  })
  await page.addInitScript(watchReading)
  const started = Date.now()
  await page.goto(url, { waitUntil: 'commit', timeout: 120_000 })
  await page.waitForFunction(() => window.reading.live !== undefined && window.reading.heard !== undefined, null, { timeout: 120_000, polling: 100 })
  const { text, live, heard } = await page.evaluate(() => window.reading)
  const before = scripts.filter(script => script.at - started <= text).reduce((sum, script) => sum + script.bytes, 0) / 1000
  await page.close()
  return { text, live, heard, scriptBefore: before }
}

const draft = await openDraft({ name: file, bytes: readFileSync(join(import.meta.dirname, '../../seeds/texts', file)) })
try {
  const first = []
  const second = []
  for (let round = 0; round < rounds; round++) {
    const context = await draft.sit()
    first.push(await visit(context, draft.url))
    second.push(await visit(context, draft.url))
    await context.close()
  }
  const middle = (visits, name) => Math.round(quantile(visits.map(one => one[name])))
  const row = visits => ({ 'readable ms': middle(visits, 'text'), 'slowest ms': Math.round(Math.max(...visits.map(one => one.text))), 'live ms': middle(visits, 'live'), 'hears others ms': middle(visits, 'heard'), 'script before, kB': middle(visits, 'scriptBefore') })
  const table = { 'first visit': row(first), 'second visit': row(second) }
  console.log(`${draft.words} words, CPU x4, 1.6 Mbit/s, 150 ms; medians of ${rounds}`)
  console.table(table)
  const fails = [
    middle(first, 'text') > limits.first ? `The first visit takes more than ${limits.first} ms.` : '',
    middle(second, 'text') > limits.second ? `The second visit takes more than ${limits.second} ms.` : '',
    middle(first, 'scriptBefore') > scriptLimit ? `More than ${scriptLimit} kB of script come before the text.` : '',
  ].filter(words => words !== '')
  console.log(fails.length === 0 ? 'All within their limits.' : fails.join('\n'))
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'opening.json'), `${JSON.stringify({ words: draft.words, limits, scriptLimit, ...machine(), first, second }, null, 2)}\n`)
  process.exitCode = fails.length === 0 ? 0 : 1
} finally {
  await draft.close()
}
