import { Subject } from '../acts.ts'
import type { Act, Story } from '../history.ts'

interface Issue {
  readonly committee: string
  readonly day: number
  readonly by: string
  readonly title: string
  readonly scope: string
  readonly evidence: string
  readonly jurisdictions: readonly string[]
  readonly existing: readonly string[]
  readonly stated?: string
}

const issues: readonly Issue[] = [
  { committee: 'tc3', day: -25, by: 'secretary', title: 'Reporting of serious incidents with general-purpose models', scope: 'One form and one time limit for reporting the same incident to several authorities.', evidence: 'Members report that one incident of 2025 was notified in six forms.', jurisdictions: ['BR', 'FR', 'JP', 'US'], existing: ['Regulation (EU) 2024/1689, Article 73'], stated: 'The committee accepts that one incident is reported in up to six forms, and that this delays help.' },
  { committee: 'wg2', day: -18, by: 'chair', title: 'Telling people that they talk to a machine', scope: 'What a person is told, in which language, and when.', evidence: 'Comment of Mexico on Article 52 of the proposal.', jurisdictions: ['MX', 'IN', 'ZA'], existing: ['COM(2021) 206 final, Article 52'] },
  { committee: 'tc3', day: -11, by: 'secretary', title: 'Shared risk tiers', scope: 'One scale of risk that several texts can refer to.', evidence: 'Three drafts of this committee name tiers differently.', jurisdictions: ['KE', 'DE', 'IN'], existing: ['OECD Framework for the Classification of AI Systems'] },
  { committee: 'tc5', day: -6, by: 'secretary', title: 'Health data across borders', scope: 'Conditions under which records of patients may follow the patient.', evidence: 'Letter of the Alliance of Public Hospitals.', jurisdictions: ['NL', 'ZA', 'MX'], existing: ['Regulation (EU) 2016/679, Article 9'] },
]

const told = (issue: Issue, draft: Subject): readonly Act[] => [
  { day: issue.day, does: () => draft.open(issue.by, { title: issue.title, template: 'iso', languages: ['en'], scope: issue.scope, evidence: issue.evidence, jurisdictions: issue.jurisdictions, existingInstruments: issue.existing }) },
  ...(issue.stated ? [{ day: issue.day + 10, does: () => draft.attest('secretary', 'problem-statement', issue.stated ?? '') }] : []),
]

/** Issues that were just filed: some stated, none decided. */
export const newIssues: Story = world => issues.flatMap(issue => told(issue, new Subject(world, issue.committee)))
