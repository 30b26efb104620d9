import { seed as fill } from '@plenary/seeds'
import type { Command } from '../command.ts'
import { withHouse } from '../house.ts'

/** Fills an empty installation with the demo, once. */
export const seed: Command = {
  usage: 'seed',
  summary: 'Fills an empty installation with the demo, once.',
  run: (_args, output) => withHouse(async context => {
    const filled = await fill(context, sentence => output.note(`${sentence} …`))
    output.note(filled ? 'The demo is there.' : 'There is nothing to do: the demo is there already, or was removed.')
    return 0
  }),
}
