import { type ConsensusRecord, findConsensus } from './finding.ts'
import { type ObjectionStatus, objectionStatuses, stands } from './objection.ts'

const wanted = { reached: true, statement: 'The scope is agreed.', reason: 'All comments were taken up.' }
const record = (...statuses: ObjectionStatus[]): ConsensusRecord => ({
  objections: statuses.map((status, index) => ({ number: index + 1, by: 'Kenya', status })),
  polls: [{ number: 1, title: 'Straw poll', outcome: 'issues', sentence: '3 of 4 seats answered. 2 can live with it, 1 cannot, each with a reason.' }], seats: 4, heard: 3,
})

test.each(objectionStatuses)('[consensus-22] with an objection that is %s consensus is found exactly when it does not stand', status => {
  const found = findConsensus(wanted, record('withdrawn', status), '/d/1/objections')
  expect(found.ok).toBe(!stands(status))
  if (!found.ok) expect(found.refusal).toMatchObject({ code: 'unaddressed', missing: [{ message: expect.stringContaining('Objection 2 of Kenya'), where: '/d/1/objections' }] })
})

test.each([[['withdrawn', 'acknowledged', 'lapsed', 'resolved', 'retracted'], 'consensus'], [['proceeds'], 'rough-consensus'], [['withdrawn', 'overruled'], 'rough-consensus'], [[], 'consensus']] as const)(
  '[consensus-22] after %j it is %s', (statuses, outcome) => {
    expect(findConsensus(wanted, record(...statuses), '/')).toMatchObject({ ok: true, value: { outcome } })
  })

test('[consensus-22] that there is none can be found at any time, and always with words', () => {
  expect(findConsensus({ ...wanted, reached: false }, record('raised'), '/')).toMatchObject({ value: { outcome: 'no-consensus' } })
  expect(findConsensus({ ...wanted, statement: ' ' }, record(), '/')).toMatchObject({ refusal: { code: 'statement-missing' } })
  expect(findConsensus({ ...wanted, reason: '' }, record(), '/')).toMatchObject({ refusal: { code: 'reason-missing' } })
})

test('[consensus-22] the record says who spoke, what became of each objection and what each instrument said', () => {
  const found = findConsensus(wanted, record('proceeds'), '/')
  expect(found.ok && found.value.record).toEqual([
    '3 of 4 participating seats spoke.', 'Objection 1 of Kenya was answered and work proceeds in spite of it.',
    'Straw poll 1: 3 of 4 seats answered. 2 can live with it, 1 cannot, each with a reason.',
  ])
  const quiet = findConsensus(wanted, { objections: [], polls: [], seats: 1, heard: 0 }, '/')
  expect(quiet.ok && quiet.value.record).toEqual(['0 of 1 participating seat spoke.', 'Nobody objected.'])
})
