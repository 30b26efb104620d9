import { accept } from '@plenary/kernel'
import { distribution, heardInWords, seatsInWords, type Instrument, type Option } from '../instrument.ts'

const options: readonly Option[] = [
  { code: 'strongly-favour', name: 'Strongly in favour', side: 'favour', reason: 'optional' },
  { code: 'favour', name: 'In favour', side: 'favour', reason: 'optional' },
  { code: 'neutral', name: 'Neutral', side: 'half', reason: 'optional' },
  { code: 'against', name: 'Against', side: 'against', reason: 'optional' },
  { code: 'strongly-against', name: 'Strongly against', side: 'against', reason: 'optional' },
]

/** How warm an idea is. It shows the distribution and counts strong opposition; it never makes a mean of it. */
export const temperatureCheck: Instrument = {
  title: 'Temperature check',
  use: 'How warm is an idea, before anybody works on it?',
  binds: 'advisory',
  bindsInWords: 'Advises and decides nothing.',
  silence: 'A seat that says nothing is not heard; it counts for no side.',
  names: 'officers',
  shows: 'at close',
  minimum: 'PT0S',
  takesBack: true,
  options: () => options,
  opens: () => accept(true),
  close(seats, answers) {
    const { lines, silent } = distribution(seats, answers, options)
    const said = lines.filter(line => line.count > 0).map(line => `${line.count} ${line.name.toLowerCase()}`)
    const strong = lines.find(line => line.code === 'strongly-against')?.count ?? 0
    const opposition = strong === 0 ? 'Nobody is strongly against.' : `Strong opposition: ${seatsInWords(strong)}.`
    const nobody = said.length === 0
    return {
      outcome: nobody ? 'nobody' : 'heard', carries: null, lines, silent, rounds: [], pairs: [],
      sentence: nobody ? `${heardInWords(seats.length, silent.length)} Nothing can be said.` : `${heardInWords(seats.length, silent.length)} ${said.join(', ')}. ${opposition}`,
    }
  },
}
