import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { Plenary } from './plenary.ts'
import { type Desk, goOn, openDesk, saved, writeFirst } from './writing.ts'

/** How often the server is killed. The whole test gives it 50 turns, or as many as fit into a minute and a half, but never fewer than ten. */
const wanted = Number(process.env['E2E_SAVED'] ?? 50)
const enough = process.env['E2E_SAVED'] === undefined ? 90_000 : Infinity
const fewest = 10

let plenary: Plenary
let browser: Browser
let desk: Desk

beforeAll(async () => {
  plenary = await Plenary.start({ PLENARY_ADMIN: 'ada@desk.example' })
  browser = await openBrowser()
  desk = await openDesk(browser, plenary, 'Dora Silva')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
}, 60_000)

/** Resolves in the page at the very moment at which it calls saved what it had not called so before. */
const savedAnew = (page: Page): Promise<string> => page.evaluate(() => new Promise<string>(resolve => {
  let unsaved = false
  const look = (): void => {
    const sign = document.querySelector<HTMLElement>('[data-save-state]')
    if (sign?.dataset['saveState'] !== 'saved') unsaved = true
    else if (unsaved) resolve(sign.innerText)
  }
  new MutationObserver(look).observe(document.body, { attributes: true, childList: true, subtree: true })
}))

/** A browser that knows who is there and nothing else: what it shows comes from the server. */
async function freshPage(): Promise<{ context: BrowserContext; page: Page }> {
  const { cookies } = await desk.drafters[0]!.context.storageState()
  const context = await browser.newContext({ storageState: { cookies, origins: [] } })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto(`${plenary.url}/d/${desk.draftId}`)
  return { context, page }
}

test('what the page calls saved is there after the server was killed at that very moment, every time', async () => {
  const [dora] = desk.drafters
  await writeFirst(dora!, desk.draftId, 'The first words.')
  await dora!.page.close()
  const words = ['The first words.']
  const end = performance.now() + enough
  while (words.length <= wanted && (words.length <= fewest || performance.now() < end)) {
    const { context, page } = await freshPage()
    await goOn(page)
    // A page that is still connecting becomes “saved” without a word having been written.
    await saved(page)
    const word = ` Turn ${words.length}.`
    const said = savedAnew(page)
    await page.keyboard.type(word)
    const sentence = await said
    // Of a word typed letter by letter the first letters may be saved, truly, before the last are there.
    await saved(page)
    await plenary.kill()
    expect(sentence).toContain('Saved on the server')
    await context.close()
    await plenary.restart()
    words.push(word)
    const reader = await freshPage()
    await reader.page.locator('section[data-clause]', { hasText: word.trim() }).waitFor()
    expect(await reader.page.locator('section[data-clause]').first().textContent()).toContain(words.join(''))
    await reader.context.close()
  }
  expect(words.length - 1).toBeGreaterThanOrEqual(Math.min(fewest, wanted))
}, 1_200_000)
