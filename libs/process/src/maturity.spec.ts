import { referenceTo, type Cited } from './maturity.ts'

const cited: Cited = { name: 'DR-02', phase: 'drafting', withdrawn: false, adopted: false }

test.each([
  ['one that is behind', cited, 'negotiation', false, 'still in drafting'],
  ['one that is level', { ...cited, phase: 'negotiation' }, 'negotiation', true, 'in negotiation'],
  ['one that is ahead', { ...cited, phase: 'adoption' }, 'negotiation', true, 'in adoption'],
  ['one that was adopted and is revised', { ...cited, adopted: true }, 'negotiation', true, 'adopted'],
  ['one that was withdrawn after it was adopted', { ...cited, adopted: true, withdrawn: true }, 'drafting', false, 'withdrawn'],
] as const)('[process-204] %s: a reference to it is mature or not (B5)', (_, text, from, mature, why) => {
  expect(referenceTo(text, from)).toEqual({ name: 'DR-02', mature, why })
})
