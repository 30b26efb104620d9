import { accept } from '@plenary/kernel'
import { distribution, seatsInWords, type Instrument, type Option } from '../instrument.ts'

const options: readonly Option[] = [
  { code: 'no-comment', name: 'No comment', side: 'favour', reason: 'optional' },
  { code: 'editorial', name: 'Editorial comment', side: 'half', reason: 'required' },
  { code: 'substantive', name: 'Substantive comment', side: 'against', reason: 'required' },
]

/** Whether anything of substance is left. Silence is no objection, and a comment on spelling blocks nothing. */
export const lastCall: Instrument = {
  title: 'Last call',
  use: 'Is anything of substance left to be said, before the text moves on?',
  binds: 'gate',
  bindsInWords: 'Opens the gate of a last call, if nobody has a comment of substance. Editorial comments go to the drafters and block nothing.',
  silence: 'Silence is no objection.',
  names: 'everyone',
  shows: 'at once',
  minimum: 'P7D',
  takesBack: true,
  options: () => options,
  opens: () => accept(true),
  close(seats, answers) {
    const { lines, silent } = distribution(seats, answers, options)
    const [none, editorial, substantive] = lines.map(line => line.count) as [number, number, number]
    const end = substantive === 0 ? 'Nothing of substance is left.' : `Something of substance is left: ${substantive === 1 ? '1 comment is' : `${substantive} comments are`} to be dealt with.`
    return {
      outcome: substantive === 0 ? 'clear' : 'substantive', carries: substantive === 0, lines, silent, rounds: [], pairs: [],
      sentence: `${end} Substantive: ${substantive}; editorial: ${editorial}; no comment: ${none}; silent: ${seatsInWords(silent.length)}, which is no objection.`,
    }
  },
}
