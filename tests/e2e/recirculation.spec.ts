import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { password } from '../api.ts'
import { act } from '../draft.ts'
import { inLetterBallot, letterBallot, newEdition, reworded } from '../letter-ballot.ts'
import { inObligedBallot, obligedBallot } from '../obliged-ballot.ts'
import type { Adoption } from '../secret-ballot.ts'
import { Person } from './browser.ts'
import { type Hall, keep, openHall } from './hall.ts'

const heads = Array.from({ length: 5 }, (_, n) => `head${n}@rounds.example`)
const [, , against, whole, silent] = heads as [string, string, string, string, string]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare const window: { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } } & typeof globalThis

let hall: Hall
let world: Adoption
let draftId: string
let first: string

beforeAll(async () => {
  hall = await openHall(heads.length, 'rounds.example')
  world = hall.world
  const { api } = world
  await api.db.query("update body set name = 'Delegation ' || place from (select id, row_number() over (order by id) as place from body where name like 'Body %') as one where body.id = one.id")
  draftId = await inLetterBallot(world)
  first = await letterBallot(world, draftId, {
    [heads[0]!]: { choice: 'approve' }, [heads[1]!]: { choice: 'approve' },
    [against]: { choice: 'disapprove', reason: 'Five years are too short for machines that run for ten.', parts: ['records'] },
    [whole]: { choice: 'disapprove', reason: 'The whole of it is not needed.' },
  })
  await newEdition(world, draftId, text => reworded(text, 'five years', 'ten years'))
}, 240_000)
afterAll(() => hall?.close())

/** Keeps a picture where one is wanted, and expects nothing that keeps anybody out. */
const look = async (person: Person, name: string): Promise<void> => {
  await keep(person, name)
  if (!await person.page.evaluate(() => 'axe' in window)) await person.page.evaluate(axe)
  const { violations } = await person.page.evaluate(() => window.axe.run())
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
}

test('(D10) a secretary recirculates a ballot once all is answered; a head changes the vote that was carried over, another is told that a reason does not count', async () => {
  const { api, officers } = world
  const comment = await act<{ id: string }>(api, 'comment', 'Comment { id }', { draftId, type: 'technical', body: 'Say which records.' }, await api.signIn(heads[0]!))
  const secretary = await Person.sit(hall.browser, hall.url, 'the secretary')
  await secretary.signIn(officers.secretary, password)
  await secretary.open(`/b/${first}`)
  const { page } = secretary
  const section = page.getByRole('region', { name: 'Recirculation' })
  await section.getByRole('link', { name: 'Article 2 Records' }).waitFor()
  await section.getByRole('link', { name: 'Comment 1 has no disposition: “Say which records.”' }).waitFor()
  expect(await section.getByRole('button', { name: 'Open a recirculation' }).getAttribute('aria-disabled')).toBe('true')
  await look(secretary, 'recirculation-waits')
  await act(api, 'decideComment', 'Comment { id }', { commentId: comment.id, disposition: 'noted', reason: 'The schedule says it.' }, await api.signIn(officers.secretary))
  await secretary.open(`/b/${first}`)
  await section.getByRole('button', { name: 'Open a recirculation' }).click()
  for (const field of await section.getByRole('textbox', { name: /^Answer to Delegation/ }).all()) await field.fill('Ten years now, as the text says.')
  await look(secretary, 'recirculation-form')
  await section.getByRole('button', { name: 'Open the recirculation' }).click()
  await page.getByRole('heading', { name: 'What this round is about' }).waitFor()
  const second = new URL(page.url()).pathname
  await look(secretary, 'recirculation-open')
  secretary.expectNoFaults()

  const head = await Person.sit(hall.browser, hall.url, 'a head', { width: 390, height: 844, theme: 'dark' })
  await head.signIn(against, password)
  await head.open(second)
  await head.page.getByText('five', { exact: true }).waitFor()
  expect(await head.page.locator('ins').allTextContents()).toEqual(['ten'])
  await head.page.getByText(/in ballot 1\. It stands unless you change it/).waitFor()
  await look(head, 'recirculation-carried-phone')
  await head.page.getByRole('button', { name: 'Change or confirm it' }).click()
  await head.page.getByRole('radio', { name: /^Approve/ }).check()
  await head.page.getByRole('textbox', { name: /^Reason/ }).fill('')
  await head.page.getByRole('button', { name: 'Review and cast' }).click()
  await head.page.getByRole('button', { name: 'Cast this vote' }).click()
  await head.page.getByText(/^The vote of .* is recorded\.$/).waitFor()
  head.expectNoFaults()

  const other = await Person.sit(hall.browser, hall.url, 'another head')
  await other.signIn(silent, password)
  await other.open(second)
  await other.page.getByRole('radio', { name: /^Do not approve/ }).check()
  await other.page.getByRole('textbox', { name: /^Reason/ }).fill('It should apply to more.')
  await other.page.getByRole('combobox', { name: 'The reason is about' }).selectOption({ label: 'Article 1 Scope' })
  await other.page.getByText(/The vote counts; the reason does not/).waitFor()
  await look(other, 'recirculation-out-of-scope')
  await other.page.getByRole('button', { name: 'Review and cast' }).click()
  await other.page.getByRole('dialog').getByText(/The vote counts; the reason does not/).waitFor()
  await other.page.getByRole('button', { name: 'Cast this vote' }).click()
  await other.page.getByText(/^The vote of .* is recorded\.$/).waitFor()
  other.expectNoFaults()

  await api.db.query(
    `with ended as (update ballot set closes_at = date_trunc('milliseconds', plenary_now()) where id = $1 returning closes_at)
     update deadline set due = closes_at from ended where key = 'ballot.close:' || $1::text`, [second.split('/').at(-1)])
  await api.settle()
  await other.open(second)
  await other.page.getByRole('heading', { name: 'Carried, 3 to 2' }).waitFor()
  await other.page.getByText('not about what this round was about: counted as a vote without a reason').waitFor()
  expect(await other.page.getByText('carried over', { exact: true }).count()).toBe(3)
  await look(other, 'recirculation-counted')
  await other.open(`${second}/report`)
  await other.page.getByRole('heading', { level: 1, name: /^Report of ballot/ }).waitFor()
  // The report says of each vote what the page of the result says.
  await other.page.getByText('not about what this round was about: counted as a vote without a reason').waitFor()
  expect(await other.page.getByText('carried over', { exact: true }).count()).toBe(3)
  await look(other, 'recirculation-report')
}, 120_000)

