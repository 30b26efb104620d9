import type { Bus, Follower, News } from './bus.ts'

/** Buses of three instances that hear each other, with hands on what lies between. */
export interface BusesUnderTest {
  readonly buses: readonly [Bus, Bus, Bus]
  /** Cuts what lies between; the returned function joins it again. */
  cut(): Promise<() => Promise<void>>
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const words = (data: Uint8Array): string => new TextDecoder().decode(data)
const news = (room: string, from: number, ...texts: readonly string[]): News =>
  ({ room, from, to: from + texts.length - 1, updates: texts.map((text, i) => ({ seq: from + i, data: bytes(text), author: 'ada', clients: [7, 2 ** 32 - 1] })) })

/** What one instance hears of one room, in the order heard. */
class Ear implements Follower {
  readonly stored: News[] = []
  readonly present: string[] = []
  hearStored(heard: News): void { this.stored.push(heard) }
  hearPresent(heard: Uint8Array): void { this.present.push(words(heard)) }
  get texts(): string[] { return this.stored.flatMap(({ updates }) => updates?.map(({ data }) => words(data)) ?? ['to be read']) }
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + 10_000
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Never happened: ${what}`)
    await new Promise(resume => { setTimeout(resume, 2) })
  }
}

/** What every bus must do. Run for each implementation. */
export function describeBus(name: string, open: () => Promise<BusesUnderTest>): void {
  describe(name, () => {
    let world: BusesUnderTest
    let room = 0
    const fresh = (): string => `room ${name} ${++room}`
    beforeEach(async () => { world = await open() })
    afterEach(async () => { await Promise.all(world.buses.map(bus => bus.end())) })

    test('[collab-33] carries what was stored to the others who follow the text, whole and in the order said, and not back', async () => {
      const { buses: [one, two, three] } = world
      const [text, other] = [fresh(), fresh()]
      const [own, ear, elsewhere] = [new Ear(), new Ear(), new Ear()]
      await one.follow(text, own)
      await two.follow(text, ear)
      await three.follow(other, elsewhere)
      for (let i = 0; i < 50; i++) one.tellStored(news(text, 2 * i + 1, `a${i}`, `b${i}`))
      one.tellStored(news(other, 1, 'elsewhere'))
      await until('all was heard', () => ear.stored.length === 50 && elsewhere.stored.length === 1)
      expect(ear.texts).toEqual(Array.from({ length: 50 }, (_, i) => [`a${i}`, `b${i}`]).flat())
      expect(ear.stored[0]).toMatchObject({ room: text, from: 1, to: 2 })
      expect(ear.stored[0]?.updates?.map(({ seq, author, clients }) => [seq, author, clients])).toEqual([[1, 'ada', [7, 4_294_967_295]], [2, 'ada', [7, 4_294_967_295]]])
      expect([own.stored, elsewhere.texts]).toEqual([[], ['elsewhere']])
    })

    test('[collab-33] what was said before somebody follows is not heard, and nothing after they stopped', async () => {
      const { buses: [one, two, three] } = world
      const text = fresh()
      const [ear, witness] = [new Ear(), new Ear()]
      await three.follow(text, witness)
      one.tellStored(news(text, 1, 'before'))
      await until('it was said', () => witness.stored.length === 1)
      const leave = await two.follow(text, ear)
      one.tellStored(news(text, 2, 'during'))
      await until('it was heard', () => ear.stored.length === 1 && witness.stored.length === 2)
      leave()
      one.tellStored(news(text, 3, 'after'))
      await until('it was said', () => witness.stored.length === 3)
      expect(ear.texts).toEqual(['during'])
    })

    test('[collab-33] updates too large to carry arrive as their numbers, or whole', async () => {
      const { buses: [one, two] } = world
      const text = fresh()
      const ear = new Ear()
      await two.follow(text, ear)
      const large = 'x'.repeat(1024 * 1024)
      one.tellStored(news(text, 1, large))
      await until('it was heard', () => ear.stored.length === 1)
      expect([ear.stored[0]?.from, ear.stored[0]?.to, ['to be read', large].includes(ear.texts[0]!)]).toEqual([1, 1, true])
    })

    test('[collab-34] carries who is there to the others, and not back', async () => {
      const { buses: [one, two, three] } = world
      const text = fresh()
      const [own, ear, second] = [new Ear(), new Ear(), new Ear()]
      await one.follow(text, own)
      await two.follow(text, ear)
      await three.follow(text, second)
      one.tellPresent(text, bytes('Ada stands in article 3'))
      one.tellPresent(text, new Uint8Array())
      await until('both were heard', () => ear.present.length === 2 && second.present.length === 2)
      expect([ear.present, own.present]).toEqual([['Ada stands in article 3', ''], []])
    })

    test('[collab-35] says that it is not well while nothing passes, throws nothing, and carries again what is said afterwards', async () => {
      const { buses: [one, two] } = world
      const text = fresh()
      const ear = new Ear()
      await two.follow(text, ear)
      await until('they hear each other', () => one.isWell && two.isWell)
      const join = await world.cut()
      await until('both noticed', () => !one.isWell && !two.isWell)
      for (let i = 1; i <= 10; i++) one.tellStored(news(text, i, 'lost'))
      one.tellPresent(text, bytes('lost'))
      const meanwhile = new Ear()
      const another = fresh()
      await two.follow(another, meanwhile)
      await join()
      await until('both are well again', () => one.isWell && two.isWell)
      one.tellStored(news(text, 11, 'again'))
      one.tellStored(news(another, 1, 'here too'))
      await until('it was heard', () => ear.texts.includes('again') && meanwhile.texts.includes('here too'))
      let said = 0
      await until('who is there is heard', () => {
        if (said++ % 50 === 0) one.tellPresent(text, bytes('here again'))
        return ear.present.includes('here again')
      })
    })
  })
}
