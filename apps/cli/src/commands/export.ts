import { writeFileSync } from 'node:fs'
import { PeopleService, RecordService, Transactions } from '@plenary/api/context'
import { BadInput, type Command } from '../command.ts'
import { withHouse } from '../house.ts'
import { argumentsOf } from '../input.ts'

/** Writes the whole record of a draft into a file. */
export const exportCommand: Command = {
  usage: 'export <draft> <file.zip> [--as <e-mail>]',
  summary: 'Writes the record of a draft, as far as this person (else: the public) may see it.',
  run(args, output) {
    const { rest: [draftId, file, ...more], values } = argumentsOf(args, { '--as': 1 })
    if (!draftId || !file || more.length > 0) throw new BadInput(`Usage: ${exportCommand.usage}`)
    return withHouse(async context => {
      const [email] = values['--as'] ?? []
      const person = email ? await context.get(Transactions).read(tx => context.get(PeopleService).withEmail(tx, email)) : null
      if (email && !person) throw new BadInput(`Nobody has the e-mail address ${email}.`)
      const viewer = person && email ? { personId: person.id, sessionId: null, name: person.name, email, isAdministrator: false } : null
      const bundle = await context.get(RecordService).bundle(viewer, draftId)
      if (!bundle) throw new BadInput('There is no such draft, or its record is not open to this person.')
      writeFileSync(file, bundle)
      output.note(`${file}: ${bundle.length} bytes`)
      return 0
    })
  },
}
