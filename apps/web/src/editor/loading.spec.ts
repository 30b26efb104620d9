import { loaded, type Trouble } from './loading.ts'

const gone = async (): Promise<never> => { throw new TypeError('Failed to fetch dynamically imported module') }

test('code that comes is given, and nothing is said', async () => {
  const trouble: Trouble = { tell: () => { throw new Error('said') }, reachable: gone, reload: () => { throw new Error('loaded again') } }
  expect(await loaded(async () => 'code', new AbortController().signal, trouble)).toBe('code')
})

test('code that did not come is not asked for again; the page is loaded again when the server answers, and not before', async () => {
  const page = new AbortController()
  const acts: string[] = []
  const answers = [false, false, true]
  const trouble: Trouble = {
    tell: () => { acts.push('told') },
    reachable: async () => answers.shift() ?? true,
    reload: () => {
      acts.push('loaded again')
      page.abort()
    },
    pause: attempt => {
      acts.push(`pause ${attempt}`)
      return 0
    },
  }
  const load = (): Promise<never> => {
    acts.push('asked')
    return gone()
  }
  expect(await loaded(load, page.signal, trouble)).toBeNull()
  expect(acts).toEqual(['asked', 'told', 'pause 1', 'told', 'pause 2', 'told', 'pause 3', 'loaded again'])
})

test('who leaves the page waits no more', async () => {
  const page = new AbortController()
  const trouble: Trouble = { tell: () => page.abort(), reachable: async () => true, reload: () => { throw new Error('loaded again') }, pause: () => 0 }
  expect(await loaded(gone, page.signal, trouble)).toBeNull()
})
