import { useParams } from '@tanstack/react-router'
import { DraftPage } from '../drafts/DraftPage.tsx'
import { DraftRail } from '../stages/DraftRail.tsx'
import { DraftPlaces } from './DraftPlaces.tsx'

/** Puts the stage rail and the places of a draft beside its text. */
export function DraftRoute() {
  const { id = '' } = useParams({ strict: false })
  return <DraftPage key={id} id={id} rail={<DraftRail id={id} />} places={<DraftPlaces id={id} />} />
}
