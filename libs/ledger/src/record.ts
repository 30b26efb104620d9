/** The tag of the bundle's format. */
export const recordFormat = 'plenary.record.1'

/** A commitment opened for the reader of a bundle, with the place it stands at. */
export interface PlacedOpening {
  readonly chain: string
  readonly seq: number
  /** Where in the facts the commitment stands, such as `reason`. */
  readonly path: string
  readonly commitment: string
  readonly salt: string
  readonly value: unknown
}

/** A change of stage, in the order in which it happened. `entry` is its number in the draft's chain. */
export interface RecordedStage {
  readonly from: string | null
  readonly to: string
  readonly at: string
  readonly takenBack: boolean
  readonly overridden: readonly string[]
  readonly reason: string | null
  readonly entry: number
}

/** A frozen text. Its canonical JSON lies in `file`; the hash is SHA-256 of that file, byte for byte. */
export interface RecordedEdition {
  readonly number: number
  readonly hash: string
  readonly frozenAt: string
  readonly adopted: boolean
  readonly file: string
  readonly entry: number
}

export interface RecordedVote {
  readonly seat: string
  /** The seat that cast it, where it was cast by proxy. */
  readonly proxyHolder?: string
  readonly choice: string
  readonly reason: string | null
  readonly at: string
  /** The clauses its reason is about, where the reader may see them; none where it is about all of the text. */
  readonly parts?: readonly string[]
  /** Whether its reason is about parts that this round, or the one it was cast in, was not about. */
  readonly outOfScope?: boolean
  /** Whether it was cast in the round before, and stands in this one unless it is changed. */
  readonly carried?: boolean
  /** The entry that cast it; of a vote carried over, in the round in which it was cast. */
  readonly entry: number
}

/** A paper of a ballot without names, as it was published: found again by its tracker. */
export interface RecordedPaper {
  readonly tracker: string
  readonly choice: string
  readonly reason: string | null
}

/** A ballot with everything needed to count it again. Votes are all votes ever cast, the changed ones included. */
export interface RecordedBallot {
  readonly id: string
  readonly edition: number
  readonly editionHash: string
  readonly rule: { readonly id: string } & Readonly<Record<string, unknown>>
  readonly opensAt: string
  readonly closesAt: string
  readonly roll: readonly ({ readonly seat: string } & Readonly<Record<string, unknown>>)[]
  readonly rollHash: string
  /** Figures the rule asks beside roll and votes. */
  readonly context: Readonly<Record<string, number | string>>
  /** The end by which votes were taken, where it was moved after the opening. */
  readonly endsAt?: string
  /** The ballot that it recirculates. */
  readonly recirculates?: string
  /** The clauses about which a reason counts in a recirculation. */
  readonly scope?: { readonly changed: readonly string[], readonly openNegatives: readonly string[] }
  /** What becomes of a vote: `recorded` (also when left out), `names-only` or `secret`. */
  readonly kind?: string
  /** Of a ballot without names: the seats that took part, sorted. */
  readonly participants?: readonly string[]
  /** Of a ballot without names: the published papers, sorted by tracker. */
  readonly papers?: readonly RecordedPaper[]
  /** Empty while the votes are hidden from the reader, and in a ballot without names. */
  readonly votes: readonly RecordedVote[]
  /** Votes that seats gave to other seats, and took back; left out where there were none. */
  readonly proxies?: readonly RecordedAct[]
  /** Null while the ballot is open. */
  readonly result: {
    readonly outcome: string
    readonly tallies: unknown
    readonly sentence: string
    /** The seats that had to vote and did not, where there are any. */
    readonly missed?: readonly string[]
  } | null
  readonly entry: number
}

export interface RecordedDecision {
  readonly id: string
  readonly number: number
  readonly kind: string
  readonly outcome: string
  readonly reason: string | null
  readonly figures: string
  readonly at: string
  readonly entry: number
}

export interface RecordedComment {
  readonly id: string
  readonly number: number
  readonly type: string
  readonly body: string
  readonly quote: string
  readonly disposition: string | null
  readonly reason: string | null
  /** The number of the entry that decided it; null while it is undecided. */
  readonly entry: number | null
}

/** An act as the ledger holds it, with its closed facts as far as the reader may see them; null where they may not. */
export interface RecordedAct {
  readonly act: string
  readonly at: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly entry: number
}

/** The sections of a record that show acts as they are, and which acts each holds. All of them, in their order. */
export const actSections = {
  statements: (kind: string): boolean => kind === 'minority.stated',
  findings: (kind: string): boolean => kind === 'consensus.found',
  objections: (kind: string): boolean => kind.startsWith('objection.'),
  appeals: (kind: string): boolean => kind.startsWith('appeal.'),
} as const
export type ActSection = keyof typeof actSections

/** The first file of a bundle, `record.json`: what happened to a draft, as far as the reader may see it. */
export interface DraftRecord {
  readonly format: string
  readonly exportedAt: string
  readonly draft: {
    readonly id: string
    readonly title: string
    readonly committee: { readonly id: string, readonly name: string }
    readonly rulebook: { readonly id: string, readonly edition: string }
    readonly stage: string
    readonly phase: string
    readonly languages: readonly string[]
    readonly withdrawn: boolean
  }
  /** The heads of the exported chains at the moment of export, by chain. */
  readonly heads: Readonly<Record<string, { readonly seq: number, readonly hash: string }>>
  readonly stages: readonly RecordedStage[]
  readonly editions: readonly RecordedEdition[]
  readonly ballots: readonly RecordedBallot[]
  readonly decisions: readonly RecordedDecision[]
  readonly comments: readonly RecordedComment[]
  /** Statements of the minority, findings of consensus, and the lives of objections and appeals. All four are missing from records exported before there were any. */
  readonly statements?: readonly RecordedAct[]
  readonly findings?: readonly RecordedAct[]
  readonly objections?: readonly RecordedAct[]
  readonly appeals?: readonly RecordedAct[]
}
