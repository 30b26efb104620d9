import { objectsIn, wheresIn } from './wheres.ts'

const [yes, flagged] = [{ choice: ['yes'] }, { flag: 'uses' }]
const steps = [{ if: { all: [{ l: { sum: 'count', where: yes }, op: '>', r: { mul: ['1/2', { ctx: 'eligible' }] } }, { l: { floor: { largest: 'weight', where: flagged } }, op: '>', r: { const: 1 } }] }, outcome: 'x' }]

test('[ballots-27] the conditions of a rule are those of all its sums, however deep they stand', () => {
  expect(wheresIn(steps)).toEqual([yes, flagged])
  expect([wheresIn({ const: 1 }), wheresIn([]), wheresIn('where')]).toEqual([[], [], []])
})

test('[ballots-27] the objects in data are found, and what is none is none', () => {
  expect(objectsIn({ a: null, b: 'text', c: { d: 1 } })).toEqual([{ a: null, b: 'text', c: { d: 1 } }, { d: 1 }])
  expect([null, undefined, 7, 'text'].flatMap(objectsIn)).toEqual([])
})
