import type { Server } from 'node:http'
import type { Access, Admission, Approach, Gatekeeper } from '@plenary/collab'

export class Guests implements Gatekeeper {
  attach(server: Pick<Server, 'prependListener'>): void
  admit(approach: Pick<Approach, 'ticket' | 'authorization'>): Promise<Extract<Admission, { admitted: true }>>
  access(): Promise<Access>
  mayWriteAs(owner: string, person: string): boolean
}
