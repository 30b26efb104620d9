import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { Plenary } from './plenary.ts'
import { type Desk, goOn, openDesk, saved, writeFirst } from './writing.ts'

/** How often the server is killed. */
const turns = Number(process.env['E2E_SAVED'] ?? 50)

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

/**
 * Kills the server at the very moment at which the page calls saved what it had not called so before; resolves to the words of the sign.
 * A word put in by one act is one update: the first “saved” after it is about all of it.
 */
async function killWhenSaved(page: Page): Promise<{ readonly said: Promise<string> }> {
  let told: (sentence: string) => void
  const said = new Promise<string>(resolve => { told = resolve })
  await page.exposeFunction('savedNow', async (words: string) => {
    await plenary.kill()
    told(words)
  })
  await page.evaluate(() => {
    let unsaved = false
    const observer = new MutationObserver(() => {
      const sign = document.querySelector<HTMLElement>('[data-save-state]')
      if (sign?.dataset['saveState'] !== 'saved') unsaved = true
      else if (unsaved) {
        observer.disconnect()
        void (window as unknown as { savedNow: (words: string) => void }).savedNow(sign.innerText)
      }
    })
    observer.observe(document.body, { attributes: true, childList: true, subtree: true })
  })
  return { said }
}

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
  const killed: string[] = []
  for (let turn = 1; turn <= turns; turn++) {
    const { context, page } = await freshPage()
    await page.locator('section[data-clause]', { hasText: words.at(-1)!.trim() }).waitFor()
    expect(await page.locator('section[data-clause]').first().textContent()).toContain(words.join(''))
    await goOn(page)
    // A page that is still connecting becomes “saved” without a word having been written.
    await saved(page)
    const { said } = await killWhenSaved(page)
    words.push(` Turn ${turn}.`)
    await page.keyboard.insertText(words.at(-1)!)
    killed.push(await said)
    await context.close()
    await plenary.restart()
  }
  const reader = await freshPage()
  await reader.page.locator('section[data-clause]', { hasText: words.at(-1)!.trim() }).waitFor()
  expect(await reader.page.locator('section[data-clause]').first().textContent()).toContain(words.join(''))
  await reader.context.close()
  expect(killed).toHaveLength(turns)
  for (const sign of killed) expect(sign).toContain('Saved on the server')
}, 1_200_000)
