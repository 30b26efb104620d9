// What a keystroke costs in a text of 150,000 words: script per key, and key to paint; beside a bare contenteditable on the same page.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine, openDraft, quantile } from '../browsing.mjs'

const words = Number(process.argv[2] ?? 150_000)
const keys = 200
const limit = 5

const vocabulary = ('the operator shall keep records of events that occur while a system is in use and make them available to competent authorities upon reasoned '
  + 'request for periods appropriate to intended purpose taking into account risks to health safety and fundamental rights of natural persons').split(' ')

/** A regulation of so many words, in articles of six paragraphs of a hundred words each, in the form of an import file. */
function generated(size) {
  let at = 0
  const sentence = length => Array.from({ length }, () => vocabulary[(at = (at * 31 + 7) % 9973) % vocabulary.length]).join(' ')
  const paragraph = number => `${number}. T${sentence(49)}. T${sentence(49)}.`
  return Array.from({ length: Math.ceil(size / 590) }, (_, index) => ({
    article: index + 1, article_name: `Provision ${index + 1}`, chapter: 'I', chapter_name: 'GENERAL PROVISIONS',
    content: Array.from({ length: 6 }, (_, number) => paragraph(number + 1)).join(' '),
  }))
}

/** Types so many keys, 40 ms apart, and asks the browser how much script ran. */
async function scriptPerKey(page, session) {
  const spent = async () => (await session.send('Performance.getMetrics')).metrics.find(metric => metric.name === 'ScriptDuration').value * 1000
  await page.keyboard.type('warm up ', { delay: 40 })
  const before = await spent()
  await page.keyboard.type('measured words, '.repeat(keys / 16 + 1).slice(0, keys), { delay: 40 })
  return (await spent() - before) / keys
}

/** From the key to the first task after the frame that shows it. Measured apart, because measuring is script too. */
async function keyToPaint(page) {
  await page.evaluate(() => {
    window.paints = []
    addEventListener('keydown', () => {
      const pressed = performance.now()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => window.paints.push(performance.now() - pressed)
        port2.postMessage(null)
      })
    }, { capture: true })
  })
  await page.keyboard.type('painted words, '.repeat(keys / 15 + 1).slice(0, keys), { delay: 40 })
  return page.evaluate(() => window.paints)
}

const draft = await openDraft({ name: 'generated.json', bytes: JSON.stringify(generated(words)) })
try {
  const context = await draft.sit()
  const page = await context.newPage()
  await page.goto(draft.url)
  await page.waitForSelector('.desk[data-live=true]', { timeout: 120_000 })
  const clauses = await page.locator('.desk .clause').count()
  const row = page.locator('.desk .clause-paragraph').nth(Math.floor(clauses / 4))
  await row.scrollIntoViewIfNeeded()
  await row.click({ position: { x: 300, y: 20 } })
  await page.waitForSelector('.writing [role=textbox]')
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const script = await scriptPerKey(page, session)
  const paints = await keyToPaint(page)

  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    const bare = document.querySelector('.desk .clause-paragraph p')
    bare.contentEditable = 'true'
    bare.scrollIntoView()
    bare.focus()
  })
  const bareScript = await scriptPerKey(page, session)

  const result = {
    words: draft.words, clauses, keys, ...machine(),
    script: Number(script.toFixed(2)), bareScript: Number(bareScript.toFixed(2)), limit,
    paint: { p50: Number(quantile(paints).toFixed(1)), p95: Number(quantile(paints, 0.95).toFixed(1)) },
  }
  console.log(`${draft.words} words in ${clauses} clauses, ${keys} keys, ${result.cpus} cores`)
  console.table({
    'Plenary, clause open for writing': { 'script ms/key': result.script, 'key to paint p50 ms': result.paint.p50, 'p95 ms': result.paint.p95 },
    'bare contenteditable, same page': { 'script ms/key': result.bareScript },
  })
  console.log(script <= limit ? `Within ${limit} ms of script a key.` : `More than ${limit} ms of script a key.`)
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'typing.json'), `${JSON.stringify(result, null, 2)}\n`)
  process.exitCode = script <= limit ? 0 : 1
} finally {
  await draft.close()
}
