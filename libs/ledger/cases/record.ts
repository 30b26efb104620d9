import { createHash } from 'node:crypto'
import { actSections, appendTo, canonicalJson, conceal, hashOf, recordFormat, type DraftRecord, type PlacedOpening, type RecordedAct, type SealedEntry } from '../src/index.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
export const draft = '7f3c1f6e-2d0b-4a53-9d0e-0c8f6f1f2a11'
export const chain = `draft:${draft}`
export const opensAt = '2027-03-01T00:00:00.000000Z'
const closesAt = '2027-04-01T00:00:00.000000Z'

/** The parts of a bundle before they are written to files. */
export interface Sample { record: DraftRecord; entries: SealedEntry[]; openings: PlacedOpening[]; texts: Record<string, string> }

/**
 * A draft that was opened, moved with a reason, frozen, voted on by three seats (one changed its vote), decided and adopted. With proxies the seat of
 * Brazil gave its vote to that of Kenya and took it back, and that of Kenya gave its own to that of France, which cast it.
 */
export function sample(rule: { readonly id: string } & Readonly<Record<string, unknown>>, tallies: unknown, { proxies = false } = {}): Sample {
  const entries: SealedEntry[] = []
  const openings: PlacedOpening[] = []
  const closed = (path: string, value: unknown): object => {
    const { shown, opening } = conceal(value, sha256(`salt ${openings.length}`), sha256)
    openings.push({ chain, seq: entries.length + 1, path, ...opening })
    return shown
  }
  const act = (kind: string, facts: Record<string, unknown>): SealedEntry => {
    const at = `2027-03-02T10:00:00.${String(entries.length).padStart(6, '0')}Z`
    const entry = appendTo(entries.at(-1) ?? null, { chain, kind, actor: 'someone', at, facts }, sha256)
    entries.push(entry)
    return entry
  }
  const text = canonicalJson({ clauses: ['shall keep records'] })
  const roll = ['br', 'fr', 'ke'].map(seat => ({ seat, name: seat.toUpperCase(), weight: 1, category: null, jurisdiction: seat, population: null }))
  const votes = [['br', 'no'], ['fr', 'yes'], ['ke', 'no'], ['br', 'yes']] as const

  act('draft.opened', { stage: 'negotiation', title: 'Records' })
  const moved = act('stage.moved', { from: 'negotiation', to: 'adoption', direction: 'forward', overridden: ['cooling-off'], reason: closed('reason', 'It cannot wait') })
  const frozen = act('edition.frozen', { edition: 1, hash: sha256(text) })
  const opened = act('ballot.opened', {
    ballot: 'b1', edition: 1, hash: sha256(text), rule: rule.id, ruleHash: hashOf(rule, sha256), rollHash: hashOf(roll, sha256), opensAt, closesAt,
  })
  const given: RecordedAct[] = []
  const gives = (kind: string, facts: Record<string, string>, instruction?: string): void => {
    const entry = act(kind, { ballot: 'b1', ...facts, ...(instruction === undefined ? {} : { instruction: closed('instruction', instruction) }) })
    given.push({ act: kind, at: entry.at, facts: { ballot: 'b1', ...facts, ...(instruction === undefined ? {} : { instruction }) }, entry: entry.seq })
  }
  if (proxies) {
    gives('proxy.given', { seat: 'br', holder: 'ke' }, 'In favour')
    gives('proxy.takenBack', { seat: 'br', holder: 'ke' })
    gives('proxy.given', { seat: 'ke', holder: 'fr' }, 'Against')
  }
  const cast = votes.map(([seat, choice]) => {
    const by = proxies && seat === 'ke' ? { proxyHolder: 'fr' } : {}
    const entry = act('vote.cast', { ballot: 'b1', seat, choice: closed('choice', choice), reason: null, ...by })
    return { seat, choice, reason: null, at: entry.at, entry: entry.seq, ...by }
  })
  act('ballot.closed', { ballot: 'b1', outcome: 'approved' })
  const decided = act('decision.recorded', { decision: 'd1', number: 1, kind: 'adoption', outcome: 'approved' })
  const disposed = act('comment.decided', { comment: 'c1', disposition: 'accepted', reason: closed('reason', 'Clearer so') })
  act('edition.adopted', { edition: 1, hash: sha256(text) })

  const head = entries.at(-1) as SealedEntry
  const record: DraftRecord = {
    format: recordFormat,
    exportedAt: '2027-05-01T00:00:00Z',
    draft: {
      id: draft, title: 'Records', committee: { id: 'c', name: 'AI' }, rulebook: { id: 'harmonization', edition: '1' }, stage: 'adoption', phase: 'adoption',
      languages: ['en'], withdrawn: false,
    },
    heads: { [chain]: { seq: head.seq, hash: head.hash } },
    stages: [
      { from: null, to: 'negotiation', at: entries[0]?.at ?? '', takenBack: false, overridden: [], reason: null, entry: 1 },
      { from: 'negotiation', to: 'adoption', at: moved.at, takenBack: false, overridden: ['cooling-off'], reason: 'It cannot wait', entry: moved.seq },
    ],
    editions: [{ number: 1, hash: sha256(text), frozenAt: frozen.at, adopted: true, file: 'editions/1.json', entry: frozen.seq }],
    ballots: [{
      id: 'b1', edition: 1, editionHash: sha256(text), rule, opensAt, closesAt, roll, rollHash: hashOf(roll, sha256), context: {}, votes: cast, ...(proxies ? { proxies: given } : {}),
      result: { outcome: 'approved', tallies, sentence: 'Approved: 2 yes, 1 no.' }, entry: opened.seq,
    }],
    decisions: [{ id: 'd1', number: 1, kind: 'adoption', outcome: 'approved', reason: null, figures: '2 yes, 1 no', at: decided.at, entry: decided.seq }],
    comments: [{ id: 'c1', number: 1, type: 'editorial', body: 'keep', quote: 'keep', disposition: 'accepted', reason: 'Clearer so', entry: disposed.seq }],
  }
  return { record, entries, openings, texts: { 'editions/1.json': text } }
}

