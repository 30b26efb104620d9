import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, type Person } from './browser.ts'
import { type Committee, done, foundCommittee } from './committee.ts'
import { mend, socketOf } from './drafter.ts'
import { Plenary } from './plenary.ts'
import { StockProcess } from '../collab/stock-process.ts'
import { until } from '../collab/clients.ts'

// One path through the whole product, on the Commission's proposal for the AI Act. Each test goes on where the one before it ended.
const proposal = path.resolve(import.meta.dirname, '../../seeds/texts/eu-ai-act-drafting-history-en.json')

let plenary: Plenary
let browser: Browser
let committee: Committee
let draftId: string
/** The clause that two drafters write in. */
let clauseId: string
let ballotId: string
let frozenHash: string

beforeAll(async () => {
  plenary = await Plenary.start({ PLENARY_ADMIN: 'ada@committee.example' })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await plenary?.stop()
}, 60_000)

const saved = (page: Page) => page.locator('[data-save-state="saved"]').waitFor()
const clauseOn = (page: Page) => page.locator(`[data-clause="${clauseId}"]`)

/** Opens the clause for writing where it was clicked and puts the caret at its beginning or end. */
async function write(person: Person, at: 'Control+Home' | 'Control+End'): Promise<void> {
  const { page } = person
  await clauseOn(page).locator('p').last().click()
  await page.getByRole('textbox', { name: /, editing$/ }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press(at)
}

/** What the clause says on this person's page, without the editor around it. */
async function wordsOf({ page }: Person): Promise<string> {
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: /, editing$/ }).waitFor({ state: 'detached' })
  return (await clauseOn(page).locator('p').last().textContent() ?? '').trim()
}

/** Lets time go by: the server is killed, and comes back over the same data on a later day. */
async function later(offset: string): Promise<void> {
  await plenary.restart({ PLENARY_CLOCK: `+${offset}` })
}

/** The part of the stage screen about one move. */
async function moveOn(person: Person, move: string) {
  await person.open(`/d/${draftId}/stage`)
  return person.page.getByRole('region', { name: move, exact: true })
}

/** Tries a move in the browser; gives the dialog, which closes when the move was made. */
async function tryMove(person: Person, move: string) {
  const region = await moveOn(person, move)
  await region.getByRole('button', { name: move, exact: true }).click()
  const dialog = person.page.getByRole('dialog', { name: move })
  await dialog.getByRole('button', { name: move, exact: true }).click()
  return dialog
}

async function makeMove(person: Person, move: string, stage: string): Promise<void> {
  const dialog = await tryMove(person, move)
  const refusal = dialog.locator('.refusal')
  await Promise.race([dialog.waitFor({ state: 'hidden' }), refusal.waitFor().then(async () => { throw new Error(await refusal.innerText()) })])
  expect(await stageOf(person)).toBe(stage)
}

async function attest(person: Person, move: string, gate: string, reason: string): Promise<void> {
  const line = (await moveOn(person, move)).locator(`#${gate}`)
  await line.getByRole('button', { name: 'Attest this' }).click()
  await line.getByLabel('What you rest this on').fill(reason)
  await line.getByRole('button', { name: 'Attest', exact: true }).click()
  await line.getByText(`Attested by ${person.name}`).first().waitFor()
}

const stageOf = async (person: Person) => (await person.ask<{ draft: { stage: string } }>('query ($id: ID!) { draft(id: $id) { stage } }', { id: draftId })).draft.stage

test('the first administrator enters by the printed link, founds a committee and invites its people by link', async () => {
  committee = await foundCommittee(browser, plenary, 'ada@committee.example')
  expect(committee.heads).toHaveLength(5)
  for (const person of [committee.administrator, committee.secretary]) person.expectNoFaults()
}, 120_000)

