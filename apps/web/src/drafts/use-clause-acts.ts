import { useLingui } from '@lingui/react/macro'
import { useCallback, useMemo, useState } from 'react'
import type { Result } from '@plenary/kernel'
import type { ClauseCommands } from '../editor/clause-commands.ts'
import type { Refusal } from '../ui/RefusalNote.tsx'
import type { ClauseAct } from './ClauseMenu.tsx'
import type { Desk } from './desk.ts'
import type { Pen } from './pen.ts'

/** The acts on clauses, as the menu and the keys use them. */
export interface ClauseActs {
  readonly acts: readonly ClauseAct[]
  readonly refusal: Refusal | null
  readonly clear: () => void
  /** Does something to clauses; where it leads the reader follows, writing on if they wrote. */
  readonly run: (act: (commands: ClauseCommands, clauseId: string) => Result<{ clauseId: string }> | Result<{ clauseIds: string[] }> | null) => void
  readonly addFirst: () => void
  readonly moveTo: (clauseId: string, to: { parent: string | null; after: string | null }) => void
  readonly restore: (clauseId: string) => void
}

const load = () => import('../editor/clause-commands.ts')

/** Gives the commands on clauses to the page: they act on the clause in hand, or on the one open for writing. */
export function useClauseActs(desk: Desk | undefined, pen: Pen | null, mayWrite: boolean, onMoveTo: (clauseId: string) => void): ClauseActs {
  const { t } = useLingui()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const commands = useCallback(async (): Promise<ClauseCommands | null> => {
    if (desk?.live === undefined || desk.live === null || desk.room === null || !mayWrite) return null
    const { ClauseCommands } = await load()
    return desk.live === null || desk.room === null ? null : new ClauseCommands(desk.live, desk.room.text, () => crypto.randomUUID())
  }, [desk, mayWrite])

  const follow = useCallback((result: Result<{ clauseId: string }> | Result<{ clauseIds: string[] }> | null, wrote: boolean) => {
    setRefusal(result === null || result.ok ? null : result.refusal)
    if (result === null || !result.ok || desk === undefined || !('clauseId' in result.value)) return
    const { clauseId } = result.value
    // The sheet shows a new clause with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (wrote) void pen?.open(clauseId, { at: 'start' })
      else desk.select(clauseId)
      desk.sheet.row(clauseId)?.scrollIntoView({ block: 'nearest' })
      if (!wrote) desk.sheet.row(clauseId)?.focus({ preventScroll: true })
    }))
  }, [desk, pen])

  const run = useCallback<ClauseActs['run']>(act => {
    void commands().then(all => {
      const clauseId = desk?.state().open ?? desk?.state().current ?? null
      if (all === null || clauseId === null) return
      const wrote = pen?.editor !== null && pen !== null
      const result = act(all, clauseId)
      if (result?.ok === true && wrote) pen.leave()
      follow(result, wrote)
    })
  }, [commands, desk, pen, follow])

  const addFirst = useCallback(() => {
    const begin = (): void => void commands().then(all => follow(all?.addAfter(null) ?? null, true))
    if (desk === undefined || desk.state().live) return begin()
    // A draft is known to be empty before its shared text is here; the first clause waits for that.
    const stop = desk.subscribe(() => {
      if (!desk.state().live) return
      stop()
      begin()
    })
  }, [desk, commands, follow])

  const moveTo = useCallback<ClauseActs['moveTo']>((clauseId, to) => {
    void commands().then(all => follow(all?.moveTo(clauseId, to) ?? null, false))
  }, [commands, follow])

  const restore = useCallback((clauseId: string) => {
    void commands().then(all => {
      const result = all?.restore(clauseId) ?? null
      follow(result?.ok === true ? { ok: true, value: { clauseId } } : result, false)
    })
  }, [commands, follow])

  const acts = useMemo<ClauseAct[]>(() => {
    const place = (): { blockId: string; offset: number } | null => {
      const at = pen?.editor?.place() ?? null
      return at === null ? null : { blockId: at.blockId, offset: at.start }
    }
    return [
      { id: 'add', name: t`Add a clause after this one`, keys: '', run: () => run((all, id) => all.addAfter(id)) },
      { id: 'add-inside', name: t`Add a clause inside this one`, keys: '', run: () => run((all, id) => all.addInside(id)) },
      { id: 'up', name: t`Move up`, keys: 'Alt Shift ↑', run: () => run((all, id) => all.move(id, 'up')) },
      { id: 'down', name: t`Move down`, keys: 'Alt Shift ↓', run: () => run((all, id) => all.move(id, 'down')) },
      { id: 'move', name: t`Move to…`, keys: '', run: () => { const id = desk?.state().open ?? desk?.state().current; if (id !== null && id !== undefined) onMoveTo(id) } },
      { id: 'nest', name: t`One level in`, keys: 'Alt Shift →', run: () => run((all, id) => all.nest(id, 'in')) },
      { id: 'unnest', name: t`One level out`, keys: 'Alt Shift ←', run: () => run((all, id) => all.nest(id, 'out')) },
      { id: 'split', name: t`Split at the caret`, keys: 'Ctrl Enter', run: () => run((all, id) => { const at = place(); return at === null ? null : all.split(id, at) }) },
      { id: 'join', name: t`Join with the clause before`, keys: 'Ctrl Shift ⌫', run: () => run((all, id) => all.join(id)) },
      { id: 'to-clause', name: t`Make this paragraph a clause`, keys: '', run: () => run((all, id) => { const at = place(); return at === null ? null : all.paragraphToClause(id, at.blockId) }) },
      { id: 'to-paragraph', name: t`Make this clause a paragraph`, keys: '', run: () => run((all, id) => all.clauseToParagraph(id)) },
      { id: 'close-gap', name: t`The gap is closed`, keys: '', run: () => run((all, id) => all.closeGap(id)) },
      { id: 'withdraw', name: t`Withdraw the clause`, keys: '', run: () => run((all, id) => all.withdraw(id)) },
    ]
  }, [t, run, desk, pen, onMoveTo])

  const clear = useCallback(() => setRefusal(null), [])
  return { acts, refusal, clear, run, addFirst, moveTo, restore }
}
