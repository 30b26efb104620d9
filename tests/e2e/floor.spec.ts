import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { rulebookOf } from '@plenary/process'
import { password } from '../api.ts'
import { travel } from '../draft.ts'
import type { Adoption } from '../secret-ballot.ts'
import { Person } from './browser.ts'
import { type Hall, keep, openHall } from './hall.ts'

const heads = Array.from({ length: 4 }, (_, n) => `head${n}@session.example`)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare const window: { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } } & typeof globalThis

let hall: Hall
let world: Adoption

beforeAll(async () => {
  hall = await openHall(heads.length, 'session.example')
  world = hall.world
  const { api, draftId, committee } = world
  await api.db.query(
    `with made as (insert into body (name, kind, jurisdiction) select 'Delegation ' || n, 'government', 'BR' from generate_series(1, 26) as n returning id)
     insert into seat (committee_id, body_id, kind, interest_category, jurisdiction) select $1, id, 'participating', 'government', 'BR' from made`, [committee.id])
  await api.db.query("update body set name = 'Delegation of head ' || place from (select id, row_number() over (order by id) - 1 as place from body where name like 'Body %') as one where body.id = one.id")
  await api.db.query("update stage_event set from_stage = null, to_stage = 'Step 8' where draft_id = $1", [draftId])
  await api.db.query("update draft set rulebook = 'codex', rulebook_edition = $2, stage = 'Step 8' where id = $1", [draftId, rulebookOf('codex')!.edition])
}, 240_000)
afterAll(() => hall?.close())

/** Keeps a picture where one is wanted, and expects nothing that keeps anybody out. */
const look = async (person: Person, name: string): Promise<void> => {
  await keep(person, name)
  if (!await person.page.evaluate(() => 'axe' in window)) await person.page.evaluate(axe)
  const { violations } = await person.page.evaluate(() => window.axe.run())
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
}

test('(D3) a secretary opens a meeting, calls the roll, takes the vote from the floor; a seat contests what was entered, and it does not count', async () => {
  const url = hall.url
  const secretary = await Person.sit(hall.browser, url, 'the secretary')
  await secretary.signIn(world.officers.secretary, password)
  await secretary.open(`/c/${world.committee.id}/meetings`)
  const { page } = secretary
  await page.getByRole('textbox', { name: /^What it is called/ }).fill('Forty-seventh session')
  await page.getByRole('textbox', { name: /^Where/ }).fill('Geneva')
  await page.getByRole('button', { name: 'Open a meeting' }).click()
  await page.getByRole('heading', { name: 'Take up the first item' }).waitFor()
  await page.getByRole('combobox', { name: 'Draft' }).selectOption(world.draftId)
  await page.getByRole('button', { name: 'Take it up' }).click()
  await page.getByRole('heading', { name: 'Record-keeping of machines' }).waitFor()
  await page.getByRole('button', { name: 'All are there' }).click()
  await page.getByRole('heading', { name: '30 of 30 present' }).waitFor()
  await page.getByRole('checkbox', { name: 'Delegation 26' }).uncheck()
  await page.getByRole('heading', { name: '29 of 30 present' }).waitFor()
  await look(secretary, 'meeting')
  await page.getByRole('button', { name: 'Open the vote, 29 present' }).click()
  await page.getByRole('heading', { name: 'Votes from the floor' }).waitFor()
  const enter = async (seat: string, choice: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'Seat' }).selectOption({ label: seat })
    await page.getByRole('radio', { name: new RegExp(`^${choice}(:|$)`) }).check()
    await page.getByRole('button', { name: 'Enter this vote' }).click()
    await page.getByText(`The vote of ${seat} is recorded.`).waitFor()
  }
  const names = await world.api.db.query<{ email: string; name: string }[]>(
    'select person.email, body.name from delegate join person on person.id = person_id join seat on seat.id = seat_id join body on body.id = body_id')
  const own = names.find(one => one.email === heads[0])!.name
  await enter(own, 'Yes')
  await enter('Delegation 1', 'Yes')
  await enter('Delegation 2', 'No')
  await look(secretary, 'floor-entering')
  const address = new URL(page.url()).pathname
  const head = await Person.sit(hall.browser, url, 'the head', { width: 390, height: 844, theme: 'dark' })
  await head.signIn(heads[0]!, password)
  await head.open(address)
  await head.page.getByRole('button', { name: 'This is not our vote' }).click()
  await head.page.getByRole('textbox', { name: 'What is wrong with it' }).fill('We said no.')
  await head.page.getByRole('button', { name: 'Contest this vote' }).click()
  await head.page.getByText('is contested (“We said no.”) and does not count').waitFor()
  await look(head, 'floor-contested-phone')
  await page.reload()
  await page.getByRole('button', { name: 'End the vote' }).click()
  await page.getByRole('textbox', { name: 'Reason', exact: true }).fill('The chair declared the vote closed.')
  await page.getByRole('button', { name: 'End the vote' }).click()
  await page.getByRole('textbox', { name: 'Reason', exact: true }).waitFor({ state: 'hidden' })
  await travel(world.api, 'PT1S')
  await page.reload()
  await page.getByRole('heading', { level: 1 }).getByText(/1 to 1/).waitFor()
  await look(secretary, 'floor-result')
  secretary.expectNoFaults()
  head.expectNoFaults()
  await secretary.leave()
  await head.leave()
}, 400_000)
