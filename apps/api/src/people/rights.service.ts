import { accept, refusal, type Result } from '@plenary/kernel'
import { type Act, type Actor, type GrantedRole, may, permissions, type Role, rolesOf, type SeatKind, type Situation, type Verdict } from '@plenary/process'
import { Injectable } from '@nestjs/common'
import { DataSource, type EntityManager } from 'typeorm'
import { PreparedStatement } from '../platform/prepared-statement.ts'
import type { Viewer } from '../platform/viewer.ts'

/** What an act is about: the committee that owns it, and what the table's conditions ask about. */
export interface Subject extends Situation {
  /** Left out for what concerns no committee: then the roles held in any of them count. */
  readonly committeeId?: string | undefined
}

/** Somebody who may do what they asked for. */
export interface Granted extends Actor {
  readonly viewer: Viewer
}

/** A seat somebody acts for. */
export interface HeldSeat { readonly seatId: string; readonly committeeId: string; readonly kind: SeatKind; readonly head: boolean
  /** Whether they cast its vote: its head, or whom it lets cast it too. */
  readonly holdsVote: boolean }

/** An act with the table's verdict, as a button shows it. */
export interface Shown extends Verdict { readonly act: string }

interface Place {
  person_id: string
  committee_id: string
  role: GrantedRole | null
  seat_id: string | null
  kind: SeatKind | null
  head: boolean | null
  holds_vote: boolean | null
}

const current = (table: string): string => `${table}.since <= plenary_now() and (${table}.until is null or ${table}.until > plenary_now())`

/** All places of these people. With a lock, none of them can be taken away before the transaction that asked has ended. */
const placesOf = (lock: boolean): string => `
  with given as (
    select person_id, committee_id, role from role where person_id = any($1) and ${current('role')} ${lock ? 'for share' : ''}
  ), held as (
    select delegate.person_id, seat.committee_id, seat.id as seat_id, seat.kind, delegate.head, delegate.head or delegate.holds_vote as holds_vote
    from delegate join seat on seat.id = delegate.seat_id
    where delegate.person_id = any($1) and ${current('delegate')} and ${current('seat')} ${lock ? 'for share' : ''}
  ), account as (
    select id as person_id, is_administrator from person where id = any($1) ${lock ? 'for share' : ''}
  )
  select person_id, null::uuid as committee_id, 'administrator' as role, null::uuid as seat_id, null as kind, null::boolean as head, null::boolean as holds_vote
  from account where is_administrator
  union all select person_id, committee_id, role, null, null, null, null from given
  union all select person_id, committee_id, null, seat_id, kind, head, holds_vote from held`

const places = new PreparedStatement<Place>(placesOf(false))
const heldPlaces = new PreparedStatement<Place>(placesOf(true))

/** Where somebody stands in every committee, read once. */
export class Standings {
  constructor(readonly viewer: Viewer | null, private readonly places: readonly Place[]) {}

  /** All roles towards one committee; without one, the roles held anywhere. */
  in(committeeId?: string): Actor {
    const here = this.places.filter(place => committeeId === undefined || place.committee_id === committeeId || place.committee_id === null)
    return {
      roles: rolesOf({
        signedIn: this.viewer !== null,
        granted: here.flatMap(place => place.role ?? []),
        seats: here.flatMap(place => (place.kind === null ? [] : { kind: place.kind, head: place.head === true })),
      }),
    }
  }

  /** The committees in which the person holds a role or acts for a seat. */
  get committees(): readonly string[] {
    return [...new Set(this.places.flatMap(place => place.committee_id ?? []))]
  }

  /** Whether the person has a place in a committee, or administers all. Decides who sees that it exists and who is in it. */
  belongsTo(committeeId: string): boolean { return this.has('administrator') || this.committees.includes(committeeId) }

  /** The seats the person acts for, in all committees. */
  get seats(): readonly HeldSeat[] {
    return this.places.flatMap(place => (place.seat_id === null || place.kind === null ? [] :
      { seatId: place.seat_id, committeeId: place.committee_id, kind: place.kind, head: place.head === true, holdsVote: place.holds_vote === true }))
  }

