import fc from 'fast-check'
import { may, sentenceOf, type Situation } from './may.ts'
import { acts, actsOnWithdrawn, permissions, type Act } from './permissions.ts'
import { phases, writingPhases, type Phase } from './phase.ts'
import { mayGrant, roles, rolesOf, type GrantedRole, type Role } from './role.ts'

const as = (...own: Role[]): { roles: readonly Role[] } => ({ roles: own })
const allowed = (role: Role, act: Act, situation: Situation = {}): boolean => may(as(role), act, situation).allowed

test('[process-5] what the table does not grant is refused, for every role, act and phase', () => {
  for (const act of acts) {
    for (const role of roles) {
      for (const phase of phases) {
        const cell = permissions[act].cells[role]
        const given = cell !== undefined && cell.during.includes(phase)
        expect([act, role, phase, allowed(role, act, { phase, callOpen: true, adopted: true, own: true, holdsVote: true })]).toEqual([act, role, phase, given])
        if (cell?.when !== undefined) expect([act, role, allowed(role, act, { phase })]).toEqual([act, role, false])
      }
    }
  }
})

test('[process-5] somebody with more roles may do at least as much', () => {
  fc.assert(fc.property(fc.subarray([...roles]), fc.constantFrom(...roles), fc.constantFrom(...acts), fc.constantFrom(...phases), (own, more, act, phase) => {
    const before = may(as(...own), act, { phase }).allowed
    expect(before && !may(as(...own, more), act, { phase }).allowed).toBe(false)
  }))
})

test.each(phases)('[process-6] in %s the text is written by drafters, chair and secretary, or by nobody once it is frozen', phase => {
  const writers = roles.filter(role => allowed(role, 'text.write', { phase, callOpen: true, adopted: true, own: true }))
  expect(writers).toEqual((writingPhases as readonly Phase[]).includes(phase) ? ['chair', 'secretary', 'drafter'] : [])
})

test('[process-7] an administrator has no say in texts', () => {
  const say = acts.filter(act => /^(draft|text|comment|objection|call|stage|gate|ballot|decision|review)\./.test(act) && permissions[act].cells.administrator !== undefined)
  expect(say).toEqual([])
})

test('[process-8] a delegate votes who holds the vote of the seat beside its head, and nobody else', () => {
  expect(roles.filter(role => allowed(role, 'ballot.vote', { phase: 'adoption', holdsVote: true }))).toEqual(['head', 'delegate'])
  expect(allowed('delegate', 'ballot.vote', { phase: 'drafting', holdsVote: true })).toBe(false)
  expect(roles.filter(role => allowed(role, 'seat.hold', { own: true }))).toEqual(['secretary', 'head'])
  expect(roles.filter(role => allowed(role, 'seat.hold'))).toEqual(['secretary'])
})

test('[process-8] only a head of delegation votes, and only while something is voted on (J2)', () => {
  expect(roles.filter(role => phases.some(phase => allowed(role, 'ballot.vote', { phase })))).toEqual(['head'])
  expect(phases.filter(phase => allowed('head', 'ballot.vote', { phase }))).toEqual(['adoption', 'review'])
})

test('[process-9] a draft is read by members, by people with an account while a call is open, and by everyone once it is adopted', () => {
  expect(roles.filter(role => allowed(role, 'draft.read', { phase: 'drafting' }))).toEqual(['chair', 'secretary', 'drafter', 'head', 'delegate', 'observer', 'liaison', 'guest', 'oversight'])
  expect(allowed('public', 'draft.read', { phase: 'engagement', callOpen: true })).toBe(true)
  expect(allowed('anonymous', 'draft.read', { phase: 'engagement', callOpen: true })).toBe(false)
  expect(allowed('anonymous', 'draft.read', { phase: 'implementation', adopted: true })).toBe(true)
})

test('[process-10] a withdrawn draft can be read and restored, and nothing else', () => {
  const possible = acts.filter(act => roles.some(role => allowed(role, act, { phase: 'drafting', withdrawn: true, callOpen: true, adopted: true, own: true })))
  expect(possible.sort()).toEqual([...actsOnWithdrawn].sort())
})

test('[process-11] a changed cell is felt at once', () => {
  const { cells } = permissions['text.write']
  const kept = cells.drafter
  try {
    cells.drafter = { during: ['review'] }
    expect([allowed('drafter', 'text.write', { phase: 'drafting' }), allowed('drafter', 'text.write', { phase: 'review' })]).toEqual([false, true])
    delete cells.drafter
    expect(allowed('drafter', 'text.write', { phase: 'review' })).toBe(false)
  } finally {
    cells.drafter = kept
  }
  expect(allowed('drafter', 'text.write', { phase: 'drafting' })).toBe(true)
})

