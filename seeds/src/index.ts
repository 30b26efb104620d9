import { Clock, DemoService, Installation, type OpenContext } from '@plenary/api/context'
import { tell } from './history.ts'
import { aBallotUnderWay } from './stories/a-ballot-under-way.ts'
import { aCallUnderWay } from './stories/a-call-under-way.ts'
import { aRegulationUnderReview } from './stories/a-regulation-under-review.ts'
import { aTextInDrafting } from './stories/a-text-in-drafting.ts'
import { anActInForce } from './stories/an-act-in-force.ts'
import { newIssues } from './stories/new-issues.ts'
import { theProposalInNegotiation } from './stories/the-proposal-in-negotiation.ts'
import { populate } from './world.ts'

const stories = [aRegulationUnderReview, anActInForce, theProposalInNegotiation, aBallotUnderWay, aTextInDrafting, aCallUnderWay, newIssues]
/** Before the first act of the oldest story, in milliseconds. */
const FIRST_DAY = 2_130 * 86_400_000

/** Fills an empty house with the demo, once. Does nothing where it is already or was removed; what an interrupted attempt left is cleared first. */
export async function seed(context: OpenContext, onProgress: (sentence: string) => void): Promise<boolean> {
  const installation = context.get(Installation)
  if (await installation.demo() !== 'none') return false
  const { manager } = context.db
  await context.get(DemoService).clearUnfinished()
  onProgress('Seating the demo’s committees')
  const clock = context.get(Clock)
  await clock.setTo(manager, new Date(Date.parse(await clock.realNow()) - FIRST_DAY).toISOString())
  const world = await populate(context)
  await tell(context, world, stories, (told, all) => { if (told % 20 === 0) onProgress(`Telling the demo’s history, ${Math.round(100 * told / all)} %`) })
  await installation.markDemo(manager, 'present')
  return true
}
