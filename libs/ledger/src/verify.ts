import { checkActs } from './act-check.ts'
import { checkBallots, type Recount } from './ballot-check.ts'
import { readBundle, type Bundle, type BundleFiles } from './bundle.ts'
import type { Sha256 } from './canonical.ts'
import { verifyChain } from './chain.ts'
import { commitmentsIn, openCommitment } from './commitment.ts'
import { draftChain } from './entry.ts'
import { differences, Evidence, inRecord, untimely, type Finding } from './evidence.ts'
import type { DraftRecord } from './record.ts'

const inLedger = (place: string, message: string): Finding => ({ file: 'ledger.json', place, message })

function checkChains({ record, chains }: Bundle, sha256: Sha256): readonly Finding[] {
  const own = draftChain(record.draft.id)
  const names = new Set([own, ...Object.keys(record.heads), ...chains.keys()])
  return [...names].flatMap((name): readonly Finding[] => {
    const entries = chains.get(name) ?? []
    const head = Object.hasOwn(record.heads, name) ? record.heads[name] : undefined
    if (head === undefined) return [inRecord('heads', `The head of the chain ${name} is not named.`)]
    const checked = verifyChain(entries, sha256, head)
    if (!checked.ok) return [inLedger(`${name} entry ${checked.refusal.seq}`, checked.refusal.message)]
    return checked.value.seq === head.seq ? [] : [inLedger(name, `The chain goes on to entry ${checked.value.seq}, but its head is named as ${head.seq}.`)]
  })
}

function checkOpenings({ chains, openings }: Bundle, sha256: Sha256): readonly Finding[] {
  const opened = new Set<string>()
  return openings.flatMap((opening, index): readonly Finding[] => {
    const fault = (message: string): readonly Finding[] => [{ file: 'openings.json', place: `[${index}]`, message }]
    const key = `${opening.chain} ${opening.seq} ${opening.path}`
    if (opened.has(key)) return fault('The same commitment is opened twice.')
    opened.add(key)
    const entry = chains.get(opening.chain)?.[opening.seq - 1]
    const placed = opening.path.split('.').reduce<unknown>((place, step) => (place as Readonly<Record<string, unknown>> | undefined)?.[step], entry?.facts)
    if (placed === undefined || commitmentsIn(placed)[0] !== opening.commitment) return fault(`Entry ${opening.seq} of ${opening.chain} has no such commitment there.`)
    return openCommitment(opening, sha256) ? [] : fault('Salt and value do not open the commitment.')
  })
}

function checkEditions(record: DraftRecord, evidence: Evidence, files: BundleFiles, sha256: Sha256): readonly Finding[] {
  const found = record.editions.flatMap((edition, index): readonly Finding[] => {
    const place = `editions[${index}]`
    const body = files.get(edition.file)
    const text = body === undefined
      ? [inRecord(`${place}.file`, `The bundle has no ${edition.file}.`)]
      : sha256(body) === edition.hash ? [] : [{ file: edition.file, place: '', message: `The text of edition ${edition.number} does not have the hash it was frozen with.` }]
    const entry = evidence.take(edition.entry, 'edition.frozen')
    if (entry === null) return [...text, inRecord(`${place}.entry`, `Entry ${edition.entry} of the ledger does not freeze an edition.`)]
    return [...text, ...untimely(entry, edition.frozenAt, `${place}.frozenAt`), ...differences(evidence, entry, { edition: edition.number, hash: edition.hash }, place)]
  })
  const adopted = evidence.entries.filter(entry => entry.kind === 'edition.adopted').map(entry => entry.facts.edition)
  const claimed = record.editions.filter(edition => edition.adopted && !adopted.includes(edition.number))
  return [
    ...found,
    ...claimed.map(edition => inRecord('editions', `The ledger does not adopt edition ${edition.number}.`)),
    ...evidence.untaken('edition.frozen').map(entry => inRecord('editions', `The ledger freezes an edition in entry ${entry.seq} that the record leaves out.`)),
  ]
}

function checkStages(record: DraftRecord, evidence: Evidence): readonly Finding[] {
  const found = record.stages.flatMap((stage, index): readonly Finding[] => {
    const place = `stages[${index}]`
    const kind = stage.takenBack ? 'stage.takenBack' : stage.from === null ? 'draft.opened' : 'stage.moved'
    const entry = evidence.take(stage.entry, kind)
    if (entry === null) return [inRecord(`${place}.entry`, `Entry ${stage.entry} of the ledger does not make this move.`)]
    const { from, to, overridden, reason } = stage
    const facts = { 'draft.opened': { stage: to, reason }, 'stage.moved': { from, to, overridden, reason }, 'stage.takenBack': { from, to, reason } }
    return [...untimely(entry, stage.at, `${place}.at`), ...differences(evidence, entry, facts[kind], place)]
  })
  const last = record.stages.at(-1)?.to
  const standing = last === record.draft.stage ? [] : [inRecord('draft.stage', `The draft is said to stand in ${record.draft.stage}, but its last move led to ${last ?? 'nowhere'}.`)]
  const unshown = evidence.untaken('stage.moved', 'stage.takenBack')
  return [...found, ...standing, ...unshown.map(entry => inRecord('stages', `The ledger moves the draft in entry ${entry.seq}; the record leaves it out.`))]
}

function checkDecisions(record: DraftRecord, evidence: Evidence): readonly Finding[] {
  const decisions = record.decisions.flatMap((decision, index): readonly Finding[] => {
    const place = `decisions[${index}]`
    const entry = evidence.take(decision.entry, 'decision.recorded')
    if (entry === null) return [inRecord(`${place}.entry`, `Entry ${decision.entry} of the ledger does not record this decision.`)]
    const { id, number, kind, outcome, reason } = decision
    return [...untimely(entry, decision.at, `${place}.at`), ...differences(evidence, entry, { decision: id, number, kind, outcome, reason }, place)]
  })
  const comments = record.comments.flatMap((comment, index): readonly Finding[] => {
    if (comment.entry === null) return comment.disposition === null ? [] : [inRecord(`comments[${index}].entry`, 'A decided comment names no entry of the ledger.')]
    const place = `comments[${index}]`
    const entry = evidence.take(comment.entry, 'comment.decided')
    if (entry === null) return [inRecord(`${place}.entry`, `Entry ${comment.entry} of the ledger does not decide this comment.`)]
    return differences(evidence, entry, { comment: comment.id, disposition: comment.disposition, reason: comment.reason }, place)
  })
  const unshown = evidence.untaken('decision.recorded').map(entry => inRecord('decisions', `The ledger records a decision in entry ${entry.seq} that the record leaves out.`))
  return [...decisions, ...comments, ...unshown]
}

/**
 * Checks an exported record, offline: its chains, commitments, texts, moves, ballots and decisions. An empty list means that all of it holds.
 * `files` are the texts of the bundle by path; SHA-256 and the counting of ballots are handed in.
 */
export function verifyRecord(files: BundleFiles, sha256: Sha256, recount: Recount): readonly Finding[] {
  const bundle = readBundle(files)
  if (!bundle.ok) return [{ file: 'the bundle', place: '', message: bundle.refusal.message }]
  const { record } = bundle.value
  const evidence = new Evidence(bundle.value)
  return [
    ...checkChains(bundle.value, sha256),
    ...checkOpenings(bundle.value, sha256),
    ...checkEditions(record, evidence, files, sha256),
    ...checkStages(record, evidence),
    ...checkBallots(record, evidence, sha256, recount),
    ...checkDecisions(record, evidence),
    ...checkActs(record, evidence),
  ]
}
