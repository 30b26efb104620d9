import { password } from '../api.ts'
import { travel } from '../draft.ts'
import { type Adoption, openKind, voteSealed } from '../secret-ballot.ts'
import { Person } from './browser.ts'
import { type Hall, keep, openHall } from './hall.ts'

const heads = Array.from({ length: 5 }, (_, n) => `head${n}@booth.example`)
let hall: Hall
let world: Adoption

beforeAll(async () => {
  hall = await openHall(heads.length, 'booth.example')
  world = hall.world
}, 240_000)
afterAll(() => hall?.close())

test('(D7) (D8) a head of delegation seals a paper in the browser, notes the tracker, and finds the paper counted after the close', async () => {
  const ballot = await openKind(world, 'secret')
  const url = hall.url
  const head = await Person.sit(hall.browser, url, 'the head')
  const sent: string[] = []
  head.page.on('request', request => { sent.push(request.postData() ?? '') })
  await head.signIn(heads[0]!, password)
  await head.open(`/b/${ballot.id}`)
  const { page } = head
  await page.getByRole('radio', { name: /^Disapprove/ }).check()
  await page.getByRole('textbox', { name: /^Reason, required/ }).fill('The first article says too much.')
  await keep(head, 'secret-paper')
  await page.getByRole('button', { name: 'Seal and cast' }).click()
  const receipt = page.getByRole('region', { name: 'Receipt' })
  await receipt.getByText('Your paper is in the box: Disapprove.').waitFor()
  const tracker = (await receipt.locator('bdi').innerText()).trim()
  expect(tracker.replaceAll(' ', '')).toMatch(/^[0-9a-f]{32}$/)
  await keep(head, 'secret-receipt')
  // Neither choice nor reason nor tracker left the browser in the open.
  expect(sent.some(body => body.includes('CastSealedVote'))).toBe(true)
  expect(sent.filter(body => /says too much|"no"/.test(body) || body.includes(tracker.replaceAll(' ', '')))).toEqual([])
  await page.reload()
  await page.getByText('A sealed paper of this seat lies in the box.').waitFor()
  for (const other of heads.slice(1)) await voteSealed(world, ballot, other, 'yes')
  await travel(world.api, 'P32D')
  const reader = await Person.sit(hall.browser, url, 'the head, later', { width: 390, height: 844, theme: 'dark' })
  await reader.signIn(heads[0]!, password)
  await reader.open(`/b/${ballot.id}`)
  await reader.page.getByRole('textbox', { name: /^Your tracker/ }).fill(tracker)
  await reader.page.getByText('This paper was counted.').waitFor()
  expect(await reader.page.getByRole('table').last().getByRole('row').allInnerTexts()).toEqual([expect.any(String), expect.stringContaining('The first article says too much.')])
  await keep(reader, 'secret-result-phone')
  head.expectNoFaults()
  reader.expectNoFaults()
  await head.leave()
  await reader.leave()
}, 180_000)
