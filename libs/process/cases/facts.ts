import type { Attestation, Facts, StageEntry } from '../src/index.ts'

export const draftId = '7f3c1f6e-2d0b-4a53-9d0e-0c8f6f1f2a11'
export const committeeId = '0b9f2f7a-5c1e-4f57-8f2b-6a4f0d3c9e10'
export const hash = 'ab'.repeat(32)

/** One change of stage at the beginning of a day. */
export const entry = (from: string | null, to: string, day: string, kind: StageEntry['kind'] = from === null ? 'opened' : 'forward'): StageEntry =>
  ({ id: `${to}-${day}`, from, to, at: `${day}T10:00:00Z`, by: 'someone', kind, reason: null, overridden: [] })

/** A declaration of a seat or of an officer. */
export const attested = (gate: string, day: string, change: Partial<Attestation> = {}): Attestation =>
  ({ gate, person: 'Ana Lima', role: 'secretary', seat: null, reason: 'Seen and accepted.', document: null, at: `${day}T10:00:00Z`, ...change })

const seats = [
  { id: 'br', name: 'Brazil', kind: 'participating', category: 'government' },
  { id: 'sme', name: 'Small Firms', kind: 'participating', category: 'industry' },
  { id: 'ngo', name: 'Civil Society Forum', kind: 'participating', category: 'civil-society' },
  { id: 'obs', name: 'Observatory', kind: 'observing', category: null },
] as const

const history = [
  entry(null, 'issue', '2027-01-04'),
  entry('issue', 'engagement', '2027-01-25'),
  entry('engagement', 'drafting', '2027-04-05'),
  entry('drafting', 'negotiation', '2027-06-07'),
  entry('negotiation', 'adoption', '2027-09-06'),
  entry('adoption', 'implementation', '2027-11-08'),
  entry('implementation', 'review', '2032-05-10'),
]

/** A draft with nothing missing anywhere, standing in a stage, on a day long after it came there. Tests take away what they are about. */
export function sound(stage: string, change: Partial<Facts> = {}): Facts {
  const past = history.slice(0, history.findIndex(one => one.to === stage) + 1)
  const frozen = past.some(one => one.to === 'adoption')
  return {
    now: '2033-01-01T12:00:00Z',
    draft: { id: draftId, committeeId, stage, withdrawn: false, languages: ['en', 'fr'] },
    history: past,
    categories: [{ id: 'government', name: 'Government' }, { id: 'industry', name: 'Industry' }, { id: 'civil-society', name: 'Civil society' }],
    seats,
    call: { openedAt: '2027-01-26T09:00:00Z', closesAt: '2027-03-30T00:00:00Z' },
    comments: { total: 12, undecided: 0 },
    openObjections: [],
    references: [],
    text: { faults: 0, first: null, empty: false },
    lastSubstantiveChangeAt: '2027-07-01T10:00:00Z',
    edition: frozen ? { number: 1, hash, frozenAt: '2027-09-06T10:00:00Z' } : null,
    languagesPresent: ['en', 'fr'],
    lastCall: { openedAt: '2027-08-20T10:00:00Z', clear: true, sentence: 'Nothing of substance is left.' },
    consensus: { at: '2027-08-20T10:00:00Z', reached: true, sentence: 'Consensus: the text is agreed.' },
    ballot: frozen ? {
      id: 'b1', rule: 'generic.default', closesAt: '2027-10-07T00:00:00Z', outcome: 'approved', passed: true, sentence: 'Approved: 3 of 3 eligible seats took part.', edition: 1,
      editionHash: hash, decidedAt: '2027-10-07T00:00:05Z',
    } : null,
    attestations: [
      attested('problem-statement', '2027-01-05'),
      attested('duplicate-check', '2027-01-05'),
      attested('summary-of-input', '2027-04-01'),
      attested('implementation-reports', '2031-01-05'),
      ...['br', 'sme', 'ngo'].map(seat => attested('conflicts-of-interest', '2027-08-01', { seat, role: 'head' })),
    ],
    ...change,
  }
}
