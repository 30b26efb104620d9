import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, Person } from './browser.ts'
import { until } from '../collab/clients.ts'
import { done, password } from './committee.ts'
import { Plenary } from './plenary.ts'

const root = path.resolve(import.meta.dirname, '../..')
const pictures = path.join(root, 'tmp/screens')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
interface Violation { id: string; nodes: { html: string; target: unknown[] }[] }
declare const window: { axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> } } & typeof globalThis

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
  const { drafts } = await placesOf(secretary)
  const roll = await done<{ id: string; seats: { seat: string }[] }>(secretary, 'prepareRoll', 'PreparedRoll { id seats { seat } }', { draftId: drafts['negotiation'] })
  await done(secretary, 'proposeRollChange', 'PreparedRoll { id }', { rollId: roll.id, kind: 'amend', seatId: roll.seats[0]!.seat, weight: 2, affiliation: 'One house', reason: 'As minuted.' })
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

/** Everything that axe finds wrong on the whole page, as lines to read. */
async function violations(page: Page): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe)
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return found.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(node => `${id}: ${String(node.target)} ${node.html.slice(0, 160)}`))
}

const tooWide = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** Looks at a screen in both themes, on a phone in both directions, in the reader's own colours and on paper. Things count that are no stations of a rail. */
async function look(person: Person, address: string, name: string, least = 0): Promise<{ faults: string[]; items: number }> {
  const { page } = person
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await person.open(address)
  await arrived(page)
  const things = page.locator('main li:not(.rail li), main tbody tr, main dt, main section[data-clause], main fieldset label')
  if (least > 0) await things.nth(least - 1).waitFor({ state: 'attached' })
  const faults: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    for (const fault of await violations(page)) faults.push(`${theme}: ${fault}`)
    await page.screenshot({ path: path.join(pictures, `${name}-${theme}.png`) })
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: path.join(pictures, `${name}-phone.png`) })
  for (const direction of ['ltr', 'rtl'] as const) {
    await page.evaluate(to => { document.documentElement.dir = to }, direction)
    const over = await tooWide(page)
    if (over > 0) faults.push(`at 390 px, ${direction}, it is ${over} px too wide`)
  }
  await page.evaluate(() => { document.documentElement.dir = 'ltr' })
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  faults.push(...await onPaper(page))
  await page.emulateMedia({ media: 'screen' })
  const items = await things.count()
  return { faults, items }
}

