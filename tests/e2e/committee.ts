import type { Browser } from 'playwright-core'
import { Person } from './browser.ts'
import type { Plenary } from './plenary.ts'

/** The password of everybody whom these tests let in. */
export const password = 'a long walk to the harbour'

/** What an act answers: the fields of the thing, or those of a refusal. */
export type Outcome<T> = Partial<T> & { readonly code?: string; readonly message?: string; readonly missing?: readonly { gate: string; message: string }[] }

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Does one mutation as a person who has signed in; `thing` is its result type and the fields wanted of it. */
export async function act<T>(person: Person, name: string, thing: string, input: object): Promise<Outcome<T>> {
  const query = `mutation ($input: ${capital(name)}Input!) { ${name}(input: $input) { ... on ${thing} ... on Refusal { code message missing { gate message } } } }`
  return (await person.ask<Record<string, Outcome<T>>>(query, { input }))[name]!
}

/** The same for an act that must succeed. */
export async function done<T>(person: Person, name: string, thing: string, input: object): Promise<T> {
  const outcome = await act<T>(person, name, thing, input)
  if (outcome.code !== undefined) throw new Error(`${person.name}, ${name}: ${outcome.message} ${(outcome.missing ?? []).map(one => one.message).join(' ')}`)
  return outcome as T
}

/** Follows a one-time link and sets a password in the browser, then signs in. */
export async function enterByLink(person: Person, link: string, email: string): Promise<void> {
  const { page } = person
  await person.open(new URL(link).pathname)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: /set the password/i }).click()
  await page.waitForURL('**/sign-in*')
  await person.signIn(email, password)
}

/** A committee with everybody in it, each at a browser of their own. */
export interface Committee {
  readonly id: string
  readonly administrator: Person
  readonly secretary: Person
  readonly chair: Person
  readonly drafters: readonly [Person, Person]
  /** The heads of delegation of the five seats. */
  readonly heads: readonly { readonly person: Person; readonly seatId: string; readonly body: string }[]
}

const bodies = [
  ['Ministry of Science, Brazil', 'BR', 'public authorities'], ['Ministry of Industry, Kenya', 'KE', 'public authorities'], ['Standards Institute, Japan', 'JP', 'industry'],
  ['Alliance of Device Makers', 'EU', 'industry'], ['Digital Rights Network', 'ZA', 'civil society'],
] as const

/** Founds a committee from the link that the server printed: the administrator and the secretary in the browser, the rest as they would by the API. */
export async function foundCommittee(browser: Browser, plenary: Plenary, administratorEmail: string): Promise<Committee> {
  const sit = (name: string): Promise<Person> => Person.sit(browser, plenary.url, name)
  const administrator = await sit('Ada Lund')
  const [link] = /http\S+\/link\/\S+/.exec(plenary.log) ?? []
  if (link === undefined) throw new Error(`No link was printed for the first administrator:\n${plenary.log}`)
  await enterByLink(administrator, link, administratorEmail)
  const id = await foundByForm(administrator)
  const secretary = await sit('Sara Osei')
  await enterByLink(secretary, await inviteByForm(administrator, id), 'sara@committee.example')

  const seats: { seatId: string; body: string }[] = []
  for (const [name, jurisdiction, interestCategory] of bodies) {
    const body = await done<{ id: string }>(administrator, 'createBody', 'Body { id }', { name, jurisdiction, kind: 'authority' })
    const seat = await done<{ id: string }>(administrator, 'addSeat', 'Seat { id }', { committeeId: id, bodyId: body.id, kind: 'participating', interestCategory })
    seats.push({ seatId: seat.id, body: name })
  }
  async function join(by: Person, name: string, as: object): Promise<Person> {
    const email = `${name.split(' ')[0]!.toLowerCase()}@committee.example`
    const { url } = await done<{ url: string }>(by, 'invite', 'InvitationLink { url }', { committeeId: id, name, email, ...as })
    const person = await sit(name)
    await done(person, 'acceptInvitation', 'Done { ok }', { token: new URL(url).pathname.split('/').at(-1), password })
    await person.signIn(email, password)
    return person
  }
  const chair = await join(administrator, 'Carl Meyer', { role: 'chair' })
  const drafters = [await join(secretary, 'Dora Silva', { role: 'drafter' }), await join(secretary, 'Emil Wanjiru', { role: 'drafter' })] as const
  const heads = []
  for (const [index, seat] of seats.entries()) heads.push({ ...seat, person: await join(secretary, `Head${index + 1} Delegate`, { seatId: seat.seatId, head: true }) })
  return { id, administrator, secretary, chair, drafters, heads }
}

async function foundByForm(person: Person): Promise<string> {
  const { page } = person
  await person.open('/committees')
  await page.getByRole('button', { name: 'Found a committee' }).click()
  await page.getByLabel('Code, such as TC 3').fill('TC 1')
  await page.getByLabel('Name', { exact: true }).fill('Trustworthy machines')
  await page.getByLabel('Scope').fill('Rules for machines that decide about people.')
  await page.getByLabel(/^Interest categories/).fill('public authorities, industry, civil society')
  await page.getByRole('button', { name: 'Found it' }).click()
  await page.waitForURL('**/c/*')
  return new URL(page.url()).pathname.split('/').at(-1)!
}

async function inviteByForm(person: Person, committeeId: string): Promise<string> {
  const { page } = person
  await person.open(`/c/${committeeId}/people`)
  await page.getByRole('button', { name: 'Invite a person' }).click()
  const form = page.getByRole('form', { name: 'Invite a person' })
  await form.getByLabel('E-mail').fill('sara@committee.example')
  await form.getByLabel('Name').fill('Sara Osei')
  await form.getByLabel('As', { exact: true }).selectOption({ label: 'secretary' })
  await form.getByRole('button', { name: 'Invite a person' }).click()
  return await page.getByText('The link, which works once:').locator('.mono').innerText()
}
