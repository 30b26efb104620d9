import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { rulebookOf } from '@plenary/process'
import { password } from '../api.ts'
import { act, travel } from '../draft.ts'
import type { Adoption } from '../secret-ballot.ts'
import { Person } from './browser.ts'
import { type Hall, keep, openHall } from './hall.ts'

const heads = Array.from({ length: 4 }, (_, n) => `head${n}@council.example`)
const members = ['Republic of Kenya', 'Kingdom of Norway', 'Republic of Chile', 'State of Japan']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare const window: { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } } & typeof globalThis

let hall: Hall
let world: Adoption
let address: string

beforeAll(async () => {
  hall = await openHall(heads.length, 'council.example')
  world = hall.world
  const { api, committee, draftId, officers } = world
  for (const [n, head] of heads.entries()) {
    await api.db.query('update body set name = $2 where id = (select body_id from seat where id = $1)', [committee.seats[head], members[n]])
  }
  // Under the rules of the Council, where one member acts for one other.
  await api.db.query("update stage_event set from_stage = null, to_stage = 'council' where draft_id = $1", [draftId])
  await api.db.query("update draft set rulebook = 'eu', rulebook_edition = $2, stage = 'council' where id = $1", [draftId, rulebookOf('eu')!.edition])
  const [clock] = await api.db.query<[{ closes: Date }]>("select plenary_now() + interval '2 days' as closes")
  const opened = await act<{ id: string }>(api, 'openBallot', 'Ballot { id }', { draftId, rule: 'eu.simple', closesAt: clock.closes.toISOString() }, await api.signIn(officers.secretary))
  if (!opened.id) throw new Error(opened.message)
  address = `/b/${opened.id}`
}, 240_000)
afterAll(() => hall?.close())

/** Keeps a picture where one is wanted, and expects nothing that keeps anybody out, in either direction of writing. */
const look = async (person: Person, name: string): Promise<void> => {
  const { page } = person
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe)
  for (const direction of ['ltr', 'rtl']) {
    await page.evaluate(to => { document.documentElement.dir = to }, direction)
    await keep(person, `${name}-${direction}`)
    const { violations } = await page.evaluate(() => window.axe.run())
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  }
  await page.evaluate(() => { document.documentElement.dir = 'ltr' })
}

test('(D6) a head gives the vote to another seat on a phone; that seat votes by it; a second one takes its vote back; the result names who voted for whom', async () => {
  const giver = await Person.sit(hall.browser, hall.url, 'the giver', { width: 390, height: 844, theme: 'dark' })
  await giver.signIn(heads[0]!, password)
  await giver.open(address)
  await giver.page.getByRole('button', { name: 'Give your vote to another seat' }).click()
  await giver.page.getByRole('combobox', { name: 'The seat that votes for you' }).selectOption({ label: members[1]! })
  await giver.page.getByRole('textbox', { name: /^How it is to vote/ }).fill('In favour, unless Article 4 changes.')
  await look(giver, 'proxy-give-phone')
  await giver.page.getByRole('button', { name: 'Give the vote' }).click()
  await giver.page.getByRole('button', { name: 'Take the vote back' }).waitFor()
  await look(giver, 'proxy-given-phone')

  const holder = await Person.sit(hall.browser, hall.url, 'the holder')
  await holder.signIn(heads[1]!, password)
  await holder.open('/')
  await holder.page.getByText(`${members[0]} gave its vote to ${members[1]}.`).waitFor()
  await holder.open(address)
  const form = holder.page.getByRole('region', { name: `By proxy, for ${members[0]}` })
  await form.getByText('In favour, unless Article 4 changes.').waitFor()
  await holder.page.getByText('A seat that votes for another one gives its own vote to none.').waitFor()
  await form.getByRole('radio', { name: /^Yes/ }).check()
  await look(holder, 'proxy-hold')
  await form.getByRole('button', { name: 'Review and cast' }).click()
  await holder.page.getByRole('dialog').getByText(`${members[1]} votes for ${members[0]}`).waitFor()
  await holder.page.getByRole('button', { name: 'Cast this vote' }).click()
  await form.getByText(`The vote of ${members[0]} is recorded.`).waitFor()

  // The seat sees what was cast for it, and that its own vote would stand in its place.
  await giver.page.reload()
  await giver.page.getByText(`by ${members[1]}: Yes. Your own vote stands in its place.`).waitFor()
  await giver.page.getByText('It has voted. Cast your own vote above').waitFor()

  // Another seat meets the limit: the full holder is not offered; whom it chose it takes back again.
  const other = await Person.sit(hall.browser, hall.url, 'another', { theme: 'dark' })
  await other.signIn(heads[2]!, password)
  await other.open(address)
  await other.page.getByRole('button', { name: 'Give your vote to another seat' }).click()
  const seats = other.page.getByRole('combobox', { name: 'The seat that votes for you' })
  expect((await seats.getByRole('option').allInnerTexts()).map(text => text.trim())).toEqual(['Choose a seat', members[3]])
  // What the page cannot know is refused in words, and what was written stays.
  const end = (until: string) => world.api.db.query(`update seat set until = ${until} where id = $1`, [world.committee.seats[heads[3]!]])
  await end('plenary_now()')
  await seats.selectOption({ label: members[3]! })
  await other.page.getByRole('textbox', { name: /^How it is to vote/ }).fill('Against.')
  await other.page.getByRole('button', { name: 'Give the vote' }).click()
  await other.page.getByText(`${members[3]} has no seat in this committee any more.`).waitFor()
  await look(other, 'proxy-refused')
  await end('null')
  await other.page.getByRole('button', { name: 'Give the vote' }).click()
  await other.page.getByRole('button', { name: 'Take the vote back' }).click()
  await other.page.getByRole('button', { name: 'Give your vote to another seat' }).waitFor()
  await other.page.getByRole('region', { name: 'Votes by proxy' }).getByText(/taken back on/).waitFor()

  await travel(world.api, 'P3D')
  await holder.open(address)
  await holder.page.getByRole('cell', { name: new RegExp(`by proxy, ${members[1]}`) }).waitFor()
  await holder.page.getByRole('region', { name: 'Votes by proxy' }).getByText('the vote was cast').waitFor()
  await look(holder, 'proxy-result')
  for (const person of [giver, holder, other]) {
    person.expectNoFaults()
    await person.leave()
  }
}, 400_000)
