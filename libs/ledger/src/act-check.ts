import { differences, type Evidence, inRecord, untimely, type Finding } from './evidence.ts'
import { actSections, type ActSection, type DraftRecord, type RecordedAct } from './record.ts'

const sections = Object.keys(actSections) as readonly ActSection[]

/** Acts that a record shows as they are, each against its entry. */
export function checkShown(acts: readonly RecordedAct[], belongs: (kind: string) => boolean, evidence: Evidence, where: string): readonly Finding[] {
  return acts.flatMap((one, index): readonly Finding[] => {
    const place = `${where}[${index}]`
    const entry = belongs(one.act) ? evidence.take(one.entry, one.act) : null
    if (entry === null) return [inRecord(`${place}.entry`, `Entry ${one.entry} of the ledger does not hold this act.`)]
    // A fact that the record leaves out differs as one that it tells otherwise.
    const names = [...new Set([...Object.keys(entry.facts), ...Object.keys(one.facts)])]
    const told = Object.fromEntries(names.map(name => [name, Object.hasOwn(one.facts, name) ? one.facts[name] : undefined]))
    return [...untimely(entry, one.at, `${place}.at`), ...differences(evidence, entry, told, `${place}.facts`)]
  })
}

function checkSection(section: ActSection, record: DraftRecord, evidence: Evidence): readonly Finding[] {
  const belongs = actSections[section]
  const kinds = [...new Set(evidence.entries.map(entry => entry.kind).filter(belongs))]
  const found = checkShown(record[section] ?? [], belongs, evidence, section)
  return [...found, ...evidence.untaken(...kinds).map(entry => inRecord(section, `The ledger holds an act in entry ${entry.seq} that the record leaves out.`))]
}

/** Statements, findings, objections and appeals: each act with its entry, and none left out. A record that has none of these sections is older than they are. */
export function checkActs(record: DraftRecord, evidence: Evidence): readonly Finding[] {
  if (sections.every(section => record[section] === undefined)) return []
  return sections.flatMap(section => checkSection(section, record, evidence))
}
