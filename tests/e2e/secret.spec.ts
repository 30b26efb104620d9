import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { readConfig } from '../../apps/api/src/config.ts'
import { type RunningServer, startServer } from '../../apps/api/src/server.ts'
import { password } from '../api.ts'
import { travel } from '../draft.ts'
import { adoption, type Adoption, openKind, voteSealed } from '../secret-ballot.ts'
import { openBrowser, Person } from './browser.ts'

const heads = Array.from({ length: 5 }, (_, n) => `head${n}@booth.example`)
// For whoever changes the page: SCREENSHOTS=<folder> keeps what the browser showed.
const screenshots = process.env['SCREENSHOTS']
let world: Adoption
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  world = await adoption(heads.length, 'booth.example')
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

test('(D7) (D8) a head of delegation seals a paper in the browser, notes the tracker, and finds the paper counted after the close', async () => {
  const ballot = await openKind(world, 'secret')
  const url = `http://localhost:${server.port}`
  const head = await Person.sit(browser, url, 'the head')
  const sent: string[] = []
  head.page.on('request', request => { sent.push(request.postData() ?? '') })
  await head.signIn(heads[0]!, password)
  await head.open(`/b/${ballot.id}`)
  const { page } = head
  await page.getByRole('radio', { name: /^Disapprove/ }).check()
  await page.getByRole('textbox', { name: /^Reason, required/ }).fill('The first article says too much.')
  await keep(head, 'secret-paper')
  await page.getByRole('button', { name: 'Seal and cast' }).click()
  const receipt = page.getByRole('region', { name: 'Receipt' })
  await receipt.getByText('Your paper is in the box: Disapprove.').waitFor()
  const tracker = (await receipt.locator('bdi').innerText()).trim()
  expect(tracker.replaceAll(' ', '')).toMatch(/^[0-9a-f]{32}$/)
  await keep(head, 'secret-receipt')
  // Neither choice nor reason nor tracker left the browser in the open.
  expect(sent.some(body => body.includes('CastSealedVote'))).toBe(true)
  expect(sent.filter(body => /says too much|"no"/.test(body) || body.includes(tracker.replaceAll(' ', '')))).toEqual([])
  await page.reload()
  await page.getByText('A sealed paper of this seat lies in the box.').waitFor()
  for (const other of heads.slice(1)) await voteSealed(world, ballot, other, 'yes')
  await travel(world.api, 'P32D')
  const reader = await Person.sit(browser, url, 'the head, later', { width: 390, height: 844, theme: 'dark' })
  await reader.signIn(heads[0]!, password)
  await reader.open(`/b/${ballot.id}`)
  await reader.page.getByRole('textbox', { name: /^Your tracker/ }).fill(tracker)
  await reader.page.getByText('This paper was counted.').waitFor()
  expect(await reader.page.getByRole('table').last().getByRole('row').allInnerTexts()).toEqual([expect.any(String), expect.stringContaining('The first article says too much.')])
  await keep(reader, 'secret-result-phone')
  head.expectNoFaults()
  reader.expectNoFaults()
  if (screenshots) {
    const chair = await Person.sit(browser, url, 'the chair')
    await chair.signIn(world.officers.chair, password)
    await chair.open(`/b/${ballot.id}`)
    await chair.page.getByRole('button', { name: 'Annul the ballot' }).click()
    await keep(chair, 'secret-result-chair')
    await chair.leave()
  }
  await head.leave()
  await reader.leave()
}, 180_000)
