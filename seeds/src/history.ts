import { Clock, type OpenContext } from '@plenary/api/context'
import type { World } from './world.ts'

/** Something somebody did on a day of the past. `day` counts from today, so -400 is four hundred days ago; acts of one day keep their order. */
export interface Act { readonly day: number; readonly hour?: number; readonly does: (world: World) => Promise<unknown> }

/** A story: what happened to one draft, from its first day on. */
export type Story = (world: World) => readonly Act[]

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Tells all stories in the order of their days, with the clock set to each, so that what falls due between two acts happens between them. */
export async function tell(context: OpenContext, world: World, stories: readonly Story[], onDay: (done: number, all: number) => void): Promise<void> {
  const clock = context.get(Clock)
  const { manager } = context.db
  const today = Date.parse(await clock.realNow()) - HOUR
  const acts = stories.flatMap(story => story(world).map(act => ({ ...act, at: today + act.day * DAY + ((act.hour ?? 0) - 12) * HOUR })))
    .map(act => ({ ...act, at: Math.min(act.at, today) }))
  acts.sort((one, other) => one.at - other.at)
  for (const [index, act] of acts.entries()) {
    await passTo(context, act.at)
    await act.does(world)
    onDay(index + 1, acts.length)
  }
  await passTo(context, Date.parse(await clock.realNow()))
  await clock.reset(manager)
  await context.settle()
}

/** Lets time pass up to an instant, with a stop at everything that falls due on the way: a ballot closes on its day, not on the day of the next act. */
async function passTo(context: OpenContext, instant: number): Promise<void> {
  const clock = context.get(Clock)
  const { manager } = context.db
  for (let last = 0; ;) {
    const [next] = await manager.query<{ due: Date | null }[]>('select min(due) as due from deadline where done_at is null and due > to_timestamp($1)', [last / 1_000])
    const due = next?.due?.getTime()
    if (due === undefined || due >= instant) break
    last = due
    await clock.setTo(manager, new Date(Math.max(due, Date.parse(await clock.now()))).toISOString())
    await context.settle()
  }
  await clock.setTo(manager, new Date(instant).toISOString())
  await context.settle()
}
