import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useDeferredValue, useMemo, useState } from 'react'
import { Modal } from '../ui/Modal.tsx'
import { TextField } from '../ui/Field.tsx'
import { RefusalNote, type Refusal } from '../ui/RefusalNote.tsx'
import type { Desk } from './desk.ts'

type Search = typeof import('../editor/search.ts')

interface FindPanelProps {
  readonly desk: Desk
  readonly search: Search
  readonly mayWrite: boolean
  readonly onGo: (clauseId: string) => void
  readonly onClose: () => void
}

// References and footnotes count as one character, which has no picture.
const plain = (text: string): string => text.replaceAll('\ufffc', '…')

// A list longer than this is no list any more; the count still says how many there are.
const shownAtMost = 200

/** Finds words in the whole draft, lists every place, and replaces only those that stay ticked. */
export function FindPanel({ desk, search, mayWrite, onGo, onClose }: FindPanelProps) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const [replacement, setReplacement] = useState('')
  const [matchCase, setMatchCase] = useState(false)
  const [wholeWord, setWholeWord] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [round, setRound] = useState(0)
  const [done, setDone] = useState<{ replaced: number; skipped: number } | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const wanted = useDeferredValue(words)
  const live = desk.live
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `round` stands for the text after a replacement, which lives outside React.
  const hits = useMemo(() => live === null || wanted.trim() === '' ? [] : search.hitsOf(live, wanted, { matchCase, wholeWord }), [live, wanted, matchCase, wholeWord, search, round])
  const chosen = hits.filter(hit => !left.has(hit.key))
  const replace = (): void => {
    if (desk.room === null || live === null) return
    const result = search.replace(desk.room.text, chosen, replacement)
    setRefusal(result.ok ? null : result.refusal)
    setDone(result.ok ? { replaced: result.value.replaced, skipped: result.value.skipped.length } : null)
    setLeft(new Set())
    setRound(round + 1)
  }
  const toggle = (key: string): void => {
    const next = new Set(left)
    if (!next.delete(key)) next.add(key)
    setLeft(next)
  }
  return (
    <Modal title={t`Find in the draft`} onClose={onClose}>
      <div className="stack">
        <TextField label={t`Words`} value={words} data-first="" onChange={event => { setWords(event.target.value); setDone(null); setLeft(new Set()) }} />
        <div className="pick-row">
          <label className="pick"><input type="checkbox" checked={matchCase} onChange={event => setMatchCase(event.target.checked)} /><span><Trans>Match case</Trans></span></label>
          <label className="pick"><input type="checkbox" checked={wholeWord} onChange={event => setWholeWord(event.target.checked)} /><span><Trans>Whole words</Trans></span></label>
        </div>
        {mayWrite && <TextField label={t`Replace by`} value={replacement} onChange={event => setReplacement(event.target.value)} />}
        <p className="q" role="status">
          {done !== null
            ? (
                <>
                  <Plural value={done.replaced} one="# place replaced; undo takes it back in one step." other="# places replaced; undo takes them back in one step." />
                  {done.skipped > 0 && <>{' '}<Plural value={done.skipped} one="# was left, because it changed meanwhile." other="# were left, because they changed meanwhile." /></>}
                </>
              )
            : wanted.trim() === '' ? <Trans>Type what to look for.</Trans>
              : hits.length === 0 ? <Trans>These words are not in the draft.</Trans>
                : <Plural value={hits.length} one="# place found" other="# places found" />}
        </p>
        <RefusalNote refusal={refusal} />
        <ol className="hits">
          {hits.slice(0, shownAtMost).map(hit => (
            <li key={hit.key}>
              {mayWrite && (
                <input type="checkbox" checked={!left.has(hit.key)} onChange={() => toggle(hit.key)} aria-label={t`Replace in ${hit.name}`} />
              )}
              <button type="button" className="hit" onClick={() => { onClose(); setTimeout(onGo, 0, hit.hit.clauseId) }}>
                <span className="meta"><bdi>{hit.name}</bdi></span>
                <span className="serif" dir="auto">{plain(hit.hit.before)}<mark>{hit.hit.text}</mark>{plain(hit.hit.after)}</span>
              </button>
            </li>
          ))}
        </ol>
        {hits.length > shownAtMost && <p className="meta"><Trans>The first {shownAtMost} are listed; narrow the words to see the others.</Trans></p>}
        {mayWrite && hits.length > 0 && (
          <div className="acts">
            <button type="button" className={replacement === '' ? 'btn' : 'btn first'} disabled={chosen.length === 0} onClick={replace}>
              {replacement === ''
                ? <Plural value={chosen.length} one="Delete the words at # place" other="Delete the words at # places" />
                : <Plural value={chosen.length} one="Replace # place" other="Replace # places" />}
            </button>
          </div>
        )}
      </div>
    </Modal>
  )
}
