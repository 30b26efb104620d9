/** What a person can be in a committee, or without one. Seats give head, delegate, observer, liaison and guest. */
export const roles = [
  'administrator', 'chair', 'secretary', 'drafter', 'head', 'delegate', 'observer', 'liaison', 'guest', 'oversight', 'public', 'anonymous',
] as const
export type Role = (typeof roles)[number]

/** Roles given by name; the others follow from seats and from being signed in. */
export const grantedRoles = ['administrator', 'chair', 'secretary', 'drafter', 'oversight'] as const satisfies readonly Role[]
export type GrantedRole = (typeof grantedRoles)[number]

/** A body's place in a committee. */
export type SeatKind = 'participating' | 'observing' | 'liaison' | 'guest'

/** How each role is spoken of: one person, and several. */
export const roleWords: Readonly<Record<Role, readonly [string, string]>> = {
  administrator: ['the administrator', 'administrators'],
  chair: ['the chair', 'chairs'],
  secretary: ['the secretary', 'secretaries'],
  drafter: ['a drafter', 'drafters'],
  head: ['a head of delegation', 'heads of delegation'],
  delegate: ['a delegate', 'delegates'],
  observer: ['an observer', 'observers'],
  liaison: ['a liaison', 'liaisons'],
  guest: ['a guest', 'guests'],
  oversight: ['oversight', 'oversight'],
  public: ['anyone signed in', 'people with an account'],
  anonymous: ['anyone', 'everyone'],
}

/** Who somebody is towards one committee. */
export interface Standing {
  readonly signedIn: boolean
  readonly granted: readonly GrantedRole[]
  readonly seats: readonly { readonly kind: SeatKind; readonly head: boolean }[]
}

const seatRole = (seat: Standing['seats'][number]): Role => {
  switch (seat.kind) {
    case 'participating': return seat.head ? 'head' : 'delegate'
    case 'observing': return 'observer'
    case 'liaison': return 'liaison'
    case 'guest': return 'guest'
  }
}

/** All roles of a person towards a committee. Everyone has what is open to everyone; only the signed in have more. */
export function rolesOf(standing: Standing): readonly Role[] {
  if (!standing.signedIn) return ['anonymous']
  return [...new Set<Role>([...standing.granted, ...standing.seats.map(seatRole), 'public', 'anonymous'])]
}

/** Which roles a role may give and take. Nobody can make themselves what they are not: each role is given from above. */
export const grants: Readonly<Partial<Record<Role, readonly GrantedRole[]>>> = {
  administrator: ['administrator', 'chair', 'secretary', 'oversight'],
  chair: ['secretary', 'drafter'],
  secretary: ['drafter'],
}

/** Whether somebody with these roles may give or take that role. */
export const mayGrant = (own: readonly Role[], role: GrantedRole): boolean => own.some(one => grants[one]?.includes(role) ?? false)
