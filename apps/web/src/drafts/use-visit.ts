import { useEffect, useState } from 'react'
import { now } from '../ui/moment.ts'
import type { Desk } from './desk.ts'
import { changedSinceVisit, rememberVisit } from './visits.ts'

export interface Visit {
  readonly at: string
  readonly clauses: ReadonlySet<string>
}

/** Marks what reads differently since this account was here last on this device, and remembers what it sees now. */
export function useVisit(desk: Desk | undefined, accountId: string, draftId: string, isWhole: boolean): Visit | null {
  const [visit, setVisit] = useState<Visit | null>(null)
  useEffect(() => {
    if (desk === undefined || !isWhole) return
    setVisit(changedSinceVisit(localStorage, accountId, draftId, desk.prints()))
    const remember = (): void => rememberVisit(localStorage, accountId, draftId, desk.prints(), now().toISOString())
    addEventListener('pagehide', remember)
    return () => {
      removeEventListener('pagehide', remember)
      remember()
    }
  }, [desk, accountId, draftId, isWhole])
  return visit
}