  /** Whether the person acts for this participating seat of a committee. */
  actsFor(seatId: string, committeeId: string): boolean {
    return this.seats.some(seat => seat.seatId === seatId && seat.committeeId === committeeId && seat.kind === 'participating')
  }

  has(role: Role, committeeId?: string): boolean { return this.in(committeeId).roles.includes(role) }

  /** The verdicts of the table on these acts, for the buttons. */
  permissions(acts: readonly Act[], subject: Subject = {}): Shown[] {
    const actor = this.in(subject.committeeId)
    return acts.map(act => ({ act, ...may(actor, act, subject) }))
  }
}

/** Who may do what: the one table of `@plenary/process`, read at the moment of asking, over the places a person holds then. */
@Injectable()
export class Rights {
  constructor(private readonly db: DataSource) {}

  /** Where the viewer stands, for showing. With an operation's loaders it is read once per operation. */
  async standings(viewer: Viewer | null, loaders?: Map<unknown, unknown>): Promise<Standings> {
    const known = loaders?.get(Rights) as Promise<Standings> | undefined
    if (known) return known
    const reading = this.placesOf(this.db.manager, viewer, false)
    loaders?.set(Rights, reading)
    return reading
  }

  /** Where the viewer stands in all committees, held fast until this transaction ends. */
  async standingsIn(tx: EntityManager, viewer: Viewer | null): Promise<Standings> {
    return this.placesOf(tx, viewer, true)
  }

  /** The same for many viewers in one statement, by their person. */
  async standingsOf(tx: EntityManager, viewers: readonly Viewer[]): Promise<ReadonlyMap<string, Standings>> {
    const people = new Map(viewers.map(viewer => [viewer.personId, viewer]))
    const found = new Map<string, Place[]>()
    for (const place of await heldPlaces.run(tx, [[...people.keys()]])) found.set(place.person_id, [...found.get(place.person_id) ?? [], place])
    return new Map([...people].map(([person, viewer]) => [person, new Standings(viewer, found.get(person) ?? [])]))
  }

  /** Where the viewer stands, held fast until this transaction ends. */
  async actorOf(tx: EntityManager, viewer: Viewer | null, committeeId?: string): Promise<Actor> {
    return (await this.placesOf(tx, viewer, true)).in(committeeId)
  }

  /** Whether somebody acts for this participating seat of a committee; held fast until this transaction ends. */
  async actsFor(tx: EntityManager, viewer: Viewer, seatId: string, committeeId: string): Promise<boolean> {
    return (await this.placesOf(tx, viewer, true)).actsFor(seatId, committeeId)
  }

  /**
   * Asks for a right inside the transaction of the act; the places it rests on stay locked until then, so that a right that was taken away
   * before the commit was not used. Refuses UNAUTHENTICATED or FORBIDDEN with the table's sentence.
   */
  async ask(tx: EntityManager, viewer: Viewer | null, act: Act, subject: Subject = {}): Promise<Result<Granted>> {
    if (!viewer) return refusal('UNAUTHENTICATED', `Sign in to ${permissions[act].words}.`)
    const actor = await this.actorOf(tx, viewer, subject.committeeId)
    const verdict = may(actor, act, subject)
    return verdict.allowed ? accept({ ...actor, viewer }) : refusal('FORBIDDEN', verdict.why)
  }

  /** Whether somebody, signed in or not, may see something. Nothing is locked. */
  async mayRead(viewer: Viewer | null, act: Act, subject: Subject, loaders?: Map<unknown, unknown>): Promise<boolean> {
    const standings = await this.standings(viewer, loaders)
    return may(standings.in(subject.committeeId), act, subject).allowed
  }

  /** The verdicts of the table on these acts, for the buttons of one screen. */
  async permissions(viewer: Viewer | null, acts: readonly Act[], subject: Subject, loaders?: Map<unknown, unknown>): Promise<Shown[]> {
    return (await this.standings(viewer, loaders)).permissions(acts, subject)
  }

  private async placesOf(tx: EntityManager, viewer: Viewer | null, lock: boolean): Promise<Standings> {
    return new Standings(viewer, viewer ? await (lock ? heldPlaces : places).run(tx, [[viewer.personId]]) : [])
  }
}
