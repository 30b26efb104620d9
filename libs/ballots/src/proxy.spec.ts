import fc from 'fast-check'
import {
  castByProxy, castVote, countCase, decide, endsProxy, enterVote, giveProxy, mayVoteByProxy, readCase, rules, takeBackProxy,
  type Ballot, type BallotRule, type Proxy, type Proxying, type Roll, type RollSeat, type Vote,
} from './index.ts'

const rule: BallotRule = { ...rules['eu.simple']!, proxiesPerHolder: 1 }
const seatOf = (seat: string, more: Partial<RollSeat> = {}): RollSeat => ({ seat, name: seat.toUpperCase(), weight: 1, category: null, jurisdiction: null, ...more })
const roll: Roll = ['a', 'b', 'c', 'd'].map(seat => seatOf(seat))
const ballot: Ballot = { id: 'b', editionHash: 'h', rule, opensAt: '2027-05-01T09:00:00Z', closesAt: '2027-05-01T12:00:00Z', closed: false }
const at = (minute: number): string => `2027-05-01T10:${String(minute).padStart(2, '0')}:00Z`
const vote = (seat: string, choice: string, more: Partial<Vote> = {}): Vote => ({ seat, choice, reason: null, at: at(1), ...more })
const proxy = (seat: string, holder: string, more: Partial<Proxy> = {}): Proxy => ({ seat, holder, instruction: null, at: at(0), ...more })
const known = (more: Partial<Proxying> = {}): Proxying => ({ publishesVotes: true, proxies: [], votes: [], ended: [], ...more })
/** How an act came out; whatever is refused is refused in a sentence. */
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string; message: string } }): string => {
  if (result.ok) return 'taken'
  expect(result.refusal.message).toMatch(/^[A-Z].+\.$/)
  return result.refusal.code
}
const wordsOf = (result: { ok: true } | { ok: false; refusal: { message: string } }): string => (result.ok ? '' : result.refusal.message)
const inMeeting = (presence: Record<string, RollSeat['presence']>): Roll => roll.map(seat => ({ ...seat, presence: presence[seat.seat] ?? 'absent' }))

test('[ballots-70] (D6) of the rules of the house those permit proxies whose source says how many one holder casts; silence permits none', () => {
  const permitting = Object.values(rules).filter(one => mayVoteByProxy(one, true).ok).map(one => one.id).sort()
  expect(permitting).toEqual(['eu.qmv', 'eu.qmv.partial', 'eu.qmv.reinforced', 'eu.simple', 'eu.unanimity', 'iso.simple'])
  expect(mayVoteByProxy({ proxiesPerHolder: 2 }, true)).toEqual({ ok: true, value: 2 })
  expect([mayVoteByProxy({ proxiesPerHolder: 0 }, true), mayVoteByProxy({}, true), mayVoteByProxy(rule, false)].map(codeOf)).toEqual(['no-proxies', 'no-proxies', 'not-by-name'])
})

test('[ballots-70] what a rule permits in the app changes nothing in a count: without a number every proxy of a worked ballot counts', () => {
  const votes = ['b', 'c', 'd'].map(voter => ({ voter, choice: 'yes', proxyHolder: 'a' }))
  const one = readCase({ id: 'x', rule: 'generic.simple', votes, context: { eligible: 4 } }, 0)
  const counted = one.ok ? countCase(rules['generic.simple']!, one.value) : one
  expect(counted).toMatchObject({ ok: true, value: { tallies: { counted: { yes: 3 } } } })
})

interface Given { readonly on?: Partial<Ballot>; readonly roll?: Roll; readonly known?: Partial<Proxying>; readonly wanted?: Partial<Proxy & { by: string }> }

