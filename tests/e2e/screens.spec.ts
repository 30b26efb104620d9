import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, Person } from './browser.ts'
import { done, password } from './committee.ts'
import { Plenary } from './plenary.ts'

const root = path.resolve(import.meta.dirname, '../..')
const pictures = path.join(root, 'tmp/screens')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** The clauses of a long text are drawn alike: what holds for the first hundred holds for the thousand that follow. */
const alike = 'section[data-depth]:nth-of-type(n+100)'

interface Violation { id: string; nodes: { html: string; target: unknown[] }[] }
declare const window: { axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> } }

let browser: Browser
let demo: Plenary
let secretary: Person
let delegate: Person

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await Plenary.start()
  await demo.kill()
  await demo.command('seed')
  await demo.restart({ PLENARY_DEMO: '1' })
  browser = await openBrowser()
  secretary = await Person.sit(browser, demo.url, 'the secretary')
  await secretary.signIn('secretary@demo.plenary.example', 'plenary-demo')
  delegate = await Person.sit(browser, demo.url, 'a delegate')
  await delegate.signIn('delegate.br@demo.plenary.example', 'plenary-demo')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
}, 60_000)

/** Waits until the screen has arrived: its heading stands, nothing is being fetched, and the text sent ahead has given way to the screen. */
async function arrived(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.locator('#early > *').first().waitFor({ state: 'detached' })
}

/** Everything that axe finds wrong, as lines to read. A theme changes colours only, so the second one is asked about contrast only. */
async function violations(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  if (theme === 'light') await page.evaluate(axe)
  const asked = { resultTypes: ['violations'], ...(theme === 'dark' ? { runOnly: ['color-contrast'] } : {}) }
  const found = await page.evaluate(([context, options]) => window.axe.run(context, options), [{ exclude: [alike] }, asked] as const)
  return found.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(node => `${id}: ${String(node.target)} ${node.html.slice(0, 160)}`))
}

/** Looks at a screen in both themes and on a phone. */
async function look(person: Person, address: string, name: string, least = 0): Promise<{ faults: string[]; items: number }> {
  const { page } = person
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await person.open(address)
  await arrived(page)
  const things = page.locator('main li, main tbody tr, main dt, main section[data-clause], main fieldset label')
  if (least > 0) await things.nth(least - 1).waitFor({ state: 'attached' })
  const faults: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    for (const fault of await violations(page, theme)) faults.push(`${theme}: ${fault}`)
    await page.screenshot({ path: path.join(pictures, `${name}-${theme}.png`) })
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: path.join(pictures, `${name}-phone.png`) })
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (over > 0) faults.push(`at 390 px it is ${over} px too wide`)
  const items = await things.count()
  return { faults, items }
}

interface Places { readonly committee: string; readonly drafts: Record<string, string>; readonly ballots: Record<string, string> }

/** The drafts of the demo by stage, and its ballots by state. */
async function placesOf(person: Person): Promise<Places> {
  const answer = await person.ask<{ drafts: { nodes: { id: string; stage: string; committee: { id: string } }[] }; ballots: { nodes: { id: string; state: string }[] } }>(
    '{ drafts(first: 50) { nodes { id stage committee { id } } } ballots(first: 50) { nodes { id state } } }')
  const first = answer.drafts.nodes.find(draft => draft.stage === 'negotiation')
  return {
    committee: first!.committee.id,
    drafts: Object.fromEntries(answer.drafts.nodes.map(({ stage, id }) => [stage, id])),
    ballots: Object.fromEntries(answer.ballots.nodes.map(({ state, id }) => [state, id])),
  }
}

/** Each screen with the least number of real things that the demo shows there: a screen with fewer has not been looked at. */
const screens: readonly [string, (places: Places) => string, number][] = [
  ['inbox', () => '/inbox', 10], ['calendar', () => '/calendar', 4], ['drafts', () => '/drafts', 10], ['ballots', () => '/ballots', 0],
  ['committees', () => '/committees', 0], ['committee', ({ committee }) => `/c/${committee}`, 10], ['members', ({ committee }) => `/c/${committee}/people`, 10],
  ['new-draft', ({ committee }) => `/c/${committee}/new`, 0], ['people', () => '/people', 10], ['process', () => '/process', 10],
  ['secretariat', () => '/s', 0], ['account', () => '/account', 0],
  ['draft', ({ drafts }) => `/d/${drafts['negotiation']}`, 10], ['draft-frozen', ({ drafts }) => `/d/${drafts['adoption']}`, 10],
  ['comments', ({ drafts }) => `/d/${drafts['negotiation']}/comments`, 10], ['objections', ({ drafts }) => `/d/${drafts['negotiation']}/objections`, 10],
  ['stage', ({ drafts }) => `/d/${drafts['negotiation']}/stage`, 10], ['record', ({ drafts }) => `/d/${drafts['review']}/record`, 10],
  ['review', ({ drafts }) => `/d/${drafts['review']}/review`, 10], ['ballot-open', ({ ballots }) => `/b/${ballots['open']}`, 6],
  ['ballot-closed', ({ ballots }) => `/b/${ballots['closed']}`, 10], ['public', ({ drafts }) => `/p/${drafts['implementation']}`, 10],
  ['no-draft', () => '/d/00000000-0000-4000-8000-000000000000', 0],
]

test.each(screens)('%s, as the secretary of the demo sees it, is accessible in both themes and fits a phone', async (name, addressOf, least) => {
  const { faults, items } = await look(secretary, addressOf(await placesOf(secretary)), name, least)
  expect(faults).toEqual([])
  expect(items).toBeGreaterThanOrEqual(least)
}, 120_000)

test('the ballot, as a head of delegation sees it, is accessible and fits a phone', async () => {
  const { ballots } = await placesOf(delegate)
  const { faults, items } = await look(delegate, `/b/${ballots['open']}`, 'ballot-vote', 10)
  expect(faults).toEqual([])
  expect(items).toBeGreaterThanOrEqual(10)
  delegate.expectNoFaults()
}, 120_000)

test.each(['/sign-in', '/register', '/forgot', '/link/unknown'])('%s is accessible to somebody who has not signed in', async address => {
  const visitor = await Person.sit(browser, demo.url, 'a visitor')
  const { faults } = await look(visitor, address, `door${address.replaceAll('/', '-')}`)
  expect(faults).toEqual([])
  await visitor.leave()
}, 60_000)

test('an empty installation is accessible on every screen, and says how to begin', async () => {
  const plenary = await Plenary.start({ PLENARY_ADMIN: 'ada@empty.example' })
  try {
    const ada = await Person.sit(browser, plenary.url, 'Ada Lund')
    const token = /\/link\/(\S+)/.exec(plenary.log)?.[1]
    await done(ada, 'acceptInvitation', 'Done { ok }', { token, password })
    await ada.signIn('ada@empty.example', password)
    const found: Record<string, string[]> = {}
    for (const screen of ['inbox', 'calendar', 'drafts', 'ballots', 'committees', 'people', 'process', 's', 'account']) {
      const { faults } = await look(ada, `/${screen}`, `empty-${screen}`)
      if (faults.length > 0) found[screen] = faults
    }
    expect(found).toEqual({})
    ada.expectNoFaults()
  } finally {
    await plenary.stop()
  }
}, 240_000)
