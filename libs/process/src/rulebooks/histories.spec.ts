import { falsifications, held, histories } from '../../cases/histories.ts'

test.each(histories.map(history => [history.doc, history] as const))('[process-28] the real history of %s is accepted (K26)', (_, history) => {
  expect(held(history)).toEqual([])
})

test('[process-28] a hundred falsified histories and more, of every kind, are refused at the right place with the right code', () => {
  const falsified = falsifications()
  expect(falsified.length).toBeGreaterThanOrEqual(100)
  expect(new Set(falsified.map(one => one.code))).toEqual(new Set(['unknown-stage', 'not-permitted', 'too-soon', 'rule']))
  const wrong = falsified.flatMap(({ what, history, index, code }) => {
    const first = held(history)[0]
    return first?.index === index && first.code === code ? [] : [`${history.doc}: ${what} at ${index} should be ${code}, is ${JSON.stringify(first ?? 'accepted')}`]
  })
  expect(wrong).toEqual([])
})
