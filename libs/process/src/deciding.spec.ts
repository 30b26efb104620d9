import fc from 'fast-check'
import { sound } from '../cases/facts.ts'
import { resultLeads, waysToDecide, type DecidingKnown } from './deciding.ts'
import type { Facts } from './facts.ts'
import { move } from './move.ts'
import { openBallot } from './opening.ts'
import { phases } from './phase.ts'
import { roles, type Role } from './role.ts'
import { later } from './clock.ts'
import { rulebookOf, rulebooks } from './rulebooks/index.ts'

const book = rulebooks.harmonization!
const known: DecidingKnown = {
  instruments: [
    { name: 'straw-poll', title: 'Straw poll', use: 'Where do issues hide?', binds: 'advisory', bindsInWords: 'Advises.', refusal: null },
    { name: 'last-call', title: 'Last call', use: 'Is anything left?', binds: 'gate', bindsInWords: 'Opens a gate.', refusal: 'A last call is open on this draft already.' },
  ],
  earlier: [],
  ruleInWords: rule => (rule === 'generic.default' ? 'Two thirds of the votes for and against.' : ''),
}
const ways = (facts: Facts, own: readonly Role[], of = book, what = known) => waysToDecide(of, facts, { roles: own }, what)
const named = (facts: Facts, own: readonly Role[], name: string, of = book) => ways(facts, own, of).find(way => way.name === name)!
const noBallot = { ballot: null }

test('[process-241] every way is listed whoever asks, the lightest first, and what is not offered says why', () => {
  fc.assert(fc.property(fc.constantFrom(...phases), fc.subarray([...roles]), fc.nat(2), (stage, own, undecided) => {
    const found = ways(sound(stage, { comments: { total: 3, undecided }, ...noBallot }), own)
    expect(found.map(way => way.matter)).toEqual(['hear', 'settle', 'settle', 'vote', ...book.moves.filter(one => one.from === stage).map(() => 'move')])
    for (const way of found) expect([way.offered, way.why !== '']).toEqual([way.offered, !way.offered])
  }))
})

test('[process-241] an instrument is offered to those who may open it, as far as nothing stands in its way', () => {
  const facts = sound('drafting')
  expect(named(facts, ['chair'], 'straw-poll')).toEqual({
    matter: 'hear', name: 'straw-poll', title: 'Straw poll', question: 'Where do issues hide?', threshold: 'Advises.', follows: '', asked: false, offered: true, why: '',
    where: `/d/${facts.draft.id}/polls?open=straw-poll`,
  })
  expect(named(facts, ['head'], 'straw-poll')).toMatchObject({ offered: false, why: 'Only chairs and secretaries may open a poll.' })
  expect(named(facts, ['chair'], 'last-call')).toMatchObject({ offered: false, why: 'A last call is open on this draft already.' })
})

test('[process-241] consensus is found by the chair when every objection was addressed', () => {
  const open = (answered: boolean) => [{ id: 'o', by: 'Kenya', on: '5.1', answered }]
  expect(named(sound('negotiation'), ['chair'], 'consensus').offered).toBe(true)
  expect(named(sound('negotiation', { openObjections: open(true) }), ['chair'], 'consensus').offered).toBe(true)
  expect(named(sound('negotiation', { openObjections: open(false) }), ['chair'], 'consensus').why).toBe('Consensus is found when every objection is addressed; that of Kenya is not.')
  expect(named(sound('negotiation', { openObjections: [...open(false), { ...open(false)[0]!, by: 'Peru' }] }), ['chair'], 'consensus').why).toContain('those of Kenya and Peru are not')
  expect(named(sound('negotiation'), ['secretary'], 'consensus').why).toBe('Only chairs may record a finding of consensus.')
})

test('[process-241] the finding says in words what is asked, when it carries, what follows and where it is made', () => {
  const facts = sound('negotiation')
  expect(named(facts, ['chair'], 'consensus')).toEqual({
    matter: 'settle', name: 'consensus', title: 'Finding of the chair', question: 'Is there consensus, and on what?',
    threshold: 'Every objection is addressed, though not every one accommodated; the chair gives the reason.',
    follows: 'The finding is kept with its record and can be appealed where it is on an objection.', asked: false, offered: true, why: '', where: `/d/${facts.draft.id}/polls#findings`,
  })
})

