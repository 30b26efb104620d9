import { holdersFor, standingOf, type Proxy } from './use-proxies.ts'

const seat = (seatId: string, presence: string | null = null) => ({ seatId, presence })
const proxy = (seatId: string, holderId: string, ended: string | null = null): Proxy => ({
  id: `${seatId}${holderId}`, seatId, seatName: seatId, holderId, holderName: holderId, instruction: null, givenAt: '2027-05-01T10:00:00Z',
  givenBy: { id: 'p', name: 'P' }, used: false, ended, endedAt: ended === null ? null : '2027-05-01T11:00:00Z',
})
const roll = ['a', 'b', 'c', 'd'].map(id => seat(id))
const idsOf = (seats: readonly { seatId: string }[]) => seats.map(one => one.seatId).join('')

test.each([
  ['every other seat', [], 1, 'bcd'],
  ['none that holds as many as the rule allows', [proxy('c', 'b')], 1, 'd'],
  ['one that holds fewer', [proxy('c', 'b')], 2, 'bd'],
  ['none that gave its own vote', [proxy('b', 'd')], 2, 'cd'],
  ['what was taken back left aside', [proxy('c', 'b', 'taken-back')], 1, 'bcd'],
] as const)('a vote may be offered to %s', (_, proxies, most, offered) => {
  expect(idsOf(holdersFor(roll, proxies, 'a', most))).toBe(offered)
})

test('in a meeting a vote is offered to those who are there', () => {
  expect(idsOf(holdersFor([seat('a', 'absent'), seat('b', 'present'), seat('c', 'attending'), seat('d', 'absent')], [], 'a', 1))).toBe('b')
})

test('the proxy of a seat is the one that stands', () => {
  expect(standingOf([proxy('a', 'b', 'taken-back'), proxy('a', 'c')], 'a')?.holderId).toBe('c')
  expect(standingOf([proxy('a', 'b', 'voted')], 'a')).toBeUndefined()
})
