import type { Browser } from 'playwright-core'
import { until } from '../collab/clients.ts'
import { openBrowser, Person } from './browser.ts'
import { done, password } from './committee.ts'
import { Plenary } from './plenary.ts'
import { type Desk, openClause, openDesk, saved, writeFirst } from './writing.ts'

let plenary: Plenary
let browser: Browser
let desk: Desk

beforeAll(async () => {
  plenary = await Plenary.start({ PLENARY_ADMIN: 'ada@desk.example' })
  browser = await openBrowser()
  desk = await openDesk(browser, plenary, 'Dora Silva', 'Emil Wanjiru')
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
}, 60_000)

test('a wrong password is refused in a sentence that says what to do', async () => {
  const visitor = await Person.sit(browser, plenary.url, 'a visitor')
  const { page } = visitor
  await visitor.open('/sign-in')
  await page.getByLabel('E-mail').fill('dora@desk.example')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').getByText('The e-mail address or the password is not right. Try again, or set a new password by e-mail.').waitFor()
  await page.getByRole('link', { name: 'I forgot my password' }).waitFor()
  await visitor.leave()
}, 60_000)

test('a session that was ended elsewhere leads to the sign-in page, and from there back to where one was', async () => {
  const here = await Person.sit(browser, plenary.url, 'Dora here')
  await here.signIn('dora@desk.example', password)
  const { me } = await here.ask<{ me: { sessions: { id: string; current: boolean }[] } }>('{ me { sessions { id current } } }')
  await here.open(`/d/${desk.draftId}/stage`)
  await here.page.getByRole('heading', { level: 1 }).waitFor()
  const mine = me.sessions.find(session => session.current)
  await here.page.goto('about:blank')
  await done(desk.drafters[0]!, 'endSession', 'Done { ok }', { sessionId: mine!.id })
  await here.open(`/d/${desk.draftId}/stage`)
  await here.page.waitForURL('**/sign-in*')
  await here.page.getByText('Your session has ended.').waitFor()
  await here.page.getByLabel('E-mail').fill('dora@desk.example')
  await here.page.getByLabel('Password', { exact: true }).fill(password)
  await here.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await here.page.waitForURL(`**/d/${desk.draftId}/stage`)
  await here.leave()
}, 60_000)

test('a draft that does not exist is said so, with a way back', async () => {
  const { secretary } = desk
  await secretary.open('/d/00000000-0000-4000-8000-000000000000')
  await secretary.page.getByRole('heading', { name: 'There is no such draft, or it is not open to you' }).waitFor()
  await secretary.page.getByRole('link', { name: 'See the drafts open to you' }).click()
  await secretary.page.waitForURL('**/drafts')
}, 60_000)

test('a one-time link that was used is refused, with what to do instead', async () => {
  const { url } = await done<{ url: string }>(desk.secretary, 'invite', 'InvitationLink { url }', { committeeId: desk.committeeId, name: 'Finn Aho', email: 'finn@desk.example', role: 'drafter' })
  const finn = await Person.sit(browser, plenary.url, 'Finn Aho')
  await done(finn, 'acceptInvitation', 'Done { ok }', { token: new URL(url).pathname.split('/').at(-1), password })
  await finn.open(new URL(url).pathname)
  await finn.page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  await finn.page.getByRole('link', { name: 'ask for another link' }).waitFor()
  await finn.leave()
}, 60_000)

test('a right lost while writing turns the page to reading and says why; what was saved stays', async () => {
  const [dora, emil] = desk.drafters
  await writeFirst(emil!, desk.draftId, 'Saved while the role was held.')
  const { committee } = await desk.secretary.ask<{ committee: { roles: { id: string; person: { name: string } }[] } }>(
    'query ($id: ID!) { committee(id: $id) { roles { id person { name } } } }', { id: desk.committeeId })
  const role = committee.roles.find(one => one.person.name === 'Emil Wanjiru')
  await done(desk.secretary, 'endRole', 'Role { id }', { roleId: role!.id, reason: 'His term is over.' })
  await openClause(emil!.page).waitFor({ state: 'detached' })
  await dora!.open(`/d/${desk.draftId}`)
  await saved(dora!.page)
  await dora!.page.getByText('Saved while the role was held.').first().waitFor()
  await emil!.page.getByText(/no longer|may not|not open to you|ended/i).first().waitFor()
}, 60_000)

/** The text of the newest letter to somebody, once it is there: letters that strangers ask for are written by a job, after the answer. */
async function letterTo(email: string): Promise<string> {
  let text: string | undefined
  await until(`a letter to ${email} is in the outbox`, async () => {
    const { outbox } = await desk.administrator.ask<{ outbox: { nodes: { to: string; text: string }[] } }>('{ outbox(first: 20) { nodes { to text } } }')
    text = outbox.nodes.find(mail => mail.to.includes(email))?.text
    return text !== undefined
  })
  return text!
}

test('somebody new registers by a code from an e-mail and comments in the public call', async () => {
  const { secretary, draftId } = desk
  for (const gate of ['problem-statement', 'duplicate-check']) await done(secretary, 'attest', 'Draft { id }', { draftId, gate, reason: 'As minuted.' })
  await plenary.restart({ PLENARY_CLOCK: '+P15D' })
  await done(secretary, 'moveDraft', 'Draft { stage }', { draftId, to: 'engagement' })
  const closesAt = new Date(Date.now() + 90 * 86_400_000).toISOString()
  await done(secretary, 'openCall', 'Call { id }', { draftId, question: 'What should be kept?', closesAt })

  const grace = await Person.sit(browser, plenary.url, 'Grace Public')
  const { page } = grace
  await grace.open('/register')
  await page.getByLabel('Your name, as others will read it').fill('Grace Public')
  await page.getByLabel('E-mail').fill('grace@public.example')
  await page.getByRole('button', { name: /code/i }).click()
  await page.getByLabel('Code from the e-mail').waitFor()
  await page.getByLabel('Code from the e-mail').fill(/\b\d{8}\b/.exec(await letterTo('grace@public.example'))![0])
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Open the account' }).click()
  await page.waitForURL('**/sign-in*')
  await grace.signIn('grace@public.example', password)

  await grace.open(`/d/${draftId}`)
  await page.locator('.desk[data-live=true]').waitFor()
  await page.locator('section[data-clause]').first().click()
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  const form = page.getByRole('form', { name: /^Comment on/ })
  await form.getByRole('textbox', { name: 'Comment', exact: true }).fill('Keep the reasons too.')
  await form.getByRole('button', { name: 'Comment', exact: true }).click()
  await page.getByRole('group', { name: /^Notes on/ }).getByText('Keep the reasons too.').waitFor()
  await secretary.open(`/d/${draftId}/comments`)
  await secretary.page.getByRole('cell', { name: 'Keep the reasons too.' }).waitFor()
  grace.expectNoFaults()
}, 120_000)