test('[process-241] of a withdrawn draft nothing is decided but its restoring', () => {
  const facts = { ...sound('adoption', noBallot), draft: { ...sound('adoption').draft, withdrawn: true } }
  expect([...new Set(ways(facts, ['chair']).map(way => way.why))]).toEqual(['This draft is withdrawn. Restore it first.'])
})

test('[process-242] a ballot says in words what follows, where it is opened, and by which rule it is counted where nobody explains the rule', () => {
  const facts = sound('review', noBallot)
  const mute = waysToDecide(book, facts, { roles: ['chair'] }, { ...known, ruleInWords: () => '' }).find(way => way.matter === 'vote')!
  expect(mute).toMatchObject({
    threshold: 'By the rule generic.default.', asked: false, where: `/d/${facts.draft.id}/stage#ballot`,
    follows: 'The text is adopted once 21 days for appeals are over. The draft goes back to negotiation; the same text may be voted on again after 90 days. Without half of the eligible seats the ballot has no effect and the draft stays in adoption.',
  })
})

test('[process-242] a ballot is offered to officers in any phase in which the rulebook holds one', () => {
  const iso = rulebookOf('iso')!
  const facts = { ...sound('adoption', noBallot), draft: { ...sound('adoption').draft, stage: '10.20' } }
  const long = { ...known, ruleInWords: () => 'Two thirds.' }
  expect(waysToDecide(iso, facts, { roles: ['secretary'] }, long).find(way => way.matter === 'vote' && way.offered)).toMatchObject({ threshold: 'Two thirds.' })
  expect(waysToDecide(iso, facts, { roles: ['observer'] }, long).filter(way => way.matter === 'vote' && way.offered)).toEqual([])
})

test('[process-242] a ballot is offered where it may open, with its rule in words; elsewhere its stages are named', () => {
  expect(named(sound('adoption', noBallot), ['chair'], 'generic.default')).toMatchObject({ offered: true, asked: true, threshold: 'Two thirds of the votes for and against.', question: 'Participating seats of the committee vote for at least 30 days.' })
  expect(named(sound('drafting'), ['chair'], 'generic.default')).toMatchObject({ offered: false, asked: false, why: 'The rulebook holds it in Adoption or Review, and the draft stands in Drafting.' })
  expect(named(sound('adoption', noBallot), ['head'], 'generic.default').offered).toBe(false)
  const earlier = [{ editionHash: 'x', closedAt: null }]
  expect(waysToDecide(book, sound('adoption'), { roles: ['chair'] }, { ...known, earlier }).find(way => way.matter === 'vote')?.why).toBe('A ballot is open on this draft already.')
})

test.each(Object.values(rulebooks).map(one => [one.id, one] as const))('[process-242] under %s a ballot is offered to the chair exactly where it would open', (_, of) => {
  for (const { code, ends } of of.stages) {
    if (ends !== undefined) continue
    const facts: Facts = { ...sound('adoption', noBallot), draft: { ...sound('adoption').draft, stage: code } }
    for (const ballot of of.ballots) {
      const offered = waysToDecide(of, facts, { roles: ['chair'] }, known).some(way => way.matter === 'vote' && way.name === ballot.rule && way.title === ballot.title && way.offered)
      const opened = ballot.stages.includes(code) && openBallot(of, facts, { rule: ballot.rule, closesAt: later(facts.now, 'P3Y', of.zone) }, []).ok
      expect([code, ballot.rule, offered]).toEqual([code, ballot.rule, opened])
    }
  }
})

test('[process-243] a move is offered exactly when it would be made, the exception included', () => {
  fc.assert(fc.property(fc.constantFrom(...phases), fc.subarray([...roles]), fc.nat(1), fc.boolean(), (stage, own, undecided, withdrawn) => {
    const facts = sound(stage, { comments: { total: 3, undecided }, draft: { ...sound(stage).draft, withdrawn } })
    for (const way of ways(facts, own).filter(one => one.matter === 'move')) {
      const request = { reason: 'It is time.' }
      const made = move(way.name, book, facts, { roles: own }, request).ok || move(way.name, book, facts, { roles: own }, { ...request, override: true }).ok
      expect([way.name, way.offered]).toEqual([way.name, made])
    }
  }))
})