test('a drafter imports the damaged proposal, and the page says what is missing', async () => {
  const { secretary, drafters: [dora] } = committee
  await secretary.open(`/c/${committee.id}/new`)
  await secretary.page.getByLabel('Title').fill('Artificial Intelligence Act')
  await secretary.page.getByLabel(/^Scope/).fill('Systems placed on the market or put into service.')
  await secretary.page.getByRole('button', { name: 'Open the draft' }).click()
  await secretary.page.waitForURL('**/d/*')
  draftId = new URL(secretary.page.url()).pathname.split('/').at(-1)!

  const { page } = dora
  await dora.open(`/d/${draftId}`)
  await page.getByLabel('File', { exact: true }).setInputFiles(proposal)
  await page.getByRole('button', { name: /\d+ gaps/ }).click()
  const report = page.getByRole('dialog')
  await report.getByText('84 article').waitFor()
  expect(await report.innerText()).toContain('Article 65 is missing from the source.')
  expect(await report.innerText()).toContain('what stands here, is the text of Annex VIII')
  await page.keyboard.press('Escape')
  const gap = page.locator('p.gap', { hasText: 'Article 65 is missing from the source.' })
  await gap.scrollIntoViewIfNeeded()
  expect(await gap.isVisible()).toBe(true)
  clauseId = (await page.locator('section[data-clause]', { hasText: 'natural persons using AI systems in the course of a personal' }).or(page.locator('section[data-clause]', { hasText: 'The placing on the market, putting into service' })).last().getAttribute('data-clause'))!
  expect(await clauseOn(page).textContent()).not.toBe('')
}, 120_000)

test('two drafters write in the same clause at the same time, and both see the same words', async () => {
  const { drafters: [dora, emil] } = committee
  await emil.open(`/d/${draftId}`)
  await Promise.all([saved(dora.page), saved(emil.page)])
  await write(dora, 'Control+Home')
  await write(emil, 'Control+End')
  await dora.page.getByText(/people here:.*Emil Wanjiru in/).waitFor()
  await emil.page.getByText(/people here:.*Dora Silva in/).waitFor()
  await Promise.all([dora.page.keyboard.type('Dora begins here. ', { delay: 15 }), emil.page.keyboard.type(' Emil ends here.', { delay: 15 })])
  await Promise.all([saved(dora.page), saved(emil.page)])
  await clauseOn(dora.page).getByText('Emil ends here.').waitFor()
  await clauseOn(emil.page).getByText('Dora begins here.').waitFor()
  const words = await wordsOf(dora)
  expect(words).toContain('Dora begins here.')
  expect(words).toContain('Emil ends here.')
  expect(await wordsOf(emil)).toBe(words)
  await Promise.all([dora.page.reload(), emil.page.reload()])
  for (const { page } of [dora, emil]) expect((await clauseOn(page).locator('p').last().textContent())?.trim()).toBe(words)
}, 120_000)

test('the server is killed while two people type: nothing that was called saved is missing, and the rest arrives', async () => {
  const { drafters: [dora, emil], secretary } = committee
  await Promise.all([saved(dora.page), saved(emil.page)])
  await write(dora, 'Control+Home')
  await write(emil, 'Control+End')
  const both = Promise.all([dora.page.keyboard.type('Dora writes on while the server falls. ', { delay: 40 }), emil.page.keyboard.type(' Emil writes on while it falls.', { delay: 40 })])
  await clauseOn(emil.page).getByText('Dora writes').waitFor()
  await plenary.kill()
  await both
  await dora.page.locator('[data-save-state="local"]').waitFor()
  await plenary.restart()
  await Promise.all([saved(dora.page), saved(emil.page)])
  await clauseOn(dora.page).getByText('Emil writes on while it falls.').waitFor()
  await clauseOn(emil.page).getByText('Dora writes on while the server falls.').waitFor()
  const words = await wordsOf(dora)
  expect(await wordsOf(emil)).toBe(words)
  for (const sentence of ['Dora begins here.', 'Emil ends here.', 'Dora writes on while the server falls.', 'Emil writes on while it falls.']) expect(words).toContain(sentence)
  await secretary.open(`/d/${draftId}`)
  // The stored text is shown first, what came after it follows over the line.
  await until('the secretary reads the same words', async () => (await clauseOn(secretary.page).locator('p').last().textContent())?.trim() === words)
}, 120_000)

