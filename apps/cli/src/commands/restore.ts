import { BackupService, BadBackup, LedgerCheck } from '@plenary/api/context'
import { BadInput, type Command } from '../command.ts'
import { withHouse } from '../house.ts'
import { argumentsOf } from '../input.ts'

/** Fills an empty house from a backup. */
export const restore: Command = {
  usage: 'restore <file>',
  summary: 'Fills an empty database from a backup, all of it or nothing, and verifies the record before it is kept.',
  run(args, output) {
    const { rest: [file, ...more] } = argumentsOf(args, {})
    if (!file || more.length > 0) throw new BadInput(`Usage: ${restore.usage}`)
    return withHouse(async context => {
      let record = { chains: 0, entries: 0 }
      const rows = await context.get(BackupService).restore(file, (table, count) => { if (count > 0) output.note(`${table}: ${count}`) }, async tx => {
        output.note('verifying the record …')
        const { fault, ...checked } = await context.get(LedgerCheck).all(tx)
        if (fault !== null) throw new BadBackup(`The record in this backup does not hold, so nothing was restored. ${fault}`)
        record = checked
      }).catch((error: unknown) => { throw error instanceof BadBackup ? new BadInput(error.message) : error })
      output.result(JSON.stringify({ file, rows, ...record }))
      return 0
    })
  },
}
