import { InvitationsService, Transactions } from '@plenary/api/context'
import { BadInput, type Command } from '../command.ts'
import { withHouse } from '../house.ts'
import { argumentsOf } from '../input.ts'

/** Invites somebody who can then let everybody else in. */
export const invite: Command = {
  usage: 'invite <e-mail> --administrator',
  summary: 'Prints a link by which an administrator sets a password. It works once, for seven days.',
  run(args, output) {
    const { rest: [email, ...more], values } = argumentsOf(args, { '--administrator': 0 })
    if (!email || more.length > 0 || !values['--administrator']) throw new BadInput(`Usage: ${invite.usage}. Everybody else is invited in the app, by those who may.`)
    return withHouse(async context => {
      const invited = await context.get(Transactions).run(tx => context.get(InvitationsService).inviteAdministrator(tx, email, email.split('@')[0] ?? email))
      if (!invited.ok) throw new BadInput(invited.refusal.message)
      output.result(invited.value.url)
      return 0
    })
  },
}
