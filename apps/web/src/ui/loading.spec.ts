import { untilLoaded } from './loading.ts'

const soon = (): number => 0

test('code that does not come is asked for again until it does, and each failure is told', async () => {
  const answers = ['away', 'away', 'code']
  const pauses: number[] = []
  let failures = 0
  const load = async (): Promise<string> => {
    const answer = answers.shift()!
    if (answer === 'away') throw new TypeError('Failed to fetch dynamically imported module')
    return answer
  }
  const pause = (attempt: number): number => {
    pauses.push(attempt)
    return 0
  }
  expect(await untilLoaded(load, new AbortController().signal, () => { failures++ }, pause)).toBe('code')
  expect([failures, pauses]).toEqual([2, [1, 2]])
})

test('who leaves the page asks no more', async () => {
  const page = new AbortController()
  let asked = 0
  const load = async (): Promise<string> => {
    if (++asked === 3) page.abort()
    throw new TypeError('Failed to fetch dynamically imported module')
  }
  expect(await untilLoaded(load, page.signal, () => undefined, soon)).toBeNull()
  expect(asked).toBe(3)
})