test.each([
  ['text.write', as('drafter', 'public', 'anonymous'), { phase: 'adoption' }, 'One may write in the text in issue, engagement, drafting and negotiation; this draft is in adoption, where the text is frozen.'],
  ['text.write', as('observer'), { phase: 'drafting' }, 'Only chairs, secretaries and drafters may write in the text.'],
  ['comment.write', as('public', 'anonymous'), { phase: 'drafting' }, 'Anyone signed in may comment on the text only when a call is open.'],
  ['objection.respond', as('head'), { phase: 'drafting' }, 'A head of delegation may acknowledge, sustain, withdraw or retract an objection only when it is their own.'],
  ['stage.move', as('chair'), { phase: 'drafting', withdrawn: true }, 'This draft is withdrawn. Restore it first.'],
] as const)('[process-12] a refused %s says why in a sentence', (act, actor, situation, why) => {
  expect(may(actor, act, situation)).toEqual({ allowed: false, why })
})

test('[process-5] a cell without a phase grants nothing, also where no draft is concerned', () => {
  const { cells } = permissions['text.write']
  const kept = cells.drafter
  try {
    cells.drafter = { during: [] }
    expect([may(as('drafter'), 'text.write'), sentenceOf('text.write', 'drafter')]).toEqual([
      { allowed: false, why: 'Only chairs and secretaries may write in the text.' }, 'A drafter may not write in the text.',
    ])
  } finally {
    cells.drafter = kept
  }
})

test('[process-12] a refusal speaks of a frozen text where the text is frozen, and of no other act', () => {
  expect(may(as('chair'), 'call.open', { phase: 'adoption' }).why).toBe('One may open a public call in engagement and negotiation; this draft is in adoption.')
  const { cells } = permissions['text.write']
  const kept = cells.drafter
  try {
    cells.drafter = { during: ['negotiation'] }
    expect(may(as('drafter'), 'text.write', { phase: 'drafting' }).why).toBe('One may write in the text in negotiation; this draft is in drafting.')
  } finally {
    cells.drafter = kept
  }
})

test('[process-12] every cell of the table can be read as a sentence', () => {
  for (const act of acts) for (const role of roles) expect(sentenceOf(act, role)).toMatch(/^[A-Z][^.]+\.$/)
  expect(sentenceOf('text.write', 'drafter')).toBe('A drafter may write in the text in issue, engagement, drafting and negotiation.')
  expect(sentenceOf('draft.read', 'public')).toBe('Anyone signed in may read the draft when a call is open.')
  expect(sentenceOf('ballot.vote', 'delegate')).toBe('A delegate may vote in adoption and review when they hold the vote of their seat.')
  expect(sentenceOf('ballot.vote', 'observer')).toBe('An observer may not vote.')
  expect(sentenceOf('proxy.give', 'delegate')).toBe('A delegate may give the vote of a seat to another one in adoption and review when they hold the vote of their seat.')
})

test('[process-13] roles follow from what was granted, from seats and from being signed in', () => {
  expect(rolesOf({ signedIn: false, granted: ['chair'], seats: [] })).toEqual(['anonymous'])
  const seats = [{ kind: 'participating', head: true }, { kind: 'participating', head: false }, { kind: 'observing', head: false }, { kind: 'liaison', head: false }, { kind: 'guest', head: true }] as const
  expect(rolesOf({ signedIn: true, granted: ['drafter'], seats })).toEqual(['drafter', 'head', 'delegate', 'observer', 'liaison', 'guest', 'public', 'anonymous'])
})

test.each([
  ['administrator', 'chair', true], ['administrator', 'drafter', false], ['chair', 'secretary', true], ['chair', 'chair', false], ['chair', 'administrator', false],
  ['secretary', 'drafter', true], ['secretary', 'chair', false], ['secretary', 'secretary', false], ['drafter', 'drafter', false], ['public', 'drafter', false],
] as const)('[process-14] whether %s may make somebody %s: %s', (own, role, expected) => {
  expect(mayGrant([own, 'public', 'anonymous'], role as GrantedRole)).toBe(expected)
})

test('[process-214] where the rulebook holds a ballot nobody writes and heads vote, whatever the phase', () => {
  const voted = { phase: 'engagement', voted: true } as const
  expect([allowed('head', 'ballot.vote', voted), allowed('chair', 'ballot.open', voted), allowed('delegate', 'ballot.vote', voted)]).toEqual([true, true, false])
  expect(may(as('drafter'), 'text.write', voted)).toEqual({ allowed: false, why: 'The text is frozen here, because it is voted on.' })
  expect([allowed('chair', 'draft.import', voted), allowed('delegate', 'comment.write', voted), allowed('head', 'ballot.vote', { phase: 'engagement' })]).toEqual([false, true, false])
})

test('[process-12] a refusal names the role that the phase does not stop, and what it waits for', () => {
  const { cells } = permissions['comment.write']
  const before = { ...cells }
  try {
    Object.assign(cells, { drafter: { during: ['issue'] }, observer: { during: ['drafting'], when: 'a call is open' } })
    expect(may(as('drafter', 'observer'), 'comment.write', { phase: 'drafting' }).why).toBe(`An observer may ${permissions['comment.write'].words} only when a call is open.`)
    for (const role of roles) delete cells[role]
    expect(may(as('chair'), 'comment.write', { phase: 'drafting' }).why).toBe(`Nobody may ${permissions['comment.write'].words}.`)
  } finally {
    for (const role of roles) delete cells[role]
    Object.assign(cells, before)
  }
})
