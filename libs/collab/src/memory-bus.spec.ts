import { describeBus } from './bus.contract.ts'
import { MemoryBus, MemoryExchange } from './memory-bus.ts'

describeBus('the bus in memory', async () => {
  const exchange = new MemoryExchange()
  return {
    buses: [new MemoryBus(exchange), new MemoryBus(exchange), new MemoryBus(exchange)],
    cut: async () => {
      exchange.isCut = true
      return async () => { exchange.isCut = false }
    },
  }
})
