import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { Plenary } from './plenary.ts'
import { type Desk, goOn, openDesk, saved, writeFirst } from './writing.ts'

let plenary: Plenary
let browser: Browser
let desk: Desk

beforeAll(async () => {
  plenary = await Plenary.start({ PLENARY_ADMIN: 'ada@desk.example' })
  browser = await openBrowser()
  desk = await openDesk(browser, plenary, 'Dora Silva', 'Emil Wanjiru')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
}, 60_000)

test('(J8) what is written without a connection survives a reload and arrives later, and the page says where it is', async () => {
  const [dora, emil] = desk.drafters as [Desk['drafters'][number], Desk['drafters'][number]]
  await writeFirst(dora, desk.draftId, 'Written on line.')
  await emil.open(`/d/${desk.draftId}`)
  await emil.page.getByText('Written on line.').first().waitFor()

  await dora.context.setOffline(true)
  await dora.page.keyboard.press('Control+End')
  await dora.page.keyboard.type(' Written on the train.')
  await dora.page.locator('[data-save-state="local"]').getByText(/^Not saved, \d+ changes? kept on this device$/).waitFor()
  await dora.page.getByText('You are offline.').first().waitFor()
  // The browser cuts what the page fetches; a line to the text that is made anew gets through, so the server goes too.
  await plenary.kill()
  await dora.page.close()

  await dora.context.setOffline(false)
  await plenary.restart()
  const page = await dora.context.newPage()
  await page.goto(`${plenary.url}/d/${desk.draftId}`)
  await page.getByText('Written on the train.').first().waitFor()
  await saved(page)
  await emil.page.getByText('Written on line. Written on the train.').first().waitFor()
  await goOn(page)
  await page.keyboard.type(' Arrived.')
  await saved(page)
  await emil.page.getByText('Arrived.').first().waitFor()
}, 120_000)

test('a server that cannot be reached is said in words, and the line comes back by itself', async () => {
  const [, emil] = desk.drafters
  const { page } = emil!
  await emil!.open(`/d/${desk.draftId}`)
  await saved(page)
  await goOn(page)
  await plenary.kill()
  await page.locator('[data-save-state="offline"]').getByText('Not connected: you see the last text received').waitFor()
  await page.keyboard.type(' While it was away.')
  await page.getByText(/^The server cannot be reached\. \d+ changes? (is|are) kept on this device/).waitFor()
  await plenary.restart()
  await saved(page)
  emil!.expectNoFaults()
}, 120_000)
