/** The outcome of a decision: what happened, or why it may not. Expected refusals travel as values; only faults are thrown. */
export type Result<T, R = Refusal> = Accepted<T> | Refused<R>
export interface Accepted<T> { readonly ok: true; readonly value: T }
export interface Refused<R> { readonly ok: false; readonly refusal: R }

export const accept = <T>(value: T): Accepted<T> => ({ ok: true, value })
export const refuse = <R>(refusal: R): Refused<R> => ({ ok: false, refusal })

/** One thing that stands in the way: the gate's name, a sentence for a person, and the path in the app where it is put right. */
export interface Missing { readonly gate: string; readonly message: string; readonly where: string }

/** Why something may not be done, in words a person can act on. `missing` lists everything at once, never just the first. */
export interface Refusal { readonly code: string; readonly message: string; readonly missing: readonly Missing[] }

/** Refuses with a code for programs and a sentence for people. */
export const refusal = (code: string, message: string, missing: readonly Missing[] = []): Refused<Refusal> => refuse({ code, message, missing })
