import { MemoryBus, MemoryExchange, type Bus, type News } from '@plenary/collab'
import { RawClient, stockClient, textOf, until } from './clients.ts'
import { openWorld, type World } from './world.ts'

/** A bus that does to what it says whatever the test wants: keeps it back, says it twice, in another order. */
class Unreliable extends MemoryBus {
  readonly kept: News[] = []
  keeps = false

  override tellStored(news: News): void {
    if (this.keeps) this.kept.push(news)
    else super.tellStored(news)
  }

  say(news: News): void { super.tellStored(news) }
}

async function twoWorlds(pollMs = 0): Promise<{ exchange: MemoryExchange; bus: Unreliable; here: World; there: World }> {
  const exchange = new MemoryExchange()
  const [bus, other]: [Unreliable, Bus] = [new Unreliable(exchange), new MemoryBus(exchange)]
  const here = await openWorld({ bus, pollMs })
  return { exchange, bus, here, there: await openWorld({ bus: other, beside: here, pollMs }) }
}

async function inside(url: string, person: string) {
  const client = stockClient(url, person)
  await until(`${person} has the text`, () => client.provider.synced)
  return client
}

test('[collab-33] two people on two instances see each other at once, without a look at the log', async () => {
  const { here, there } = await twoWorlds()
  const [ada, ben] = [await inside(here.url, 'ada'), await inside(there.url, 'ben')]
  ada.doc.getText('t').insert(0, 'from here ')
  await until('ben sees it', () => textOf(ben.doc).includes('from here'))
  ben.doc.getText('t').insert(0, 'from there ')
  await until('ada sees it', () => textOf(ada.doc).includes('from there'))
  expect([textOf(ada.doc), here.faults, there.faults]).toEqual([textOf(ben.doc), [], []])
})

test('[collab-36] what is told late, twice, in another order or not at all leaves no hole', async () => {
  const { bus, here, there } = await twoWorlds()
  const [ada, ben] = [await inside(here.url, 'ada'), await inside(there.url, 'ben')]
  bus.keeps = true
  for (const word of ['one ', 'two ', 'three ', 'four ']) {
    ada.doc.getText('t').insert(textOf(ada.doc).length, word)
    const kept = bus.kept.length
    await until('it is stored', () => bus.kept.length > kept)
  }
  const [first, , third, fourth] = bus.kept
  bus.say(third!)
  await until('the hole is healed from the log', () => textOf(ben.doc) === 'one two three four ')
  for (const news of [fourth!, first!, third!]) bus.say(news)
  ben.doc.getText('t').insert(0, 'zero ')
  await until('both say the same', () => textOf(ada.doc) === 'zero one two three four ')
  expect(there.faults).toEqual([])
})

test('[collab-35] while nobody can be heard the log is looked at, and nothing is lost', async () => {
  const { exchange, here, there } = await twoWorlds(20)
  const [ada, ben] = [await inside(here.url, 'ada'), await inside(there.url, 'ben')]
  exchange.isCut = true
  ada.doc.getText('t').insert(0, 'unheard ')
  ben.doc.getText('t').insert(0, 'neither ')
  await until('both see both', () => [ada, ben].every(({ doc }) => textOf(doc).includes('unheard ') && textOf(doc).includes('neither ')))
  expect(textOf(ada.doc)).toBe(textOf(ben.doc))
})

test('[collab-34] people on other instances are there under the names of their sessions, move, go, and are shown to who comes later', async () => {
  const { here, there } = await twoWorlds()
  const [ada, ben] = [await inside(here.url, 'ada'), await inside(there.url, 'ben')]
  const seenBy = (client: typeof ben) => client.provider.awareness.getStates().get(ada.doc.clientID) as { place?: string } | undefined
  ada.provider.awareness.setLocalState({ user: { name: 'The Chair' }, place: 'c1' })
  await until('ben sees ada', () => seenBy(ben)?.place === 'c1')
  expect(seenBy(ben)).toEqual({ user: { id: 'ada', name: 'Name of ada', color: '#123456' }, place: 'c1' })
  const rita = await inside(there.url, 'rita')
  await until('rita sees ada', () => seenBy(rita)?.place === 'c1')
  ada.provider.awareness.setLocalStateField('place', 'c2')
  await until('both see her move', () => seenBy(ben)?.place === 'c2' && seenBy(rita)?.place === 'c2')
  ada.provider.disconnect()
  await until('both see her go', () => seenBy(ben) === undefined && seenBy(rita) === undefined)
})

test('[collab-34] an instance that is opened asks who is there; who moves over to another instance is there once', async () => {
  const { here, there } = await twoWorlds()
  const ada = await inside(here.url, 'ada')
  ada.provider.awareness.setLocalState({ place: 'c1' })
  await until('she is there', () => ada.provider.awareness.getStates().size === 1)
  const ben = await inside(there.url, 'ben')
  const seen = () => ben.provider.awareness.getStates().get(ada.doc.clientID) as { place?: string } | undefined
  await until('ben sees ada, who did not move', () => seen()?.place === 'c1')
  ada.provider.disconnect()
  ada.provider.serverUrl = there.url
  ada.provider.awareness.setLocalState({ place: 'c3' })
  ada.provider.connect()
  await until('ben sees her on his own instance', () => seen()?.place === 'c3' && ada.provider.synced)
  expect([...ben.provider.awareness.getStates().keys()].filter(client => client === ada.doc.clientID)).toHaveLength(1)
})

test('[collab-34] somebody on an instance that fell silent is forgotten', async () => {
  const { exchange, here, there } = await twoWorlds()
  const [ada, ben] = [await inside(here.url, 'ada'), await RawClient.open(there.url, 'ben')]
  ada.provider.awareness.setLocalState({ place: 'c1' })
  await until('ben hears of ada', () => ben.all('awareness').some(({ states }) => new TextDecoder().decode(states).includes('Name of ada')))
  exchange.isCut = true
  const room = () => there.rooms.visit('draft', open => open!.presence)
  ;(await room()).forgetTheSilent(performance.now() + 60_000)
  await until('ben hears that she is gone', () => new TextDecoder().decode(ben.all('awareness').at(-1)?.states).endsWith('null'))
  expect((await room()).everybody()).toBeNull()
})
