import { BallotScreen } from '../ballots/BallotScreen.tsx'
import { DraftRail } from '../stages/DraftRail.tsx'

/** A ballot under the stage rail of its draft. */
export function BallotRoute() {
  return <BallotScreen rail={draftId => <DraftRail id={draftId} />} />
}