test('a delegate comments on words, a drafter replies, the secretary decides', async () => {
  const { drafters: [dora], secretary, heads: [head] } = committee
  const { page } = head!.person
  await head!.person.open(`/d/${draftId}`)
  await page.locator('.desk[data-live=true]').waitFor()
  await clauseOn(page).locator('p').last().dblclick({ position: { x: 20, y: 10 } })
  await page.getByRole('main').getByRole('button', { name: 'Comment', exact: true }).click()
  const form = page.getByRole('form', { name: /^Comment on/ })
  await form.getByRole('textbox', { name: 'Comment', exact: true }).fill('Who is meant by this is not said.')
  await form.getByRole('button', { name: 'Comment', exact: true }).click()
  await page.getByRole('group', { name: /^Notes on/ }).getByText('Who is meant by this is not said.').waitFor()

  await dora.page.getByRole('button', { name: 'Who is meant by this is not said.' }).click()
  await dora.page.getByRole('textbox', { name: 'Reply' }).fill('The provider; Article 3 says so.')
  await dora.page.getByRole('button', { name: 'Reply', exact: true }).click()
  await dora.page.getByText('The provider; Article 3 says so.').waitFor()

  await secretary.open(`/d/${draftId}/comments`)
  await secretary.page.getByRole('button', { name: 'Comment 1', exact: true }).click()
  await secretary.page.getByText('The provider; Article 3 says so.').waitFor()
  await secretary.page.getByRole('button', { name: /^As modified/ }).click()
  await secretary.page.getByLabel('Observation, published with the decision').fill('A reference to Article 3 is added.')
  await secretary.page.getByRole('button', { name: 'Record the decision' }).click()
  await secretary.page.getByRole('heading', { name: /All 1 comments are decided|The one comment is decided/ }).waitFor()
}, 120_000)

test('the gate refuses and lists what is missing with the way there; attested, and after its time, it opens', async () => {
  const { secretary, chair } = committee
  const move = 'Begin stakeholder engagement'
  const refused = await tryMove(secretary, move)
  await refused.getByRole('alert').getByText('3 things are missing:').waitFor()
  const ways = await refused.getByRole('alert').getByRole('link').evaluateAll(links => links.map(link => link.getAttribute('href')))
  expect(ways).toHaveLength(3)
  expect(ways.every(way => way?.startsWith(`/d/${draftId}/`))).toBe(true)
  expect(await stageOf(secretary)).toBe('issue')
  await attest(chair, move, 'problem-statement', 'Minutes of the first meeting, item 4.')
  await attest(secretary, move, 'duplicate-check', 'The register of instruments was searched.')
  await later('P15D')
  await makeMove(secretary, move, 'engagement')
}, 120_000)

test('the public call runs its time, the gaps are mended, and the draft reaches negotiation', async () => {
  const { secretary, drafters: [dora] } = committee
  await secretary.open(`/d/${draftId}/stage`)
  await secretary.page.getByRole('button', { name: 'Open a public call' }).click()
  await secretary.page.getByLabel('What the public is asked').fill('Which systems should be prohibited?')
  await secretary.page.getByRole('button', { name: 'Open the call' }).click()
  await secretary.page.getByRole('listitem').getByText('Which systems should be prohibited?').waitFor()
  await later('P80D')
  await attest(secretary, 'Begin drafting', 'summary-of-input', 'The summary lists 73 answers by article.')
  await makeMove(secretary, 'Begin drafting', 'drafting')
  await later('P115D')
  const refused = await tryMove(secretary, 'Begin negotiation')
  await refused.getByRole('alert').getByText(/The validator finds \d+ faults/).waitFor()
  await mend(dora, draftId)
  await makeMove(secretary, 'Begin negotiation', 'negotiation')
}, 180_000)

const editionOf = (person: Person) => person.ask<{ draft: { frozen: boolean; currentEdition: { hash: string } | null } }>(
  'query ($id: ID!) { draft(id: $id) { frozen currentEdition { hash } } }', { id: draftId }).then(({ draft }) => draft)

