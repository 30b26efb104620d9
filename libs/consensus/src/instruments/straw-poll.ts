import { accept } from '@plenary/kernel'
import { distribution, heardInWords, type Instrument, type Option } from '../instrument.ts'

const options: readonly Option[] = [
  { code: 'can-live', name: 'Can live with it', side: 'favour', reason: 'optional' },
  { code: 'cannot-live', name: 'Cannot live with it', side: 'against', reason: 'required' },
]

/** Where issues hide: who cannot live with it, and why. The negative side gives its reason, so that there is something to work on. */
export const strawPoll: Instrument = {
  title: 'Straw poll',
  use: 'Where do issues hide? Asks who cannot live with something, and why. Ask again after changes.',
  binds: 'advisory',
  bindsInWords: 'Advises and decides nothing. Each reason is to be answered.',
  silence: 'A seat that says nothing is not heard; it counts for no side.',
  names: 'everyone',
  shows: 'at close',
  minimum: 'PT0S',
  takesBack: true,
  options: () => options,
  opens: () => accept(true),
  close(seats, answers) {
    const { lines, silent } = distribution(seats, answers, options)
    const [live, cannot] = lines.map(line => line.count) as [number, number]
    const outcome = live + cannot === 0 ? 'nobody' : cannot === 0 ? 'all-can-live' : 'issues'
    return {
      outcome, carries: null, lines, silent, rounds: [], pairs: [],
      sentence: `${heardInWords(seats.length, silent.length)} ${live} can live with it, ${cannot} cannot${cannot === 0 ? '.' : ', each with a reason.'}`,
    }
  },
}
