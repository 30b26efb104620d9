import { Tide } from './tide.ts'

const moves = (tide: Tide, texts: number): void => { for (let i = 0; i < texts; i++) tide.move() }
const limits = { texts: 3, quietMs: 1 }

test('[collab-40] when many texts were opened or closed and it is quiet, it is said once', async () => {
  let turned = 0
  const tide = await new Promise<Tide>(resolve => {
    const said = new Tide(() => false, () => { turned++; resolve(said) }, limits)
    moves(said, 7)
  })
  expect(turned).toBe(1)
  tide.end()
})

test('[collab-40] nothing is said for a few texts', async () => {
  let turned = 0
  const few = new Tide(() => false, () => { turned++ }, limits)
  moves(few, 2)
  // Another one, begun later, has turned when the first would have.
  await new Promise<void>(resolve => { moves(new Tide(() => false, resolve, limits), 3) })
  expect(turned).toBe(0)
})

test('[collab-40] as long as the process is busy it waits', async () => {
  const looks: boolean[] = []
  const isBusy = (): boolean => looks.push(looks.length < 3) <= 3
  await new Promise<void>(resolve => { moves(new Tide(isBusy, resolve, limits), 3) })
  expect(looks).toEqual([true, true, true, false])
})
