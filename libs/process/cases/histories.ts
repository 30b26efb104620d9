import { readHistory, type DocumentHistory } from '../src/history.ts'
import { editionsOf } from '../src/rulebooks/index.ts'
import { replay, type RefusedEvent } from '../src/replay.ts'
import data from './histories.json' with { type: 'json' }

/** The real histories of the house, with the facts their sources print. */
export const histories: readonly DocumentHistory[] = (data as readonly unknown[]).map((item, index) => {
  const read = readHistory(item, index)
  if (!read.ok) throw new Error(read.refusal.message)
  return read.value
})

export const historiesOf = (rulebook: string): readonly DocumentHistory[] => histories.filter(one => one.rulebook === rulebook)
export const held = (history: DocumentHistory): readonly RefusedEvent[] => replay(editionsOf(history.rulebook), history)

/** A history told otherwise, with the place and the code of the first refusal it must meet. */
export interface Falsified {
  readonly what: string
  readonly history: DocumentHistory
  readonly index: number
  readonly code: RefusedEvent['code']
}

const changed = (history: DocumentHistory, index: number, change: Partial<DocumentHistory['events'][number]>): DocumentHistory =>
  ({ ...history, events: history.events.map((event, at) => (at === index ? { ...event, ...change } : event)) })

const dayBefore = (date: string, days: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day - days)).toISOString().slice(0, 10)
}

/** Where moves lead from a stage, however far. Written here a second time, so that a fault in the house's own search is seen. */
function ahead(rulebook: string, from: string): ReadonlySet<string> {
  const found = new Set<string>()
  const walk = (code: string): void => {
    if (found.has(code)) return
    found.add(code)
    for (const book of editionsOf(rulebook)) for (const move of book.moves) if (move.from === code) walk(move.to)
  }
  walk(from)
  return found
}

const canonical = (rulebook: string, code: string): string =>
  editionsOf(rulebook).flatMap(book => book.stages).find(stage => stage.code === code || stage.aliases?.includes(code) === true)?.code ?? code

/** Every falsification that the histories allow, of four kinds: a stage swapped, a stage invented, a date moved, a result turned. */
export function falsifications(): readonly Falsified[] {
  return histories.flatMap(history => history.events.flatMap((event, index): readonly Falsified[] => {
    const all: Falsified[] = [
      { what: 'a stage that nobody knows', history: changed(history, index, { stage: `${event.stage}x9` }), index, code: 'unknown-stage' },
    ]
    const before = history.events[index - 1]
    if (before === undefined) return all
    const here = canonical(history.rulebook, before.stage)
    const reached = ahead(history.rulebook, here)
    // Every edition's stages are asked, so that the swap is a stage the rulebook knows at that date.
    const books = editionsOf(history.rulebook)
    const everywhere = (code: string): boolean => books.every(book => book.stages.some(one => one.code === code))
    const beyond = books[0]?.stages.find(stage => !reached.has(stage.code) && everywhere(stage.code))
    if (beyond !== undefined) all.push({ what: 'a stage that no move leads to', history: changed(history, index, { stage: beyond.code }), index, code: 'not-permitted' })
    for (const days of [1, 40, 400]) {
      all.push({ what: `a date ${days} days before the event it follows`, history: changed(history, index, { date: dayBefore(before.date, days) }), index, code: 'too-soon' })
    }
    return [...all, ...turned(history, index)]
  }))
}

// What the printed figures become when the result is turned, by the words of the source.
const mirrored: Readonly<Record<string, string>> = {
  '24/32 and 10/71': '17/32 and 18/69', '60-18': '18-60', '66-5-11': '5-66-11', '16 of 16, 0 of 23': '7 of 16, 9 of 23',
  'adopted by 20 members, 66 %': 'adopted by 14 members, 66 %', 'adopted 39-0-0': 'adopted 20-19-0', '53 % of P-votes, 26 % negative: failed': '75 % of P-votes, 14 % negative: failed',
}

function turned(history: DocumentHistory, index: number): readonly Falsified[] {
  const { event: words = '', stage } = history.events[index] as DocumentHistory['events'][number]
  const ballots = editionsOf(history.rulebook).flatMap(book => book.ballots)
  const decides = (code: string): boolean => ballots.some(ballot => ballot.passed?.includes(code) === true || ballot.lost?.includes(code) === true)
  const all: Falsified[] = []
  const other = mirrored[words]
  if (other !== undefined) {
    const told = /adopted|failed/.test(words) || decides(stage) ? index : history.events.findIndex((one, at) => at > index && decides(one.stage))
    if (told >= 0) all.push({ what: 'figures turned', history: changed(history, index, { event: other }), index: told, code: 'rule' })
  }
  return all
}
