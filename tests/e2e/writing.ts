import type { Browser, Page } from 'playwright-core'
import { Person } from './browser.ts'
import { done, password } from './committee.ts'
import type { Plenary } from './plenary.ts'

/** A draft with one empty clause, and those who may write in it. */
export interface Desk {
  readonly draftId: string
  readonly committeeId: string
  readonly administrator: Person
  readonly secretary: Person
  readonly drafters: readonly Person[]
}

async function accept(person: Person, link: string, email: string): Promise<Person> {
  await done(person, 'acceptInvitation', 'Done { ok }', { token: new URL(link).pathname.split('/').at(-1), password })
  await person.signIn(email, password)
  return person
}

/**
 * A committee with a secretary and drafters of these names, and a draft in it: entered by the API, for tests about something else.
 * The server was told `PLENARY_ADMIN=ada@desk.example`.
 */
export async function openDesk(browser: Browser, plenary: Plenary, ...names: string[]): Promise<Desk> {
  const sit = (name: string): Promise<Person> => Person.sit(browser, plenary.url, name)
  const [link] = /http\S+\/link\/\S+/.exec(plenary.log) ?? []
  const administrator = await accept(await sit('Ada Lund'), link ?? '', 'ada@desk.example')
  const { id } = await done<{ id: string }>(administrator, 'createCommittee', 'Committee { id }', { code: 'TC 1', name: 'Trustworthy machines', scope: 'Machines.', interestCategories: ['industry'] })
  async function join(by: Person, name: string, role: string): Promise<Person> {
    const email = `${name.split(' ')[0]!.toLowerCase()}@desk.example`
    const { url } = await done<{ url: string }>(by, 'invite', 'InvitationLink { url }', { committeeId: id, name, email, role })
    return accept(await sit(name), url, email)
  }
  const secretary = await join(administrator, 'Sara Osei', 'secretary')
  const drafters: Person[] = []
  for (const name of names) drafters.push(await join(secretary, name, 'drafter'))
  const draft = await done<{ id: string }>(secretary, 'createDraft', 'Draft { id }', { committeeId: id, title: 'Record-keeping of machines', scope: 'Records.' })
  return { draftId: draft.id, committeeId: id, administrator, secretary, drafters }
}

/** Waits until the bar says that everything is saved. */
export const saved = (page: Page): Promise<void> => page.locator('[data-save-state="saved"]').waitFor()

/** The open clause. */
export const openClause = (page: Page) => page.getByRole('textbox', { name: /, editing$/ })

/** Writes the first clause of an empty draft. */
export async function writeFirst(person: Person, draftId: string, words: string): Promise<void> {
  const { page } = person
  await person.open(`/d/${draftId}`)
  await page.getByRole('button', { name: 'Write the first clause' }).click()
  await openClause(page).and(page.locator(':focus')).waitFor()
  await page.keyboard.type(words)
  await saved(page)
}

/** Opens the only clause and puts the caret at its end. */
export async function goOn(page: Page): Promise<void> {
  await page.locator('.desk[data-live=true]').waitFor()
  await page.locator('section[data-clause]').first().click()
  await openClause(page).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Control+End')
}
