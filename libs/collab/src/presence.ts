import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { frameOf, type Frame } from './frames.ts'
import { PRESENCE } from './limits.ts'
import type { Visitor } from './ports.ts'
import { writeAwareness } from './protocol.ts'

/** A socket, as presence sees it. */
export interface Present {
  readonly visitor: Pick<Visitor, 'person' | 'name' | 'colour'>
}

/** Says to everybody in the room who is here. Called at most twenty times a second. */
export type TellHere = (frame: Frame) => void

/** Where to say on other instances who is here. */
export type TellElsewhere = (states: Uint8Array) => void

interface Shown {
  readonly by: Present
  clock: number
  /** The state as it came, not yet read; `null` once it has been. */
  raw: string | null
  /** What others are told. */
  told: string
  readAt: number
}

interface Claimed { readonly client: number; readonly clock: number; readonly state: string }

const LEFT = 'null'

/** Reads an awareness update into its states; `null` when it is none. */
function readStates(bytes: Uint8Array): Claimed[] | null {
  const decoder = decoding.createDecoder(bytes)
  try {
    const states: Claimed[] = []
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i++) {
      states.push({ client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), state: decoding.readVarString(decoder) })
    }
    return decoding.hasContent(decoder) ? null : states
  } catch {
    // Whatever is thrown here is about the bytes: they are not what they claim to be.
    return null
  }
}

/** What a visitor may show: their own state, with the name and colour of their session instead of what they say of themselves. `null` if it is no state. */
function asShown(raw: string, { person, name, colour }: Present['visitor']): string | null {
  try {
    const state: unknown = JSON.parse(raw)
    if (state === null) return LEFT
    if (typeof state !== 'object' || Array.isArray(state)) return null
    return JSON.stringify({ ...state, user: { id: person, name, color: colour } })
  } catch {
    // Whatever is thrown here is about the bytes: they are not what they claim to be.
    return null
  }
}

/** Those who were heard of on other instances. They are told nothing from here: their own instance does that. */
class Elsewhere {
  private readonly present = new WeakSet<Present>()

  has(by: Present | undefined): boolean { return by !== undefined && this.present.has(by) }

  /** `null` when the state names nobody. */
  of(state: string): Present | null {
    const person = personIn(state)
    if (person === null) return null
    const by: Present = { visitor: { person, name: '', colour: '' } }
    this.present.add(by)
    return by
  }
}

/** The person whom an instance wrote into a state. */
function personIn(state: string): string | null {
  try {
    const { user } = JSON.parse(state) as { user?: { id?: unknown } }
    return typeof user?.id === 'string' ? user.id : null
  } catch {
    // Another version of us may say something else; whoever it speaks of is not shown.
    return null
  }
}

