import { isInScope } from '@plenary/ballots'
import { isOutOfScope } from './scope.ts'

const round = { changed: ['a'], openNegatives: ['b'] } as never

test.each([[[]], [['a']], [['b']], [['c']], [['c', 'b']]])('a reason about %j is told to be out of scope exactly when it is not counted', parts => {
  expect(isOutOfScope({ recirculation: round }, parts)).toBe(!isInScope(round, parts))
  expect(isOutOfScope({ recirculation: null }, parts)).toBe(false)
})
