import { accept, refusal } from '@plenary/kernel'
import { heardInWords, type Instrument, type Option } from '../instrument.ts'
import { beatsAll, pairwise, runoff } from '../runoff.ts'

/** The code of the option that none of the others should go forward. */
export const none = 'none'
const most = 9

/** Which of several wordings goes forward, by ranking: an instant runoff, and the pairwise table beside it. */
export const rankedChoice: Instrument = {
  title: 'Ranked choice',
  use: 'Which of several wordings goes forward? Each seat ranks them; equal ranks are allowed, and “none of these” is one of the options.',
  binds: 'advisory',
  bindsInWords: 'Advises; the chair takes it up or says why not.',
  silence: 'A seat that says nothing is not heard. An answer that names none of the options left leaves the count.',
  names: 'everyone',
  shows: 'at close',
  minimum: 'PT0S',
  takesBack: true,
  options: given => [
    ...given.map((name, index): Option => ({ code: String(index + 1), name, side: 'favour', reason: 'optional' })),
    { code: none, name: 'None of these', side: 'against', reason: 'optional' },
  ],
  opens: ({ options }) => {
    const named = options.map(option => option.trim())
    if (named.length < 2 || named.some(option => option === '')) return refusal('options-missing', 'A ranked choice needs at least two options, each with words.')
    if (named.length > most) return refusal('too-many-options', `At most ${most} options can be ranked.`)
    return new Set(named).size === named.length ? accept(true) : refusal('same-option', 'Two options have the same words.')
  },
  close(seats, answers, options) {
    const heard = answers.filter(answer => seats.some(({ seat }) => seat === answer.seat))
    const rankings = heard.map(answer => answer.ranking)
    const { winner, rounds } = runoff(rankings, options)
    const pairs = pairwise(rankings, options)
    const nameOf = (code: string): string => options.find(option => option.code === code)?.name ?? code
    const silent = seats.filter(({ seat }) => !heard.some(answer => answer.seat === seat)).map(one => one.name)
    const favourite = beatsAll(pairs, options)
    const last = rounds.at(-1)!
    const figure = last.counts.find(({ code }) => code === winner)?.figure
    const end = heard.length === 0 ? 'Nobody ranked the options.' : winner === null ? 'A tie: no option leads.'
      : winner === none ? `None of these goes forward: ${figure} of ${last.base} in round ${rounds.length}.`
        : `“${nameOf(winner)}” goes forward: ${figure} of ${last.base} in round ${rounds.length}.`
    const pair = heard.length === 0 || favourite === winner ? '' : favourite === null
      ? ' Compared two by two, no option beats all others.' : ` Compared two by two, “${nameOf(favourite)}” beats every other; look at the table.`
    const first = (code: string): readonly string[] => heard.filter(answer => answer.ranking[0]?.includes(code)).map(answer => seats.find(({ seat }) => seat === answer.seat)!.name)
    return {
      outcome: heard.length === 0 ? 'nobody' : winner === null ? 'tie' : winner, carries: null, silent, rounds, pairs,
      lines: options.map(({ code, name, side }) => ({ code, name, side, count: first(code).length, seats: first(code) })),
      sentence: `${end} ${heardInWords(seats.length, silent.length)}${pair}`,
    }
  },
}
