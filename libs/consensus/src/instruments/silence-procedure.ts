import { accept, refusal } from '@plenary/kernel'
import { listed } from '@plenary/process'
import { distribution, seatsInWords, type Instrument, type Option } from '../instrument.ts'

const options: readonly Option[] = [{ code: 'break', name: 'Break the silence', side: 'against', reason: 'required' }]

/** Adopts what is proposed unless somebody breaks the silence. For what is urgent or undisputed; never on a text with open objections. */
export const silenceProcedure: Instrument = {
  title: 'Silence procedure',
  use: 'Adopts something urgent or undisputed, unless somebody breaks the silence before the deadline.',
  binds: 'decides',
  bindsInWords: 'Decides: without a break, and with no objection standing, what is proposed is adopted at the deadline.',
  silence: 'Silence is agreement.',
  names: 'everyone',
  shows: 'at once',
  minimum: null,
  takesBack: true,
  options: () => options,
  opens: (_, { openObjections }) => (openObjections === 0 ? accept(true) : refusal('objections-open',
    `A silence procedure is for undisputed texts; ${openObjections === 1 ? 'an objection stands' : `${openObjections} objections stand`} on this one.`)),
  close(seats, answers, _, { openObjections }) {
    const { lines } = distribution(seats, answers, options)
    const broken = lines[0]?.seats ?? []
    const rest = { lines, silent: seats.filter(({ name }) => !broken.includes(name)).map(one => one.name), rounds: [], pairs: [] }
    if (broken.length > 0) return { ...rest, outcome: 'broken', carries: false, sentence: `Not adopted: the silence was broken by ${listed(broken)}.` }
    if (openObjections > 0) return { ...rest, outcome: 'objection', carries: false, sentence: 'Not adopted: an objection stands on the text.' }
    return { ...rest, outcome: 'adopted', carries: true, sentence: `Adopted by silence: none of ${seatsInWords(seats.length)} broke it before the deadline.` }
  },
}