test.each<[string, Given, string]>([
  ['to another seat of the roll', {}, 'taken'],
  ['at the closing instant', { wanted: { at: ballot.closesAt } }, 'taken'],
  ['after it', { wanted: { at: '2027-05-01T12:00:00.000001Z' } }, 'closed'],
  ['before the opening', { wanted: { at: '2027-05-01T08:59:59Z' } }, 'not-open'],
  ['once the result is recorded', { on: { closed: true } }, 'closed'],
  ['to itself', { wanted: { holder: 'a' } }, 'own-seat'],
  ['to a seat that is not on the roll', { wanted: { holder: 'x' } }, 'holder-not-on-the-roll'],
  ['of a seat that is not on the roll', { wanted: { seat: 'x' } }, 'not-on-the-roll'],
  ['under a rule that is silent about proxies', { on: { rule: rules['generic.simple']! } }, 'no-proxies'],
  ['where votes have no names', { known: { publishesVotes: false } }, 'not-by-name'],
  ['of a seat that has ended', { known: { ended: ['a'] } }, 'seat-ended'],
  ['to a seat that has ended', { known: { ended: ['b'] } }, 'seat-ended'],
  ['of a seat that has voted', { known: { votes: [vote('a', 'yes')] } }, 'has-voted'],
  ['of a seat for which a vote was entered', { known: { votes: [vote('a', 'yes', { entered: 'paper' })] } }, 'has-voted'],
  ['of a seat that has withdrawn its vote', { known: { votes: [vote('a', 'yes'), vote('a', 'withdraw', { at: at(2) })] } }, 'taken'],
  ['a second time', { known: { proxies: [proxy('a', 'c')] } }, 'given-already'],
  ['of a seat that is not there, to one that is', { roll: inMeeting({ b: 'present' }) }, 'taken'],
  ['to a seat that is not there', { roll: inMeeting({ a: 'present', b: 'attending' }) }, 'holder-not-present'],
  ['to a seat that recused itself', { known: { votes: [vote('b', 'recuse')] } }, 'holder-recused'],
  ['to a seat that has cast its own vote', { known: { votes: [vote('b', 'no')] } }, 'taken'],
  ['by somebody the roll names for the seat', { roll: [seatOf('a', { holders: ['ann'] }), seatOf('b')], wanted: { by: 'ann' } }, 'taken'],
  ['by somebody else', { roll: [seatOf('a', { holders: ['ann'] }), seatOf('b')], wanted: { by: 'bob' } }, 'not-a-holder'],
])('[ballots-70] a vote is given by proxy %s: %s', (_, given, outcome) => {
  expect(codeOf(giveProxy({ ...ballot, ...given.on }, given.roll ?? roll, known(given.known), { ...proxy('a', 'b'), at: at(3), ...given.wanted }))).toBe(outcome)
})

test('[ballots-70] an instruction is kept as it was written, and need not be', () => {
  expect(giveProxy(ballot, roll, known(), proxy('a', 'b', { instruction: ' In favour, unless Article 4 changes. ' }))).toEqual({ ok: true, value: proxy('a', 'b', { instruction: 'In favour, unless Article 4 changes.' }) })
  expect(giveProxy(ballot, roll, known(), proxy('a', 'b', { instruction: ' ' }))).toEqual({ ok: true, value: proxy('a', 'b') })
})

test.each<[string, readonly Proxy[], number, string, string]>([
  ['of a seat that holds one', [proxy('c', 'a')], 2, 'proxy-of-a-proxy', 'A holds the vote of another seat. A seat that holds a vote gives none away.'],
  ['to a seat that gave its own', [proxy('b', 'c')], 2, 'proxy-of-a-proxy', 'B has given its own vote to another seat, so it holds none. There is no proxy of a proxy.'],
  ['to a seat that holds one, where the rule allows one', [proxy('c', 'b')], 1, 'too-many-proxies', 'B holds the vote of another seat already, and the rule permits no more.'],
  ['to a seat that holds none, while others hold some', [proxy('c', 'd')], 1, 'taken', ''],
  ['to a seat that holds one, where the rule allows two', [proxy('c', 'b')], 2, 'taken', ''],
  ['to a seat that holds two, where the rule allows two', [proxy('c', 'b'), proxy('d', 'b')], 2, 'too-many-proxies', 'B holds the votes of 2 other seats already, and the rule permits no more.'],
])('[ballots-71] (D6) a vote is given by proxy %s: it says so', (_, proxies, most, outcome, words) => {
  const given = giveProxy({ ...ballot, rule: { ...rule, proxiesPerHolder: most } }, roll, known({ proxies }), proxy('a', 'b', { at: at(3) }))
  expect([codeOf(given), wordsOf(given)]).toEqual([outcome, words])
})

test.each<[string, readonly Vote[], Partial<Vote>, string]>([
  ['before it was used', [], {}, 'taken'],
  ['once the holder has voted', [vote('a', 'yes', { proxyHolder: 'b' })], {}, 'used'],
  ['once the holder has withdrawn that vote again', [vote('a', 'yes', { proxyHolder: 'b' }), vote('a', 'withdraw', { proxyHolder: 'b', at: at(2) })], {}, 'taken'],
  ['after the close', [], { at: '2027-05-01T12:00:01Z' }, 'closed'],
  ['that was never given', [], { seat: 'c' }, 'no-proxy'],
])('[ballots-72] (D6) a proxy is taken back %s: %s', (_, votes, more, outcome) => {
  expect(codeOf(takeBackProxy(ballot, roll, { proxies: [proxy('a', 'b')], votes }, { seat: 'a', at: at(5), ...more }))).toBe(outcome)
})

