import { useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useClient } from 'urql'
import { useAnswer } from '../api/answer.ts'
import type { Ballot } from './ballots.queries.ts'
import { rollPageQuery, wholeRollQuery } from './roll.queries.ts'

export type RollEntry = Ballot['rollPage']['nodes'][number]

/** Which seats are looked at: those that have voted, those that have not, or all. */
export type Wanted = 'all' | 'voted' | 'silent'

/** A part of the roll as it stands on the screen. */
export interface Roll {
  readonly entries: readonly RollEntry[]
  /** How many seats there are of those that were asked for. */
  readonly total: number
  readonly state: 'waiting' | 'failed' | 'here'
  /** Whether all seats of the roll are in the page, so that nothing has to be asked for. */
  readonly whole: boolean
  readonly search: string
  readonly find: (search: string) => void
  readonly wanted: Wanted
  readonly want: (wanted: Wanted) => void
  /** The next page; null at the end. */
  readonly next: (() => void) | null
  /** Back to the first page; null on it. */
  readonly begin: (() => void) | null
  /** Brings the whole roll onto the page and prints it. */
  readonly print: () => Promise<void>
  readonly printing: 'no' | 'waiting' | 'failed'
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim()

/** The seats of a roll that are looked at, found as the server finds them. */
export function seatsFound(entries: readonly RollEntry[], search: string, wanted: Wanted): readonly RollEntry[] {
  const asked = plain(search)
  return entries.filter(
    entry =>
      (wanted === 'all' || entry.hasVoted === (wanted === 'voted')) &&
      (asked === '' || plain(entry.name).includes(asked) || entry.jurisdiction.toLowerCase() === asked),
  )
}

/** What is written, once nothing was written for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** The roll of a ballot, a page at a time; a roll that came whole with its ballot is looked through here. */
export function useRoll(ballot: Ballot, { first, start }: { readonly first: number; readonly start: Wanted }): Roll {
  const client = useClient()
  const whole = !ballot.rollPage.pageInfo.hasNextPage
  const [search, setSearch] = useState('')
  const [wanted, setWanted] = useState<Wanted>(whole ? 'all' : start)
  const [after, setAfter] = useState<string | null>(null)
  const [all, setAll] = useState<readonly RollEntry[] | null>(null)
  const [printing, setPrinting] = useState<'no' | 'waiting' | 'failed'>('no')
  const asked = useSettled(search.trim())
  const voted = wanted === 'all' ? null : wanted === 'voted'
  const answer = useAnswer(rollPageQuery, { id: ballot.id, first, after, search: asked === '' ? null : asked, voted }, whole)
  const print = useCallback(async () => {
    if (!whole) setPrinting('waiting')
    const nodes = whole ? ballot.rollPage.nodes : (await client.query(wholeRollQuery, { id: ballot.id }, { requestPolicy: 'network-only' }).toPromise()).data?.ballot?.roll
    if (nodes === undefined) return setPrinting('failed')
    // The page must hold every seat before it is printed, and need not afterwards.
    flushSync(() => {
      setAll(nodes)
      setPrinting('no')
    })
    window.print()
    setAll(null)
  }, [whole, client, ballot])
  const page = whole ? null : answer.state === 'here' ? (answer.data.ballot?.rollPage ?? null) : null
  const here = whole ? seatsFound(ballot.rollPage.nodes, search, wanted) : (page?.nodes ?? [])
  const endCursor = page?.pageInfo.endCursor
  return {
    entries: all ?? here,
    total: whole ? here.length : (page?.total ?? 0),
    state: whole ? 'here' : answer.state,
    whole,
    search,
    find: text => {
      setSearch(text)
      setAfter(null)
    },
    wanted,
    want: one => {
      setWanted(one)
      setAfter(null)
    },
    next: page?.pageInfo.hasNextPage === true && endCursor != null ? () => setAfter(endCursor) : null,
    begin: after === null ? null : () => setAfter(null),
    print,
    printing,
  }
}
