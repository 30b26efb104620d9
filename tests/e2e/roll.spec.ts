import { password } from '../api.ts'
import { largeBallot } from '../large-ballot.ts'
import type { Adoption } from '../secret-ballot.ts'
import { Person } from './browser.ts'
import { type Hall, keep, openHall } from './hall.ts'

const SEATS = 420
let hall: Hall
let world: Adoption
let ballotId: string

beforeAll(async () => {
  hall = await openHall(3, 'hall.example')
  world = hall.world
  ballotId = await largeBallot(world, 'recorded', SEATS, 60)
}, 240_000)
afterAll(() => hall?.close())

test('a secretary finds those who have not voted among many seats, leafs through them, and prints the whole roll', async () => {
  const secretary = await Person.sit(hall.browser, hall.url, 'the secretary')
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
  const reader = await Person.sit(hall.browser, hall.url, 'the secretary, on a phone', { width: 390, height: 844, theme: 'dark' })
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
