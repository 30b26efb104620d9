import { answerObjection, endObjection, raiseObjection, type ObjectionStatus } from './objection.ts'

const over: ObjectionStatus[] = ['withdrawn', 'overruled']
const alive: ObjectionStatus[] = ['raised', 'answered', 'sustained']

test.each([['', 'delete 3', 'reason-missing'], ['Too wide', ' ', 'remedy-missing']])('[process-104] an objection with reason “%s” and remedy “%s” is refused', (reason, remedy, code) => {
  expect(raiseObjection(reason, remedy)).toMatchObject({ ok: false, refusal: { code } })
})

test('[process-104] an objection with a reason and a remedy is raised', () => {
  expect(raiseObjection(' Too wide ', 'delete 3')).toEqual({ ok: true, value: { reason: 'Too wide', wouldClear: 'delete 3' } })
})

test.each(over)('[process-105] an objection that is %s takes no answer and no second end', status => {
  expect(answerObjection(status, 'We will')).toMatchObject({ ok: false, refusal: { code: 'ended' } })
  expect(endObjection(status, 'withdrawn', '')).toMatchObject({ ok: false, refusal: { code: 'ended' } })
})

test.each(alive)('[process-105] an objection that is %s can be answered and withdrawn without a reason', status => {
  expect(answerObjection(status, 'We will')).toEqual({ ok: true, value: 'We will' })
  expect(endObjection(status, 'withdrawn', '')).toEqual({ ok: true, value: { outcome: 'withdrawn', reason: '' } })
})

test.each([
  ['raised', 'The answer stands', 'unanswered'], ['answered', ' ', 'reason-missing'], ['answered', 'The answer stands', 'overruled'],
] as const)('[process-106] a finding over an objection that is %s with reason “%s” gives %s', (status, reason, outcome) => {
  const result = endObjection(status, 'overruled', reason)
  expect(result.ok ? result.value.outcome : result.refusal.code).toBe(outcome)
})

test('[process-106] an objection has no other end', () => {
  expect(endObjection('answered', 'forgotten', 'x')).toMatchObject({ ok: false, refusal: { code: 'unknown-outcome' } })
  expect(answerObjection('raised', ' ')).toMatchObject({ ok: false, refusal: { code: 'answer-missing' } })
})