test('(D14) a chair reads who missed the votes they had to cast, proposes what the rulebook says, and the secretary confirms it', async () => {
  const { api, committee, officers } = world
  const obliged = await inObligedBallot(world, [silent])
  const ballotId = await obligedBallot(world, obliged, { [heads[0]!]: { choice: 'yes' }, [heads[1]!]: { choice: 'abstain' }, [whole]: { choice: 'yes' } })
  const chair = await Person.sit(hall.browser, hall.url, 'the chair')
  await chair.signIn(officers.chair, password)
  await chair.open(`/b/${ballotId}`)
  await chair.page.getByRole('heading', { name: 'Had to vote and did not' }).waitFor()
  await chair.page.getByRole('link', { name: 'Missed votes of all seats' }).click()
  await chair.page.getByRole('heading', { name: 'One seat missed a vote it had to cast' }).waitFor()
  const name = await chair.page.getByRole('row', { name: /1 of 1/ }).getByRole('rowheader').innerText()
  const entry = chair.page.getByRole('region', { name: 'To be decided' }).getByRole('listitem')
  await look(chair, 'turnout')
  await entry.getByRole('button', { name: `Propose O instead of P ${name}` }).click()
  await entry.getByRole('textbox', { name: /^Reason/ }).fill('It missed the enquiry.')
  await entry.getByRole('button', { name: 'Propose it' }).click()
  await entry.getByText('It waits for a second person.').waitFor()
  chair.expectNoFaults()

  const secretary = await Person.sit(hall.browser, hall.url, 'the secretary', { width: 390, height: 844, theme: 'dark' })
  await secretary.signIn(officers.secretary, password)
  await secretary.open(`/c/${committee.id}/turnout`)
  await secretary.page.getByText('It missed the enquiry.').waitFor()
  await look(secretary, 'turnout-confirm-phone')
  await secretary.page.getByRole('button', { name: `Confirm it ${name}` }).click()
  await secretary.page.getByRole('heading', { name: 'No seat missed a vote it had to cast' }).waitFor()
  await keep(secretary, 'turnout-settled')
  secretary.expectNoFaults()
  const [seat] = await api.db.query<{ category: string }[]>('select interest_category as category from seat where id = $1', [committee.seats[against]])
  expect(seat).toEqual({ category: 'O' })
}, 120_000)