/** Who is in a room and where they stand in the text. Kept outside Yjs: the last state of each socket, told at most twenty times a second. */
export class Presence {
  private readonly shown = new Map<number, Shown>()
  private readonly clients = new Map<Present, number>()
  private readonly changed = new Set<number>()
  private readonly elsewhere = new Elsewhere()
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly tellHere: TellHere, private readonly ownerOf: (client: number) => string | undefined,
    private readonly tellElsewhere: TellElsewhere = () => undefined) {}

  /**
   * Hears what a socket says about who is there. A stock client repeats what it heard of others: that is passed over.
   * `false` when it cannot be read or is too large to be a place in a text.
   */
  hear(by: Present, bytes: Uint8Array): boolean {
    const states = readStates(bytes)
    if (!states) return false
    const own = this.clients.get(by) ?? this.claim(by, states)
    const said = own === undefined ? undefined : states.findLast(({ client }) => client === own)
    if (own === undefined || !said) return true
    if (said.state.length > PRESENCE.stateBytes) return false
    const shown = this.shown.get(own)
    if (shown?.by === by && said.clock <= shown.clock && said.state !== LEFT) return true
    const clock = Math.max(said.clock, shown?.clock ?? 0)
    this.shown.set(own, { by, clock, raw: said.state, told: shown?.told ?? LEFT, readAt: shown?.readAt ?? Number.NEGATIVE_INFINITY })
    this.tellSoon(own)
    return true
  }

  /** One client for each socket: the first it speaks for that is not another person's. A person who reconnects takes their own along. */
  private claim(by: Present, states: readonly Claimed[]): number | undefined {
    const free = states.find(({ client }) => {
      const holder = this.shown.get(client)?.by
      const owner = this.ownerOf(client)
      return (holder === undefined || holder.visitor.person === by.visitor.person) && (owner === undefined || owner === by.visitor.person)
    })
    if (!free) return undefined
    const holder = this.shown.get(free.client)?.by
    if (holder) this.clients.delete(holder)
    this.clients.set(by, free.client)
    return free.client
  }

  /** Everybody who is there, as one frame; `null` when nobody is. */
  everybody(): Frame | null {
    const present = [...this.shown].filter(([, { told }]) => told !== LEFT).map(([client]) => client)
    return present.length === 0 ? null : this.frame(present)
  }

  leave(by: Present): void {
    const client = this.clients.get(by)
    this.clients.delete(by)
    const shown = client === undefined ? undefined : this.shown.get(client)
    if (client === undefined || shown?.by !== by) return
    shown.raw = null
    shown.told = LEFT
    this.tellSoon(client)
  }

  /** Says to the other instances who has left and nobody here was told of any more. */
  end(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.tellOthers([...this.changed].filter(client => this.shown.get(client)?.told === LEFT))
    this.changed.clear()
  }

  private tellSoon(client: number): void {
    this.changed.add(client)
    this.timer ??= setTimeout(() => this.tell(), PRESENCE.roomEveryMs).unref()
  }

  private tell(): void {
    this.timer = null
    const now = performance.now()
    const later: number[] = []
    const told: number[] = []
    for (const client of this.changed) (this.read(client, now) ? told : later).push(client)
    this.changed.clear()
    for (const client of later) this.tellSoon(client)
    if (told.length === 0) return
    // The one who spoke hears it too: a stock client that hears nothing for thirty seconds believes the server gone.
    this.tellHere(this.frame(told))
    this.tellOthers(told)
    for (const client of told) if (this.shown.get(client)?.told === LEFT && !this.isHeld(client)) this.shown.delete(client)
  }

  private tellOthers(told: readonly number[]): void {
    const here = told.filter(client => !this.elsewhere.has(this.shown.get(client)?.by))
    if (here.length > 0) this.tellElsewhere(this.states(here))
  }

  /** Asks the other instances who is there. */
  ask(): void { this.tellElsewhere(new Uint8Array()) }

  /**
   * Hears from another instance who is there; nothing at all is the question who is here. Names and colours were written there, from the session.
   * What a socket here says of its own client counts for more, unless it is older: then its person has moved over there.
   */
  hearElsewhere(bytes: Uint8Array): void {
    if (bytes.length === 0) return this.tellOthers([...this.shown].filter(([, { told }]) => told !== LEFT).map(([client]) => client))
    for (const { client, clock, state } of readStates(bytes) ?? []) {
      const shown = this.shown.get(client)
      const isHere = shown !== undefined && !this.elsewhere.has(shown.by)
      if (isHere && (state === LEFT || clock <= shown.clock)) continue
      const by = state === LEFT ? shown?.by : this.elsewhere.of(state)
      if (!by) continue
      this.shown.set(client, { by, clock, raw: null, told: state, readAt: performance.now() })
      this.tellSoon(client)
    }
  }

  /** Forgets whoever was heard of on an instance that says nothing of them any more. A client that is there says so every fifteen seconds. */
  forgetTheSilent(now = performance.now()): void {
    for (const [client, shown] of this.shown) {
      if (!this.elsewhere.has(shown.by) || now - shown.readAt < PRESENCE.silentMs) continue
      shown.told = LEFT
      this.tellSoon(client)
    }
  }

  private isHeld(client: number): boolean {
    const shown = this.shown.get(client)
    return shown !== undefined && this.clients.get(shown.by) === client
  }

  /** Reads a state that waits, unless its socket was heard a moment ago. */
  private read(client: number, now: number): boolean {
    const shown = this.shown.get(client)
    if (!shown || shown.raw === null) return true
    if (now - shown.readAt < PRESENCE.socketEveryMs) return false
    shown.told = asShown(shown.raw, shown.by.visitor) ?? shown.told
    shown.raw = null
    shown.readAt = now
    return true
  }

  private frame(clients: readonly number[]): Frame { return frameOf(writeAwareness(this.states(clients))) }

  private states(clients: readonly number[]): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, clients.length)
    for (const client of clients) {
      const shown = this.shown.get(client)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, shown?.clock ?? 0)
      encoding.writeVarString(encoder, shown?.told ?? LEFT)
    }
    return encoding.toUint8Array(encoder)
  }
}

/** Says that nobody new is there. Keeps a quiet socket alive. */
export const nobodyNew: Frame = frameOf(writeAwareness(Uint8Array.of(0)))