/** What a printed page must not show or lose: nothing to operate, the title, and no line that runs off the paper. */
async function onPaper(page: Page): Promise<string[]> {
  const shown = page.locator('.bar, .nav, .shell-tabs, .demo, .modes, .btn, .operate, [role=toolbar]').filter({ visible: true })
  const faults = [] as string[]
  if (await shown.count() > 0) faults.push(`on paper one still sees ${await shown.first().evaluate(element => element.className)}`)
  if (await page.locator('h1').filter({ visible: true }).count() === 0) faults.push('on paper it has no title')
  const over = await tooWide(page)
  if (over > 0) faults.push(`on paper it is ${over} px too wide`)
  return faults
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

/**
 * Each screen with the least number of real things that the demo shows there: a screen with fewer has not been looked at. Forms and the two
 * open objections are few by nature.
 */
const screens: readonly [string, (places: Places) => string, number][] = [
  ['inbox', () => '/inbox', 10], ['calendar', () => '/calendar', 10], ['drafts', () => '/drafts', 10], ['ballots', () => '/ballots', 0],
  ['committees', () => '/committees', 0], ['committee', ({ committee }) => `/c/${committee}`, 10], ['members', ({ committee }) => `/c/${committee}/people`, 10],
  ['turnout-none', ({ committee }) => `/c/${committee}/turnout`, 0],
  ['new-draft', ({ committee }) => `/c/${committee}/new`, 0], ['people', () => '/people', 10], ['process', () => '/process', 10],
  ['process-long', () => '/process?rulebook=iso', 10], ['rulebook', () => '/rulebooks/iso', 10],
  ['secretariat', () => '/s', 10], ['account', () => '/account', 0],
  ['draft', ({ drafts }) => `/d/${drafts['negotiation']}`, 10], ['draft-frozen', ({ drafts }) => `/d/${drafts['adoption']}`, 10],
  ['comments', ({ drafts }) => `/d/${drafts['negotiation']}/comments`, 10], ['objections', ({ drafts }) => `/d/${drafts['negotiation']}/objections`, 2],
  ['polls', ({ drafts }) => `/d/${drafts['negotiation']}/polls`, 10], ['appeals', ({ drafts }) => `/d/${drafts['implementation']}/appeals`, 2],
  ['stage', ({ drafts }) => `/d/${drafts['negotiation']}/stage`, 10], ['record', ({ drafts }) => `/d/${drafts['review']}/record`, 10],
  ['review', ({ drafts }) => `/d/${drafts['review']}/review`, 7], ['ballot-open', ({ ballots }) => `/b/${ballots['open']}`, 10],
  ['ballot-closed', ({ ballots }) => `/b/${ballots['closed']}`, 10], ['public', ({ drafts }) => `/p/${drafts['review']}`, 10],
  ['decide', ({ drafts }) => `/d/${drafts['negotiation']}/decide`, 5], ['tracks', ({ drafts }) => `/d/${drafts['negotiation']}/tracks`, 1],
  ['history', ({ drafts }) => `/d/${drafts['negotiation']}/past`, 2], ['roll', ({ drafts }) => `/d/${drafts['negotiation']}/roll`, 5],
  ['report', ({ ballots }) => `/b/${ballots['closed']}/report`, 10], ['working-days', ({ committee }) => `/c/${committee}/working-days`, 0],
  ['no-draft', () => '/d/00000000-0000-4000-8000-000000000000', 0],
]

test.each(screens)('%s, as the secretary of the demo sees it, is accessible in both themes and fits a phone', async (name, addressOf, least) => {
  const { faults, items } = await look(secretary, addressOf(await placesOf(secretary)), name, least)
  expect(faults).toEqual([])
  expect(items).toBeGreaterThanOrEqual(least)
}, 120_000)

test.each<[string, (places: Places) => string, number]>([
  ['ballot-vote', ({ ballots }) => `/b/${ballots['open']}`, 10], ['polls-answer', ({ drafts }) => `/d/${drafts['negotiation']}/polls`, 10],
  ['objections-seat', ({ drafts }) => `/d/${drafts['negotiation']}/objections`, 2],
])('%s, as a head of delegation sees it, is accessible and fits a phone', async (name, addressOf, least) => {
  const { faults, items } = await look(delegate, addressOf(await placesOf(delegate)), name, least)
  expect(faults).toEqual([])
  expect(items).toBeGreaterThanOrEqual(least)
  delegate.expectNoFaults()
}, 120_000)

test.each([['/sign-in', 10], ['/register', 0], ['/forgot', 0], ['/link/unknown', 0]] as const)('%s is accessible to somebody who has not signed in', async (address, least) => {
  const visitor = await Person.sit(browser, demo.url, 'a visitor')
  const { faults, items } = await look(visitor, address, `door${address.replaceAll('/', '-')}`, least)
  expect(faults).toEqual([])
  expect(items).toBeGreaterThanOrEqual(least)
  await visitor.leave()
}, 60_000)

test('(D15) from a result one comes to a report of the ballot: its rule in words, its figures, each vote with its reason, and the seats that missed it', async () => {
  const { ballots } = await placesOf(secretary)
  const { page } = secretary
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  await secretary.open(`/b/${ballots['closed']}`)
  await page.getByRole('link', { name: 'Report of this ballot, to print' }).click()
  await page.getByRole('heading', { level: 1, name: /^Report of ballot \d+: Carried, 9 to 1$/ }).waitFor()
  await page.getByText(/^At least half of the eligible seats/).waitFor()
  expect(await page.getByRole('region', { name: 'How it was counted' }).getByRole('row').count()).toBe(4)
  const votes = page.getByRole('region', { name: 'Votes, with their reasons' })
  expect(await votes.getByRole('rowheader').count()).toBe(10)
  const { ballot } = await secretary.ask<{ ballot: { roll: { name: string; hasVoted: boolean; vote: { reason: string } | null }[] } }>(
    'query ($id: ID!) { ballot(id: $id) { roll { name hasVoted vote { reason } } } }', { id: ballots['closed'] })
  const silent = ballot.roll.filter(seat => !seat.hasVoted).map(seat => seat.name)
  expect(silent).toHaveLength(1)
  await page.getByRole('region', { name: 'Missed votes' }).getByText(silent[0]!).waitFor()
  for (const { vote } of ballot.roll) if (vote?.reason) await votes.getByText(vote.reason, { exact: true }).first().waitFor()
  secretary.expectNoFaults()
}, 60_000)

test('who reads in their own colours still sees where they are, which stage is done and which is now, and who voted how', async () => {
  const { drafts, ballots } = await placesOf(secretary)
  const { page } = secretary
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' })
  const style = (selector: string, name: string, pseudo?: string): Promise<string> =>
    page.locator(selector).first().evaluate((element, [property, part]) => getComputedStyle(element, part || null).getPropertyValue(property!), [name, pseudo ?? ''] as const)
  try {
    await secretary.open(`/b/${ballots['closed']}`)
    await arrived(page)
    await page.locator('.rail li.done').first().waitFor()
    const ground = await style('.rail li.now', 'background-color')
    expect(await style('.rail li.done', 'background-color', '::after')).not.toBe(ground)
    expect(await style('.rail li.now', 'background-color', '::after')).not.toBe(await style('.rail li.done', 'background-color', '::after'))
    expect(await style('[data-figure] i', 'background-color')).not.toBe(await style('[data-figure] > :last-child i', 'background-color'))
    expect(await style('.nav a[aria-current]', 'border-inline-start-color')).not.toBe(await style('.nav a:not([aria-current])', 'border-inline-start-color'))
    await page.screenshot({ path: path.join(pictures, 'ballot-closed-own-colours.png') })
    await secretary.open(`/d/${drafts['negotiation']}`)
    await arrived(page)
    await page.screenshot({ path: path.join(pictures, 'draft-own-colours.png') })
  } finally {
    await page.emulateMedia({ forcedColors: 'none' })
  }
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

test('the secretary moves the clock of the demonstration on by the bar, and the review of an adopted text opens by itself', async () => {
  const { drafts } = await placesOf(secretary)
  const { page } = secretary
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await secretary.open(`/d/${drafts['implementation']}/review`)
  await arrived(page)
  await page.getByRole('heading', { name: /^The review is open/ }).waitFor({ state: 'detached' })
  const clock = page.getByRole('complementary', { name: 'Demonstration' })
  // The story of the demo is told backwards from now, so its distances hold on any day: the review lies within two years. By keyboard, as everything.
  for (let year = 0; year < 2; year++) {
    const before = await clock.textContent()
    await clock.getByRole('button', { name: '1 year' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(words => (document.querySelector('aside.demo')?.textContent ?? words) !== words, before)
    await arrived(page)
  }
  await until('the review is open', async () => {
    const { draft } = await secretary.ask<{ draft: { stage: string } }>('query ($id: ID!) { draft(id: $id) { stage } }', { id: drafts['implementation'] })
    return draft.stage === 'review'
  })
  await secretary.open(`/d/${drafts['implementation']}/review`)
  await page.getByRole('heading', { name: /^The review is open/ }).waitFor()
  await secretary.open('/inbox')
  await page.getByRole('main').getByText(/is due for review/).first().waitFor()
  await delegate.open('/inbox')
  await delegate.page.getByRole('heading', { level: 1 }).waitFor()
  expect(await delegate.page.getByRole('button', { name: '5 years' }).count()).toBe(0)
  secretary.expectNoFaults()
}, 120_000)
