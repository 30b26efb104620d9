import type { Browser, Page } from 'playwright-core'
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
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
}, 60_000)

/** Notes the names of the queries that a page sends from now on. */
function queriesOf(page: Page): string[] {
  const asked: string[] = []
  page.on('request', request => {
    const name = /query (\w+)/.exec(request.postData() ?? '')?.[1]
    if (name !== undefined) asked.push(name)
  })
  return asked
}

test('an empty draft is begun with what came with the page: the text is not waited for, nor asked for again', async () => {
  const [dora] = desk.drafters
  const asked = queriesOf(dora!.page)
  await dora!.open(`/d/${desk.draftId}`)
  await dora!.page.getByRole('button', { name: 'Write the first clause' }).waitFor()
  expect(asked).toContain('Workspace')
  expect(asked).not.toContain('DraftText')
}, 60_000)

test('a click into words that somebody else changes before the button is let go opens the clause all the same', async () => {
  const [dora, emil] = desk.drafters as [Desk['drafters'][number], Desk['drafters'][number]]
  await writeFirst(dora, desk.draftId, 'Written by Dora.')
  await emil.open(`/d/${desk.draftId}`)
  const { page } = emil
  await page.locator('.desk[data-live=true]').waitFor()
  await page.getByText('Next:').waitFor()
  const words = await page.locator('section[data-clause]', { hasText: 'Written by Dora.' }).getByText('Written by Dora.').boundingBox()
  await page.mouse.move(words!.x + 10, words!.y + words!.height / 2)
  await page.mouse.down()
  await dora.page.keyboard.press('Control+End')
  await dora.page.keyboard.type(' And more.')
  await page.locator('section[data-clause]', { hasText: 'Written by Dora. And more.' }).waitFor()
  await page.mouse.up()
  await openClause(page).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Both: ')
  await dora.page.getByText('Both: Written by Dora. And more.').first().waitFor()
  await saved(page)
  emil.expectNoFaults()
}, 60_000)

/** Notes at every frame where the first clause stands; for a page that is still to come. */
const watchFirstClause = (): void => {
  const places: number[] = []
  Object.assign(window, { places })
  const look = (): void => {
    const y = document.querySelector('section[data-clause]')?.getBoundingClientRect().y
    if (y !== undefined && Math.abs(y - (places.at(-1) ?? -9)) > 1) places.push(y)
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

test.each([
  ['a wide window', { width: 1280, height: 800 }],
  ['a phone', { width: 390, height: 844 }],
])('the text of a draft read before does not move from its first sight until everything around it is there: %s', async (_, size) => {
  const [, emil] = desk.drafters
  const page = await emil!.context.newPage()
  await page.setViewportSize(size)
  const whole = async (): Promise<void> => {
    await page.goto(`${plenary.url}/d/${desk.draftId}`)
    await page.locator('.desk[data-live=true]').waitFor()
    await page.getByText('Next:').waitFor()
    await page.getByText(/^\d people here:$/).waitFor()
    await saved(page)
  }
  await whole()
  await page.addInitScript(watchFirstClause)
  const asked = queriesOf(page)
  await whole()
  expect(await page.evaluate(() => (window as unknown as { places: number[] }).places)).toHaveLength(1)
  expect(asked).toContain('Workspace')
  expect(asked).not.toContain('DraftText')
  await page.close()
}, 60_000)