test('entering adoption freezes the text: the published client that keeps writing is refused, and the hash does not change', async () => {
  const { chair, secretary, heads, drafters: [, emil] } = committee
  for (const [index, { person, seatId }] of heads.entries()) {
    if (index < 2) await attest(person, 'Freeze the text and begin adoption', 'conflicts-of-interest', `No interest to declare (${index}).`)
    else await done(person, 'attest', 'Draft { id }', { draftId, gate: 'conflicts-of-interest', reason: 'Nothing to declare.', seatId })
  }
  await later('P180D')
  const { server, headers } = await socketOf(emil)
  const client = await new StockProcess(server, draftId, headers).inside()
  client.type(clauseId, 0, 'Written before the freeze. ')
  await client.sees('Written before the freeze.')
  // The change of substance just made starts the cooling-off time anew.
  const refused = await tryMove(secretary, 'Freeze the text and begin adoption')
  await refused.getByRole('alert').getByText(/of cooling-off run until/).waitFor()
  await later('P200D')
  await until('the client is back', () => client.synced)
  await makeMove(chair, 'Freeze the text and begin adoption', 'adoption')
  const frozen = await editionOf(chair)
  frozenHash = frozen.currentEdition!.hash
  client.type(clauseId, 0, 'Written after the freeze. ')
  await until('the client is refused', () => client.closed !== null)
  expect(await editionOf(chair)).toEqual({ frozen: true, currentEdition: { hash: frozenHash } })
  await emil.open(`/d/${draftId}`)
  await emil.page.getByText('Frozen text').waitFor()
  await clauseOn(emil.page).getByText('Written before the freeze.').waitFor()
  expect(await clauseOn(emil.page).textContent()).not.toContain('Written after the freeze.')
}, 180_000)

