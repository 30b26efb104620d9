import fc from 'fast-check'
import { sound } from '../cases/facts.ts'
import { resultLeads, waysToDecide, type DecidingKnown } from './deciding.ts'
import type { Facts } from './facts.ts'
import { move } from './move.ts'
import { openBallot } from './opening.ts'
import { phases } from './phase.ts'
import { roles, type Role } from './role.ts'
import { later } from './clock.ts'
import { rulebooks } from './rulebooks/index.ts'

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
  expect(named(facts, ['chair'], 'straw-poll')).toMatchObject({ offered: true, why: '', where: expect.stringContaining('/polls?open=straw-poll') })
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
})

test('[process-244] what the way on asks for is marked', () => {
  expect(ways(sound('adoption', noBallot), ['chair']).filter(way => way.asked).map(way => way.name)).toEqual(['generic.default', 'implementation'])
  const ietf = rulebooks.ietf!
  const calls = ietf.stages.filter(stage => waysToDecide(ietf, { ...sound('drafting'), draft: { ...sound('drafting').draft, stage: stage.code } }, { roles: ['chair'] }, known).some(way => way.name === 'last-call' && way.asked))
  expect(calls.map(stage => stage.code)).toEqual(ietf.moves.filter(one => one.gates.includes('last-call-clear')).map(one => one.from).filter((code, index, all) => all.indexOf(code) === index))
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
