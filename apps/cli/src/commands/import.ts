import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { type ImportedDraft, importDraft } from '@plenary/formats'
import { BadInput, type Command, type Output } from '../command.ts'
import { argumentsOf, bytesOf } from '../input.ts'
import { withHouse } from '../house.ts'

const summaryOf = ({ report }: ImportedDraft): string => JSON.stringify({
  kind: 'draft', format: report.format, items: report.items, byType: report.byType, unplaced: report.unplaced,
  warnings: [...report.gaps.map(gap => gap.reason), ...report.warnings],
})

function read(file: string): ImportedDraft {
  const read = importDraft(bytesOf(file), { name: path.basename(file), newId: randomUUID })
  if (!read.ok) throw new BadInput(read.refusal.message)
  return read.value
}

async function store(file: string, draftId: string, email: string, output: Output): Promise<number> {
  const imported = read(file)
  const { ImportsService, PeopleService, Transactions } = await import('@plenary/api/context')
  return withHouse(async context => {
    const person = await context.get(Transactions).read(tx => context.get(PeopleService).withEmail(tx, email))
    if (!person) throw new BadInput(`Nobody has the e-mail address ${email}.`)
    const viewer = { personId: person.id, sessionId: null, name: person.name, email, isAdministrator: false }
    const brought = await context.get(ImportsService).bring(viewer, { draftId, file: { fileName: path.basename(file), bytes: bytesOf(file) }, replace: false })
    if (!brought.ok) throw new BadInput(brought.refusal.message)
    output.result(summaryOf(imported))
    return 0
  })
}

/** Imports a text into a draft, or says what an import would bring. */
export const importCommand: Command = {
  usage: 'import draft <file> --dry-run | --into <draft> --as <e-mail>',
  summary: 'Imports a text into a draft, in the name of somebody who may. With --dry-run it needs no database and stores nothing.',
  run(args, output) {
    const { rest: [kind, file, ...more], values } = argumentsOf(args, { '--dry-run': 0, '--into': 1, '--as': 1 })
    if (kind !== 'draft') throw new BadInput(`There is no import of the kind “${kind ?? ''}” yet; there is: draft.`)
    if (!file || more.length > 0) throw new BadInput(`Usage: ${importCommand.usage}`)
    if (values['--dry-run']) {
      output.result(summaryOf(read(file)))
      return 0
    }
    const [draftId] = values['--into'] ?? []
    const [email] = values['--as'] ?? []
    if (!draftId || !email) throw new BadInput('Say into which draft and in whose name: --into <draft> --as <e-mail>.')
    return store(file, draftId, email, output)
  },
}
