import { accept, refusal } from '@plenary/kernel'
import { distribution, heardInWords, type Instrument, type Option } from '../instrument.ts'

const options: readonly Option[] = [
  { code: 'consent', name: 'Consent', side: 'favour', reason: 'optional' },
  { code: 'concern', name: 'Consent with a concern', side: 'half', reason: 'required' },
  { code: 'object', name: 'Object', side: 'against', reason: 'required' },
]

/** Whether there is a reasoned objection: good enough for now, safe enough to try. What is decided so gets a day on which it is looked at again. */
export const consentRound: Instrument = {
  title: 'Consent round',
  use: 'Is there a reasoned objection to a working decision? Good enough for now, safe enough to try.',
  binds: 'decides',
  bindsInWords: 'Decides, if nobody objects and at least half of the seats were heard. The decision is looked at again on its review date.',
  silence: 'A seat that says nothing has not consented; at least half of the seats must be heard.',
  names: 'everyone',
  shows: 'at once',
  minimum: 'PT0S',
  takesBack: true,
  options: () => options,
  opens: ({ reviewOn, closesAt }) => {
    if (reviewOn === null) return refusal('review-missing', 'A decision by consent gets a review date: say when it is looked at again.')
    return reviewOn > closesAt ? accept(true) : refusal('review-too-early', 'The review date lies after the close of the round.')
  },
  close(seats, answers) {
    const { lines, silent } = distribution(seats, answers, options)
    const [consent, concern, object] = lines.map(line => line.count) as [number, number, number]
    const heard = 2 * (seats.length - silent.length) >= seats.length && seats.length > silent.length
    const outcome = object > 0 ? 'objected' : heard ? 'consent' : 'not-heard'
    const end = { objected: 'Not decided: an objection is to be worked in.', consent: 'Decided by consent: nobody objects.', 'not-heard': 'Not decided: fewer than half of the seats were heard.' }[outcome]
    return {
      outcome, carries: outcome === 'consent', lines, silent, rounds: [], pairs: [],
      sentence: `${end} ${heardInWords(seats.length, silent.length)} ${consent} consent, ${concern} with a concern, ${object} object.`,
    }
  },
}
