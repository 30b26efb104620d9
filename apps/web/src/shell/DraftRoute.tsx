import { useParams } from '@tanstack/react-router'
import { DraftPage } from '../drafts/DraftPage.tsx'

/** Puts the stage rail and the places of a draft beside its text. */
export function DraftRoute() {
  const { id } = useParams({ from: '/signed-in/d/$id' })
  return <DraftPage key={id} id={id} rail={null} places={null} />
}
