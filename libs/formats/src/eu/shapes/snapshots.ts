import * as v from 'valibot'
import { accept, refusal, type Result } from '@plenary/kernel'
import { sortByNumber, unit, type SourceAct } from '../source.ts'

/** A drafting history: many stages of one act in one file, each article and recital a snapshot with its text in one line. */
export const snapshotsShape = v.object({
  stages: v.pipe(v.array(v.object({ id: v.string(), label_en: v.string(), source_label: v.string() })), v.minLength(1)),
  snapshots: v.array(v.object({
    stage: v.string(),
    content_type: v.string(),
    number: v.string(),
    title: v.nullish(v.string()),
    text: v.string(),
  })),
})

/** Takes one stage out of a drafting history. Refuses a stage that is not there or holds no articles. */
export function actOfSnapshots(source: v.InferOutput<typeof snapshotsShape>, stageId: string | undefined, name: string): Result<SourceAct> {
  const holds = (stage: string): boolean => source.snapshots.some(snapshot => snapshot.stage === stage && snapshot.content_type === 'articles')
  const stage = source.stages.find(({ id }) => stageId === undefined ? holds(id) : id === stageId)
  const known = source.stages.map(({ id }) => id).join(', ')
  if (stage === undefined) return refusal('unknown-stage', `${name}, at stages: there is no stage ${stageId ?? 'with articles'}; the file holds ${known}.`)
  if (!holds(stage.id)) return refusal('no-text', `${name}, at stages: ${stage.id} holds no articles, only amendments; import another stage (${known}).`)
  const mine = source.snapshots.filter(snapshot => snapshot.stage === stage.id)
  const of = (type: string) => mine.filter(snapshot => snapshot.content_type === type)
  const others = source.stages.filter(other => other !== stage).map(({ label_en, source_label }) => `${label_en} (${source_label})`)
  return accept({
    title: `${stage.label_en}, ${stage.source_label}`,
    language: 'en',
    units: [
      ...sortByNumber(of('recitals').map(({ number, text }) => unit('recital', number, null, text))),
      ...sortByNumber(of('articles').map(({ number, title, text }) => unit('article', number, title ?? null, text))),
    ],
    leftOut: others.length === 0 ? [] : [`The file also holds: ${others.join(', ')}.`],
  })
}
