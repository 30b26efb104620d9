import { describeBus } from '@plenary/collab/bus-contract'
import { Redis } from '../../../../tests/redis.ts'
import { readNews, writeNews } from './news.ts'
import { RedisBus } from './redis-bus.ts'

let redis: Redis
beforeAll(async () => { redis = await Redis.start() }, 60_000)
afterAll(() => redis.end())

describeBus('the bus over Redis', async () => {
  const open = (): RedisBus => new RedisBus({ url: redis.url, report: () => undefined })
  const buses = [open(), open(), open()] as const
  while (!buses.every(bus => bus.isWell)) await new Promise(resume => { setTimeout(resume, 5) })
  return {
    buses,
    cut: async () => {
      await redis.process.kill()
      return async () => { await redis.process.start() }
    },
  }
})

test('[collab-33] bytes that are no news are passed over', () => {
  const news = { room: 'a', from: 1, to: 1, updates: [{ seq: 1, data: Uint8Array.of(1, 2), author: 'ada', clients: [7] }] }
  const bytes = writeNews('one', news)
  expect(readNews(bytes)).toEqual({ origin: 'one', ...news })
  for (let cut = 0; cut < bytes.length; cut++) expect(readNews(bytes.subarray(0, cut))).toBeNull()
  expect(readNews(Buffer.concat([bytes, Buffer.of(0)]))).toBeNull()
})
