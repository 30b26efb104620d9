import { BackupService, BadBackup } from '@plenary/api/context'
import { BadInput, type Command } from '../command.ts'
import { withHouse } from '../house.ts'
import { argumentsOf } from '../input.ts'

/** Writes everything that the house holds into one file. */
export const backup: Command = {
  usage: 'backup <file>',
  summary: 'Writes the whole database into a file, as it is at this instant, while everybody goes on working.',
  run(args, output) {
    const { rest: [file, ...more] } = argumentsOf(args, {})
    if (!file || more.length > 0) throw new BadInput(`Usage: ${backup.usage}`)
    return withHouse(async context => {
      const rows = await context.get(BackupService).write(file, (table, count) => { if (count > 0) output.note(`${table}: ${count}`) })
        .catch((error: unknown) => { throw error instanceof BadBackup ? new BadInput(error.message) : error })
      output.result(JSON.stringify({ file, rows }))
      return 0
    })
  },
}
