import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { Plenary } from './plenary.ts'
import { type Desk, openClause, openDesk, saved, writeFirst } from './writing.ts'

let plenary: Plenary
let browser: Browser
let desk: Desk

beforeAll(async () => {
  plenary = await Plenary.start({ PLENARY_ADMIN: 'ada@desk.example' })
  browser = await openBrowser()
  desk = await openDesk(browser, plenary, 'Dora Silva', 'Emil Wanjiru')
  await writeFirst(desk.drafters[0]!, desk.draftId, 'Records are kept.')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
}, 60_000)

/** Every socket that a page opens from now on goes to another address. */
const redirect = (context: BrowserContext, from: string, to: string): Promise<unknown> => context.addInitScript(([pattern, replacement]) => {
  const Real = WebSocket
  window.WebSocket = class extends Real {
    constructor(url: string | URL, protocols?: string | string[]) { super(String(url).replace(new RegExp(pattern!), replacement!), protocols) }
  }
}, [from, to])

test('a page older than the text reads on, says before anything is written why it cannot write, and what to do', async () => {
  const [, emil] = desk.drafters
  await redirect(emil!.context, 'schema=\\d+', 'schema=0')
  await emil!.open(`/d/${desk.draftId}`)
  const { page } = emil!
  await page.getByText('This page is older than the text: reload it to go on writing.').first().waitFor()
  await page.getByText('Records are kept.').first().waitFor()
  await page.locator('section[data-clause]').first().click()
  expect(await openClause(page).count()).toBe(0)
  await desk.drafters[0]!.page.keyboard.type(' For ten years.')
  await saved(desk.drafters[0]!.page)
  await page.getByText('Records are kept. For ten years.').first().waitFor()
  emil!.expectNoFaults()
}, 60_000)

test('behind a proxy that lets pages through and no live text, the draft is read and the page says what is in the way', async () => {
  const { secretary } = desk
  // The server answers requests there and knows no sockets, as such a proxy does.
  await redirect(secretary.context, '/collab/', '/healthz/')
  await secretary.open(`/d/${desk.draftId}`)
  const { page } = secretary
  await page.getByText('Records are kept. For ten years.').first().waitFor()
  await page.locator('[data-save-state="offline"]').getByText('Live editing does not get through').waitFor()
  await page.getByText('This network lets pages through, but not live editing.').waitFor()
}, 60_000)
