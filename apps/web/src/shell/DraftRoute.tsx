import { useParams } from '@tanstack/react-router'
import { useAnswer } from '../api/answer.ts'
import { DraftPage } from '../drafts/DraftPage.tsx'
import { DraftRail } from '../stages/DraftRail.tsx'
import { railQuery } from '../stages/stages.queries.ts'
import { DraftPlaces } from './DraftPlaces.tsx'

/** Puts the stage rail and the places of a draft beside its text. */
export function DraftRoute() {
  const { id = '' } = useParams({ strict: false })
  // A rail that came later would push the text down under the reader's hand.
  const { state } = useAnswer(railQuery, { id })
  return <DraftPage key={id} id={id} isWaiting={state === 'waiting'} rail={<DraftRail id={id} />} places={<DraftPlaces id={id} />} />
}
