import {
  BodiesService, CommitteesService, DelegatesService, type OpenContext, PasswordsService, PeopleService, RolesService, SeatsService, Transactions, type Viewer,
} from '@plenary/api/context'
import { accept, type Result } from '@plenary/kernel'
import { addressOf, bodies, type CastCommittee, committees, officers, password, people } from './cast.ts'

/** What the stories find: people who act, the committees they act in, the seats they act for. */
export interface World {
  readonly context: OpenContext
  readonly person: (key: string) => Viewer
  readonly committee: (key: string) => string
  /** The seat of a body in a committee. */
  readonly seat: (committee: string, body: string) => string
  readonly seatsOf: (committee: string) => readonly { readonly seat: string; readonly head: Viewer; readonly body: string }[]
}

/** The value of an act of a story. A story that is refused is wrong: the refusal says why. */
export function done<T>(result: Result<T>, what: string): T {
  if (result.ok) return result.value
  const missing = result.refusal.missing.map(({ gate, message }) => `${gate}: ${message}`).join('; ')
  throw new Error(`The story could not go on: ${what} was refused. ${result.refusal.message} ${missing}`)
}

function found<V>(map: ReadonlyMap<string, V>, key: string, what: string): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The demo has no ${what} “${key}”.`)
  return value
}

/** Fills an empty house with the people, bodies, committees and seats of the demo. */
export async function populate(context: OpenContext): Promise<World> {
  const hash = done(await context.get(PasswordsService).hash(password, addressOf({ key: 'demo', name: 'Demo' })), 'the password of the demo')
  const viewers = new Map<string, Viewer>()
  const committeeIds = new Map<string, string>()
  const seats = new Map<string, { seat: string; head: string }>()

  done(await context.get(Transactions).run(async tx => {
    for (const one of people) {
      const email = addressOf(one)
      const isAdministrator = one.isAdministrator ?? false
      const person = await context.get(PeopleService).add(tx, { name: one.name, email, isAdministrator, isDemo: true, ...(one.account ? { passwordHash: hash } : {}) })
      viewers.set(one.key, { personId: person.id, sessionId: null, name: one.name, email, isAdministrator })
    }
    return accept(true)
  }), 'entering the people')

  const administrator = found(viewers, 'admin', 'person')
  const bodyIds = new Map<string, string>()
  for (const { key, name, kind, jurisdiction } of bodies) {
    bodyIds.set(key, done(await context.get(BodiesService).create(administrator, { name, kind, jurisdiction, isDemo: true }), `entering ${name}`).id)
  }

  async function seatCommittee(committee: CastCommittee): Promise<void> {
    await context.get(Transactions).run(async tx => {
      const by = administrator.personId
      const parentId = committee.parent === undefined ? undefined : found(committeeIds, committee.parent, 'committee')
      const { id } = done(await context.get(CommitteesService).enter(tx, {
        code: committee.code, name: committee.name, scope: committee.scope, interestCategories: committee.categories, isDemo: true, ...(parentId ? { parentId } : {}),
      }, by), `founding ${committee.code}`)
      committeeIds.set(committee.key, id)
      for (const [key, role] of Object.entries(officers)) {
        await context.get(RolesService).add(tx, { committeeId: id, personId: found(viewers, key, 'person').personId, role, by })
      }
      for (const { body, kind, category, delegates } of committee.seats) {
        const seat = done(await context.get(SeatsService).enter(tx, {
          committeeId: id, bodyId: found(bodyIds, body, 'body'), kind, interestCategory: category, isDemo: true,
        }, by), `seating ${body}`)
        for (const [index, delegate] of delegates.entries()) {
          done(await context.get(DelegatesService).enter(tx, { seatId: seat.id, personId: found(viewers, delegate, 'person').personId, head: index === 0 }, by), `sending ${delegate}`)
        }
        if (kind === 'participating') seats.set(`${committee.key} ${body}`, { seat: seat.id, head: delegates[0] ?? '' })
      }
      return accept(true)
    })
  }
  for (const committee of committees) await seatCommittee(committee)

  return {
    context,
    person: key => found(viewers, key, 'person'),
    committee: key => found(committeeIds, key, 'committee'),
    seat: (committee, body) => found(seats, `${committee} ${body}`, 'seat').seat,
    seatsOf: committee => [...seats].filter(([key]) => key.startsWith(`${committee} `))
      .map(([key, { seat, head }]) => ({ seat, head: found(viewers, head, 'person'), body: key.slice(committee.length + 1) })),
  }
}