test('[process-243] a move says what is missing, or that it may be passed over', () => {
  const facts = sound('drafting', { comments: { total: 3, undecided: 1 } })
  expect(named(facts, ['secretary'], 'negotiation')).toMatchObject({ offered: false, why: expect.stringContaining('1 of 3 comments') })
  expect(named(facts, ['chair'], 'negotiation')).toMatchObject({ offered: true, follows: expect.stringContaining('passed over, with a reason') })
  expect(named(facts, ['chair'], 'engagement')).toMatchObject({ threshold: 'It asks nothing but a decision.', follows: 'It takes a reason.' })
  expect(named(sound('drafting'), ['secretary'], 'negotiation')).toEqual({
    matter: 'move', name: 'negotiation', title: 'Begin negotiation', question: 'To Negotiation. Clear or answer every objection and settle the wording.',
    threshold: 'It asks: text complete and valid, every comment has a disposition and minimum time.', follows: '', asked: true, offered: true, why: '', where: `/d/${facts.draft.id}/stage`,
  })
  const both = sound('drafting', { comments: { total: 3, undecided: 1 }, text: { faults: 0, first: null, empty: true } })
  expect(named(both, ['chair'], 'negotiation').why).toBe('The draft has no text yet. 1 of 3 comments still without a disposition.')
})

test('[process-244] what the way on asks for is marked', () => {
  expect(ways(sound('adoption', noBallot), ['chair']).filter(way => way.asked).map(way => way.name)).toEqual(['generic.default', 'implementation'])
  const asking = (gate: string) => ({ ...book, moves: book.moves.map(one => (one.from === 'negotiation' && one.kind === 'forward' ? { ...one, gates: [gate] } : one)) })
  const consent = { ...known.instruments[0]!, name: 'consent-round', binds: 'decides' as const }
  const asked = (gate: string, stage = 'negotiation') =>
    waysToDecide(asking(gate), sound(stage), { roles: ['chair'] }, { ...known, instruments: [...known.instruments, consent] }).filter(way => way.asked && way.matter !== 'move').map(way => way.name)
  expect([asked('last-call-clear'), asked('consensus-found'), asked('text-valid'), asked('last-call-clear', 'drafting')]).toEqual([['last-call'], ['consent-round', 'consensus'], [], []])
  const iso = rulebookOf('iso')!
  const ended = { ...sound('drafting'), draft: { ...sound('drafting').draft, stage: '40.98' } }
  expect(waysToDecide(iso, ended, { roles: ['chair'] }, known).filter(way => way.asked)).toEqual([])
})

test('[process-245] a result says what follows from it, and until when it can be appealed', () => {
  const soon = { now: '2027-10-20T12:00:00Z' }
  expect(resultLeads(book, sound('adoption', noBallot))).toBeNull()
  expect(resultLeads(book, sound('adoption', soon))).toEqual({
    sentence: 'Approved: 3 of 3 eligible seats took part.', follows: 'The text is adopted once 21 days for appeals are over. It can be appealed until 28 October 2027.',
  })
  const { ballot } = sound('adoption')
  expect(resultLeads(book, sound('adoption', { ballot: { ...ballot!, passed: false, outcome: 'rejected', sentence: null } }))).toEqual({
    sentence: 'rejected', follows: 'The draft goes back to negotiation; the same text may be voted on again after 90 days.',
  })
  expect(resultLeads(book, sound('adoption', { ballot: { ...ballot!, decidedAt: null } }))?.follows).toBe('The text is adopted once 21 days for appeals are over.')
  expect(resultLeads(book, sound('adoption', { ballot: { ...ballot!, outcome: null } }))).toBeNull()
  expect(resultLeads(book, sound('adoption', { ballot: { ...ballot!, rule: 'unknown.rule' } }))).toBeNull()
})