test('[ballots-72] who acts for the seat takes its proxy back, nobody else, and nobody of a seat that the roll does not know', () => {
  const named = [seatOf('a', { holders: ['ann'] }), seatOf('b')]
  const takenBack = (by: string) => codeOf(takeBackProxy(ballot, named, { proxies: [proxy('a', 'b')], votes: [] }, { seat: 'a', at: at(5), by }))
  expect([takenBack('ann'), takenBack('bob')]).toEqual(['taken', 'not-a-holder'])
  const later = [seatOf('b', { holders: ['bob'] }), ...named.slice(0, 1)]
  expect(codeOf(takeBackProxy(ballot, later, { proxies: [proxy('c', 'b'), proxy('a', 'b')], votes: [] }, { seat: 'a', at: at(5), by: 'ann' }))).toBe('taken')
  expect(codeOf(takeBackProxy(ballot, [], { proxies: [proxy('a', 'b')], votes: [] }, { seat: 'a', at: at(5) }))).toBe('not-on-the-roll')
})

test('[ballots-72] the seat’s own vote stands in the place of the one by proxy, ends the proxy and is not replaced by it; both stay on record', () => {
  const byProxy = vote('a', 'yes', { proxyHolder: 'b' })
  const own = castVote(ballot, roll, [byProxy], vote('a', 'no', { at: at(2) }))
  expect(own).toMatchObject({ ok: true, value: { choice: 'no', inPlaceOf: 'yes' } })
  expect([endsProxy(byProxy), endsProxy(vote('a', 'no')), endsProxy(vote('a', 'no', { entered: 'floor' }))]).toEqual([false, true, true])
  const again = castByProxy(ballot, roll, known({ votes: [byProxy, vote('a', 'no', { at: at(2) })] }), { ...byProxy, at: at(3), proxyHolder: 'b' })
  expect(wordsOf(again)).toBe('This seat has not given its vote to yours, has taken it back, or has voted itself.')
  const counted = decide(rule, roll, [byProxy, vote('a', 'no', { at: at(2) })], { closesAt: ballot.closesAt })
  expect(counted).toMatchObject({ ok: true, value: { tallies: { counted: { no: 1 }, superseded: 1 } } })
})

test('[ballots-72] nobody enters a vote for a seat over the one that was cast for it by proxy', () => {
  const entered = { ...vote('a', 'no', { at: at(4) }), entered: 'paper' as const }
  expect(codeOf(enterVote(ballot, roll, [vote('a', 'yes', { proxyHolder: 'b' })], entered))).toBe('cast-by-proxy')
})

interface Cast { readonly on?: Partial<Ballot>; readonly roll?: Roll; readonly known?: Partial<Proxying>; readonly cast?: Partial<Vote> }

test.each<[string, Cast, string]>([
  ['for a seat that gave it', {}, 'taken'],
  ['at the closing instant', { cast: { at: ballot.closesAt } }, 'taken'],
  ['after it', { cast: { at: '2027-05-01T12:00:00.000001Z' } }, 'closed'],
  ['before the opening', { cast: { at: '2027-05-01T08:59:59Z' } }, 'not-open'],
  ['for a seat that did not give it', { cast: { seat: 'c' } }, 'no-proxy'],
  ['by a seat that does not hold it', { known: { proxies: [proxy('a', 'c')] } }, 'no-proxy'],
  ['for a choice there is not', { cast: { choice: 'perhaps' } }, 'unknown-choice'],
  ['without the reason the rule asks', { on: { rule: { ...rule, reasonRequired: ['yes'] } } }, 'reason-missing'],
  ['to withdraw what was not cast', { cast: { choice: 'withdraw' } }, 'nothing-to-withdraw'],
  ['to withdraw what was', { known: { votes: [vote('a', 'yes', { proxyHolder: 'b', at: at(1) })] }, cast: { choice: 'withdraw' } }, 'taken'],
  ['where votes have no names', { known: { publishesVotes: false } }, 'not-by-name'],
  ['under a rule that permits none', { on: { rule: { ...rule, proxiesPerHolder: 0 } } }, 'no-proxies'],
  ['for a seat that is not on the roll', { roll: roll.slice(1) }, 'not-on-the-roll'],
  ['by a seat that is not on the roll', { roll: roll.slice(0, 1) }, 'holder-not-on-the-roll'],
  ['for a seat that has ended', { known: { ended: ['a'] } }, 'seat-ended'],
  ['for a seat that is not there', { roll: inMeeting({ b: 'present' }) }, 'taken'],
  ['by a seat that is not there', { roll: inMeeting({ a: 'present' }) }, 'holder-not-present'],
  ['by a seat that recused itself', { known: { votes: [vote('b', 'recuse')] } }, 'holder-recused'],
  ['by somebody the roll names for the holder', { roll: [seatOf('a', { holders: ['ann'] }), seatOf('b', { holders: ['bob'] })], cast: { by: 'bob' } }, 'taken'],
  ['by somebody it names for the seat', { roll: [seatOf('a', { holders: ['ann'] }), seatOf('b', { holders: ['bob'] })], cast: { by: 'ann' } }, 'not-a-holder'],
])('[ballots-73] a vote is cast by proxy %s: %s', (_, given, outcome) => {
  const cast = { ...vote('a', 'yes', { at: at(5) }), ...given.cast, proxyHolder: 'b' }
  expect(codeOf(castByProxy({ ...ballot, ...given.on }, given.roll ?? roll, known({ proxies: [proxy('a', 'b')], ...given.known }), cast))).toBe(outcome)
})

