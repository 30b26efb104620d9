import { describeLog } from './log.contract.ts'
import { MemoryLog } from './memory-log.ts'

describeLog('the log in memory', async () => {
  const revoked = new Set<string>()
  const log = new MemoryLog(person => !revoked.has(person))
  log.createRoom('one')
  log.createRoom('two')
  return {
    log, rooms: ['one', 'two'], noRoom: 'nowhere', people: ['ada', 'ben'],
    setLocked: async (room, locked) => log.setLocked(room, locked),
    revoke: async person => { revoked.add(person) },
    hold: async room => {
      const release = log.hold(room)
      return async () => release()
    },
  }
})
