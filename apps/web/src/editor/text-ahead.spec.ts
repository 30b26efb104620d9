import { updatesIn } from './text-ahead.ts'

const body = (...bytes: number[]): ArrayBuffer => new Uint8Array(bytes).buffer

test('a text sent ahead is its updates, each after its length', () => {
  expect(updatesIn(body(0, 0, 0, 2, 7, 8, 0, 0, 0, 0, 0, 0, 0, 1, 9))?.map(update => [...update])).toEqual([[7, 8], [], [9]])
  expect(updatesIn(body())).toEqual([])
})

test.each([[[0, 0, 0]], [[0, 0, 0, 3, 1, 2]], [[0, 0, 0, 0, 0]]])('a body that was cut is no text: %p', bytes => {
  expect(updatesIn(body(...bytes))).toBeNull()
})