test('[ballots-71] limit and chain hold when a vote is cast, whatever was given before: the earliest proxies stand', () => {
  const proxies = [proxy('a', 'b'), proxy('c', 'b')]
  const cast = (seat: string, more: readonly Proxy[] = []) => codeOf(castByProxy(ballot, roll, known({ proxies: [...proxies, ...more] }), { ...vote(seat, 'yes'), proxyHolder: 'b' }))
  expect([cast('a'), cast('c'), cast('a', [proxy('b', 'd')])]).toEqual(['taken', 'too-many-proxies', 'proxy-of-a-proxy'])
})

test('[ballots-73] a vote by proxy names its holder and says what it replaces', () => {
  const taken = castByProxy(ballot, roll, known({ proxies: [proxy('a', 'b')], votes: [vote('a', 'no', { proxyHolder: 'b' })] }), { ...vote('a', 'yes', { at: at(2), reason: ' Agreed. ' }), proxyHolder: 'b' })
  expect(taken).toMatchObject({ ok: true, value: { kind: 'vote.cast', seat: 'a', proxyHolder: 'b', choice: 'yes', inPlaceOf: 'no', reason: 'Agreed.' } })
})

const anyAct = fc.record({
  act: fc.constantFrom('give', 'take back', 'vote', 'vote by proxy'), seat: fc.constantFrom('a', 'b', 'c', 'd'), holder: fc.constantFrom('a', 'b', 'c', 'd'),
  choice: fc.constantFrom('yes', 'no', 'abstain', 'recuse', 'withdraw'),
})

test('[ballots-71] [ballots-72] (D6) whatever is given, taken back and cast in any order: no chain, no holder over the limit, no proxy refused by the count, and a seat always votes itself', () => {
  fc.assert(fc.property(fc.array(anyAct, { maxLength: 40 }), fc.integer({ min: 1, max: 2 }), (acts, most) => {
    const on = { ...ballot, rule: { ...rule, proxiesPerHolder: most } }
    let proxies: readonly Proxy[] = []
    const votes: Vote[] = []
    for (const [n, { act, seat, holder, choice }] of acts.entries()) {
      const instant = at(n + 1)
      const facts = known({ proxies, votes })
      if (act === 'give') {
        const given = giveProxy(on, roll, facts, proxy(seat, holder, { at: instant }))
        if (given.ok) proxies = [...proxies, given.value]
      } else if (act === 'take back') {
        const taken = takeBackProxy(on, roll, facts, { seat, at: instant })
        if (taken.ok) proxies = proxies.filter(one => one !== taken.value)
      } else {
        const wanted = vote(seat, choice, { at: instant })
        const cast = act === 'vote' ? castVote(on, roll, votes.filter(one => one.seat === seat), wanted) : castByProxy(on, roll, facts, { ...wanted, proxyHolder: holder })
        if (act === 'vote') expect(cast.ok || cast.refusal.code === 'nothing-to-withdraw').toBe(true)
        if (cast.ok) {
          // What a seat cast itself is never replaced by another seat.
          const last = votes.filter(one => one.seat === seat).at(-1)
          expect(endsProxy(cast.value) || last === undefined || last.proxyHolder !== undefined || last.choice === 'withdraw').toBe(true)
          votes.push(cast.value)
          if (endsProxy(cast.value)) proxies = proxies.filter(one => one.seat !== seat)
        }
      }
      const givers = proxies.map(one => one.seat)
      expect(new Set(givers).size).toBe(givers.length)
      expect(proxies.filter(one => givers.includes(one.holder))).toEqual([])
      for (const { seat: held } of roll) expect(proxies.filter(one => one.holder === held).length).toBeLessThanOrEqual(most)
    }
    const counted = decide(on.rule, roll, votes, { closesAt: on.closesAt })
    expect(counted.ok && (counted.value.tallies.proxyRefused ?? 0)).toBe(0)
  }), { seed: 20261128, numRuns: 300 })
})