async function voteByForm({ person, body }: Committee['heads'][number], position: RegExp): Promise<void> {
  const { page } = person
  await person.open(`/b/${ballotId}`)
  await page.getByRole('radio', { name: position }).check()
  await page.getByLabel(/^Reason/).fill('It is the text we agreed on.')
  await page.getByRole('button', { name: 'Review and cast' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cast this vote' }).click()
  await page.getByText(`The vote of ${body} is recorded.`).waitFor()
}

/** The same without a pointer: from the first position to the last button by Tab, and back where one was when the vote is cast. */
async function voteByKeys({ person, body }: Committee['heads'][number], position: RegExp): Promise<void> {
  const { page } = person
  const { keyboard } = page
  await person.open(`/b/${ballotId}`)
  const wanted = page.getByRole('radio', { name: position })
  // Nothing to take out before there is a vote.
  expect(await page.getByRole('radio', { name: /^Withdraw/ }).count()).toBe(0)
  await wanted.focus()
  await keyboard.press('Space')
  await keyboard.press('Tab')
  await page.getByLabel(/^Reason/).and(page.locator(':focus')).waitFor()
  await keyboard.type('It is the text we agreed on.')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  for (let step = 0; step < 5 && await dialog.getByRole('button', { name: 'Cast this vote' }).and(page.locator(':focus')).count() === 0; step += 1) await keyboard.press('Tab')
  await keyboard.press('Enter')
  await page.getByText(`The vote of ${body} is recorded.`).waitFor()
  await page.getByRole('button', { name: 'Review and cast' }).and(page.locator(':focus')).waitFor()
  await page.getByRole('radio', { name: /^Withdraw/ }).waitFor()
}

test('five seats vote on the frozen edition, hidden until the clock closes the ballot; a killed server keeps every vote it confirmed', async () => {
  const { secretary, chair, heads } = committee
  await secretary.open(`/d/${draftId}/stage`)
  await secretary.page.getByRole('button', { name: 'Open a ballot' }).click()
  await secretary.page.getByRole('button', { name: 'Open the ballot' }).click()
  await secretary.page.getByRole('link', { name: 'Ballot 1' }).click()
  await secretary.page.waitForURL('**/b/*')
  ballotId = new URL(secretary.page.url()).pathname.split('/').at(-1)!
  await secretary.page.getByText(frozenHash.slice(0, 8)).first().waitFor()

  await voteByForm(heads[0]!, /^Approve/)
  await voteByKeys(heads[1]!, /^Approve/)
  await plenary.kill()
  await plenary.restart()
  await heads[1]!.person.open(`/b/${ballotId}`)
  await heads[1]!.person.page.getByText(/^Cast on .*: Approve\. You may change it\.$/).waitFor()
  for (const { person, seatId } of heads.slice(2, 4)) await done(person, 'castVote', 'Ballot { cast }', { ballotId, seatId, choice: 'yes' })
  await done(heads[4]!.person, 'castVote', 'Ballot { cast }', { ballotId, seatId: heads[4]!.seatId, choice: 'no', reason: 'Article 5 leaves too much open.' })

  const look = 'query ($id: ID!) { ballot(id: $id) { state cast hidden votes { choice } result { outcome sentence } } }'
  const open = await chair.ask<{ ballot: object }>(look, { id: ballotId })
  expect(open.ballot).toMatchObject({ state: 'open', cast: 5, hidden: true, votes: [], result: null })
  await later('P235D')
  await until('the clock has closed the ballot', async () => (await chair.ask<{ ballot: { state: string } }>(look, { id: ballotId })).ballot.state === 'closed')
  const closed = await chair.ask<{ ballot: { result: { sentence: string } } }>(look, { id: ballotId })
  expect(closed.ballot.result).toMatchObject({ outcome: 'approved' })
  await chair.open(`/b/${ballotId}`)
  await chair.page.getByRole('heading', { name: 'Carried, 4 to 1' }).waitFor()
  await chair.page.getByText('4 of 5 votes for and against are in favour').first().waitFor()
  expect(closed.ballot.result.sentence).toContain('4 of 5 votes for and against are in favour = 4/5 ≥ 2/3')
  await chair.page.getByText('Article 5 leaves too much open.').waitFor()
}, 180_000)

test('after the time for appeals the text is adopted, and anybody reads it without signing in or JavaScript', async () => {
  const { chair } = committee
  const refused = await tryMove(chair, 'Adopt the text')
  await refused.getByRole('alert').getByText(/appeal/i).first().waitFor()
  await later('P260D')
  await makeMove(chair, 'Adopt the text', 'implementation')
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${plenary.url}/p/${draftId}`)
  expect((await page.locator('.hash').innerText()).replace('sha256', '').replaceAll(/\s/g, '')).toBe(frozenHash)
  await page.goto(`${plenary.url}/p/${draftId}#c-${clauseId}`)
  expect(await page.locator(`#c-${clauseId}`).innerText()).toContain('Dora begins here.')
  expect(await page.locator(`a.permalink[href="#c-${clauseId}"]`).count()).toBe(1)
  expect(await page.getByText('Decision 1').count()).toBe(1)
  await context.close()
}, 120_000)

test('the exported record proves itself, and says so when one byte was altered', async () => {
  const response = await fetch(`${plenary.url}/export/${draftId}.zip`)
  expect(response.status).toBe(200)
  const folder = mkdtempSync(path.join(tmpdir(), 'plenary record '))
  try {
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const put = (name: string, bytes: Uint8Array): void => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), bytes)
    }
    for (const [name, bytes] of Object.entries(files)) put(name, bytes)
    const verify = () => spawnSync(process.execPath, [path.join(folder, 'verify.mjs')], { encoding: 'utf8' })
    const sound = verify()
    expect(sound.stdout).toContain('holds:')
    expect(sound.status).toBe(0)
    const text = files['editions/1.json']!
    const at = new TextDecoder().decode(text).indexOf('Dora begins here.')
    expect(at).toBeGreaterThan(0)
    put('editions/1.json', new TextEncoder().encode(new TextDecoder().decode(text).replace('Dora begins', 'Dora Begins')))
    const altered = verify()
    expect(altered.stdout).toContain('does not have the hash')
    expect(altered.status).toBe(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)

test('years later the review opens by itself, those who decide are told, and “amend” leads back to drafting', async () => {
  const { chair, drafters: [dora] } = committee
  await later('P5Y4M')
  await until('the review is open', async () => await stageOf(chair) === 'review')
  await chair.open('/inbox')
  await chair.page.getByRole('main').getByRole('link', { name: /Review/ }).first().waitFor()
  await chair.open(`/d/${draftId}/review`)
  await chair.page.getByRole('radio', { name: /^Amend/ }).check()
  await chair.page.getByLabel('Reason, recorded with the decision').fill('Article 5 was too open in use.')
  await chair.page.getByRole('button', { name: 'Record the outcome' }).click()
  await chair.page.getByRole('heading', { name: 'Decided before' }).waitFor()
  expect(await stageOf(chair)).toBe('drafting')
  await dora.open(`/d/${draftId}`)
  await saved(dora.page)
  await write(dora, 'Control+End')
  await dora.page.keyboard.type(' Amended in use.')
  await saved(dora.page)
  expect(await wordsOf(dora)).toContain('Amended in use.')
  expect((await editionOf(chair)).currentEdition?.hash).toBe(frozenHash)
  for (const person of [chair, dora]) person.expectNoFaults()
}, 120_000)
