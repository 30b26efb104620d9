import { Broadcast, type Listener } from './broadcast.ts'
import { frameOf, joined, updateFrame, type Frame } from './frames.ts'

/** A socket that notes each write. */
class Noted implements Listener {
  readonly writes: Frame[] = []
  private kept: Frame[] = []

  keep(frame: Frame): void { this.kept.push(frame) }
  send(frame: Frame): void { this.release(frame) }
  release(frame: Frame | null): void {
    const frames = frame ? [...this.kept, frame] : this.kept
    this.kept = []
    if (frames.length > 0) this.writes.push(joined(frames))
  }
}

const bytes = (word: string): Uint8Array => new TextEncoder().encode(word)
const turn = (): Promise<void> => new Promise(resolve => { setImmediate(resolve) })

function room(size: number, windowMs = 0): { sockets: Noted[]; broadcast: Broadcast<Noted> } {
  const sockets = Array.from({ length: size }, () => new Noted())
  return { sockets, broadcast: new Broadcast(new Set(sockets), { windowFor: () => windowMs }) }
}

test('[collab-37] what is written in one turn reaches each socket in one write, the same memory for all', async () => {
  const { sockets: [writer, one, two], broadcast } = room(3)
  broadcast.say(bytes('a'), writer!)
  broadcast.say(bytes('b'), writer!)
  await turn()
  expect(one!.writes).toEqual([joined([updateFrame(bytes('a')), updateFrame(bytes('b'))])])
  expect(two!.writes[0]).toBe(one!.writes[0])
  expect(writer!.writes).toEqual([])
})

test('[collab-7] [collab-37] writers hear each other, not themselves, and their answers come along in the same write', async () => {
  const { sockets: [ada, ben, rita], broadcast } = room(3)
  broadcast.say(bytes('ada'), ada!)
  broadcast.say(bytes('ben'), ben!)
  const answer = frameOf(bytes('saved'))
  ada!.keep(answer)
  broadcast.answer(ada!)
  broadcast.sayNow()
  expect(ada!.writes).toEqual([joined([answer, updateFrame(bytes('ben'))])])
  expect(ben!.writes).toEqual([updateFrame(bytes('ada'))])
  expect(rita!.writes).toEqual([joined([updateFrame(bytes('ada')), updateFrame(bytes('ben'))])])
})

test('[collab-37] within a window everything is gathered; the first word after a pause does not wait for one', async () => {
  const { sockets: [writer, reader], broadcast } = room(2, 60_000)
  broadcast.say(bytes('first'), writer!)
  broadcast.sayNow()
  expect(reader!.writes).toHaveLength(1)
  broadcast.say(bytes('second'), writer!)
  broadcast.say(bytes('third'), writer!)
  broadcast.sayNow()
  await turn()
  expect(reader!.writes).toHaveLength(1)
  broadcast.end()
  expect(reader!.writes).toEqual([updateFrame(bytes('first')), joined([updateFrame(bytes('second')), updateFrame(bytes('third'))])])
})

test('[collab-37] what can wait leaves with the next update, in the same write, and does not hold it up', async () => {
  const { sockets: [writer, reader], broadcast } = room(2)
  const place = frameOf(bytes('place'))
  broadcast.accompany(place, 60_000)
  await turn()
  expect(reader!.writes).toEqual([])
  broadcast.say(bytes('a'), writer!)
  broadcast.sayNow()
  expect(reader!.writes).toEqual([joined([place, updateFrame(bytes('a'))])])
  expect(writer!.writes).toEqual([place])
})

test('[collab-37] what can wait leaves alone when nobody writes', async () => {
  const { sockets: [reader], broadcast } = room(1)
  const place = frameOf(bytes('place'))
  broadcast.accompany(place, 1)
  await new Promise<void>(resolve => {
    reader!.release = frame => {
      reader!.writes.push(frame!)
      resolve()
    }
  })
  expect(reader!.writes).toEqual([place])
  broadcast.accompany(place, 60_000)
  broadcast.end()
  expect(reader!.writes).toEqual([place, place])
})
