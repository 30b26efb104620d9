import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { readConfig } from '../../apps/api/src/config.ts'
import { type RunningServer, startServer } from '../../apps/api/src/server.ts'
import { password } from '../api.ts'
import { largeBallot } from '../large-ballot.ts'
import { adoption, type Adoption } from '../secret-ballot.ts'
import { openBrowser, Person } from './browser.ts'

const SEATS = 420
const screenshots = process.env['SCREENSHOTS']
let world: Adoption
let server: RunningServer
let browser: Browser
let ballotId: string

beforeAll(async () => {
  world = await adoption(3, 'hall.example')
  ballotId = await largeBallot(world, 'recorded', SEATS, 60)
  const env = { PORT: '0', DATABASE_URL: world.api.databaseUrl, PLENARY_KEY_DIR: world.keyDirectory }
  server = await startServer({ url: world.api.databaseUrl }, readConfig(env, process.cwd()), { web: path.resolve('apps/web/dist') })
  browser = await openBrowser()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await world?.api.close()
  rmSync(world.keyDirectory, { recursive: true, force: true })
})

const keep = async (person: Person, name: string): Promise<void> => {
  if (screenshots) await person.page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true })
}

test('a secretary finds those who have not voted among many seats, leafs through them, and prints the whole roll', async () => {
  const secretary = await Person.sit(browser, `http://localhost:${server.port}`, 'the secretary')
  await secretary.signIn(world.officers.secretary, password)
  await secretary.open(`/b/${ballotId}`)
  const { page } = secretary
  const roll = page.getByRole('region', { name: 'Who may vote' })
  const rows = roll.getByRole('listitem')
  await roll.getByText(`60 of ${SEATS} seats`).waitFor()
  expect(await rows.count()).toBe(50)
  expect(await roll.getByText('not yet', { exact: true }).count()).toBe(50)
  await keep(secretary, 'roll-open')
  await roll.getByRole('button', { name: 'The next 50' }).click()
  await roll.getByRole('button', { name: 'From the beginning' }).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('section[aria-labelledby=may-vote] li').length === 10)
  await roll.getByRole('searchbox', { name: 'Find a seat' }).fill('BODY RECORDED99')
  await roll.getByText(`1 of ${SEATS} seats`).waitFor()
  await roll.getByRole('combobox', { name: 'Show' }).selectOption('voted')
  await roll.getByText(`0 of ${SEATS} seats`).waitFor()
  await roll.getByRole('searchbox').fill('')
  await roll.getByText(`360 of ${SEATS} seats`).waitFor()
  // What is on the page at the moment it is printed.
  await page.evaluate(() => {
    window.print = () => { document.title = `printed ${document.querySelectorAll('section[aria-labelledby=may-vote] li').length}` }
  })
  await roll.getByRole('button', { name: 'Print the whole roll' }).click()
  await page.waitForFunction(seats => document.title === `printed ${seats}`, SEATS)
  expect(await rows.count()).toBe(50)

  await world.api.db.query(
    `with ended as (update ballot set closes_at = date_trunc('milliseconds', plenary_now()) where id = $1 returning closes_at)
     update deadline set due = closes_at from ended where key = 'ballot.close:' || $1::text`, [ballotId])
  await world.api.settle()
  const reader = await Person.sit(browser, `http://localhost:${server.port}`, 'the secretary, on a phone', { width: 390, height: 844, theme: 'dark' })
  await reader.signIn(world.officers.secretary, password)
  await reader.open(`/b/${ballotId}`)
  await reader.page.getByRole('heading', { name: 'Carried, 360 to 0' }).waitFor()
  await reader.page.getByText('60 not voting').waitFor()
  const counted = reader.page.getByRole('region', { name: /^The roll, as fixed/ })
  await counted.getByText(`${SEATS} of ${SEATS} seats`).waitFor()
  expect(await counted.getByRole('rowheader').count()).toBe(200)
  await counted.getByRole('combobox', { name: 'Show' }).selectOption('silent')
  await counted.getByText('Not voting').first().waitFor()
  await keep(reader, 'roll-counted')
  expect(await counted.getByRole('rowheader').count()).toBe(60)
}, 120_000)
