import { password } from '../api.ts'
import { countedDraft } from '../counted-draft.ts'
import { Person } from './browser.ts'
import { type Hall, keep, openHall } from './hall.ts'

let hall: Hall
let draftId: string

beforeAll(async () => {
  hall = await openHall(3, 'days.example')
  const { api, committee, officers } = hall.world
  draftId = await countedDraft(api, committee.id, await api.signIn(officers.chair))
}, 240_000)
afterAll(() => hall?.close())

test('a secretary sets the working days, sees which running deadline would move, and moves it with a reason', async () => {
  const { world, url, browser } = hall
  const secretary = await Person.sit(browser, url, 'the secretary')
  await secretary.signIn(world.officers.secretary, password)
  await secretary.open(`/c/${world.committee.id}`)
  const { page } = secretary
  await page.getByRole('link', { name: 'Working days' }).click()
  await page.getByRole('heading', { level: 1, name: 'No calendar of its own' }).waitFor()
  await page.getByText('counted with the calendar of the rulebook (Geneva)').waitFor()
  await page.getByRole('button', { name: 'Set the working days' }).click()
  // A week of six days is shorter than one of five, whatever the day of the test.
  await page.getByRole('checkbox', { name: 'Saturday' }).uncheck()
  const adding = page.getByRole('group', { name: 'Another holiday' })
  await adding.getByLabel('What it is called').fill('Founding day')
  await adding.getByLabel('When it falls').selectOption('easter')
  await adding.getByLabel('Days after Easter Sunday').fill('1')
  await adding.getByRole('button', { name: 'Add it to the list' }).click()
  await page.getByRole('button', { name: 'Remove Founding day' }).click()
  await adding.getByLabel('What it is called').fill('Opening of the house')
  await adding.getByLabel('When it falls').selectOption('on')
  await adding.getByLabel('Day', { exact: true }).fill('2001-02-03')
  await adding.getByRole('button', { name: 'Add it to the list' }).click()
  await page.getByRole('button', { name: 'Put it on record' }).waitFor()
  await keep(secretary, 'working-days-form')
  await page.getByLabel('Reason, on record').fill('The house works on Saturdays.')
  await page.getByRole('button', { name: 'Put it on record' }).click()
  await page.getByRole('heading', { level: 1, name: 'One running deadline would end on another day' }).waitFor()
  await page.getByRole('row', { name: /Opening of the house once, 3 February 2001 over/ }).waitFor()
  await keep(secretary, 'working-days')
  await page.getByRole('link', { name: 'Decide it there' }).click()
  const clocks = page.getByRole('region', { name: 'Clocks that run' })
  await clocks.getByText(/would end with/).waitFor()
  await keep(secretary, 'clocks-before')
  await clocks.getByRole('button', { name: 'Move its end' }).click()
  await clocks.getByLabel('Reason, kept with the decision').fill('The house is open that Saturday.')
  await clocks.getByRole('button', { name: 'Move it', exact: true }).click()
  await clocks.getByText(/counted with version 1 of the calendar of/).waitFor()
  expect(await clocks.getByText(/would end with/).count()).toBe(0)

  const delegate = await Person.sit(browser, url, 'a delegate, on a phone', { width: 390, height: 844, theme: 'dark' })
  await delegate.signIn(world.heads[0]!, password)
  await delegate.open(`/c/${world.committee.id}/working-days`)
  await delegate.page.getByRole('heading', { level: 1, name: 'Working days, with one holiday' }).waitFor()
  expect(await delegate.page.getByRole('button', { name: 'Change the working days' }).getAttribute('aria-disabled')).toBe('true')
  await keep(delegate, 'working-days-phone')
  await delegate.open(`/d/${draftId}/stage`)
  await delegate.page.getByText(/counted with version 1/).waitFor()
  for (const person of [secretary, delegate]) person.expectNoFaults()
}, 120_000)