/** The files of a bundle, by path. */
export const filesOf = ({ record, entries, openings, texts }: Sample): Map<string, string> => new Map([
  ['record.json', JSON.stringify(record)], ['ledger.json', JSON.stringify(entries)], ['openings.json', JSON.stringify(openings)], ...Object.entries(texts),
])

/** The same draft, about which a seat objected, appealed and stated its dissent, and the chair found consensus; the record shows all of it. */
export function disputed(rule: Parameters<typeof sample>[0], tallies: unknown): Sample {
  const plain = sample(rule, tallies)
  const entries = [...plain.entries]
  const openings = [...plain.openings]
  const shown = new Map<number, Record<string, unknown>>()
  const act = (kind: string, open: Record<string, unknown>, closed: Record<string, unknown>): void => {
    const seq = entries.length + 1
    const facts: Record<string, unknown> = { ...open }
    for (const [path, value] of Object.entries(closed)) {
      const { shown: commitment, opening } = conceal(value, sha256(`salt ${openings.length}`), sha256)
      openings.push({ chain, seq, path, ...opening })
      facts[path] = commitment
    }
    entries.push(appendTo(entries.at(-1) ?? null, { chain, kind, actor: 'someone', at: `2027-04-0${seq % 9}T10:00:00.000000Z`, facts }, sha256))
    shown.set(seq, { ...open, ...closed })
  }
  act('objection.raised', { objection: 'o1', number: 1, seat: 'ke', clause: null, quote: null }, { reason: 'Too long', wouldClear: 'Three years' })
  act('objection.found', { objection: 'o1', number: 1, seat: 'ke', outcome: 'proceeds' }, { reason: 'It was answered' })
  act('appeal.filed', { appeal: 'a1', number: 1, against: 'the finding on objection 1', decision: null, objection: 'o1', seat: 'ke', level: 0, body: 'the Council' }, { grounds: 'Not heard', remedy: 'Hear us' })
  act('consensus.found', { finding: 'f1', number: 1, outcome: 'rough-consensus' }, { statement: 'The text', reason: 'Answered', record: ['1 objection'] })
  act('minority.stated', { decision: 'd1', number: 1, seat: 'ke' }, { words: 'We dissent' })
  const head = entries.at(-1) as SealedEntry
  const sections = Object.fromEntries(Object.entries(actSections).map(([section, belongs]) => [section, entries.filter(entry => belongs(entry.kind))
    .map(entry => ({ act: entry.kind, at: entry.at, facts: shown.get(entry.seq), entry: entry.seq }))]))
  return { ...plain, entries, openings, record: { ...plain.record, ...sections, heads: { [chain]: { seq: head.seq, hash: head.hash } } } }
}
