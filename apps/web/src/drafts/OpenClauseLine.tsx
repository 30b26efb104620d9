import { Trans } from '@lingui/react/macro'
import { createPortal } from 'react-dom'
import type { Presence } from '../editor/people.ts'
import type { TextRoom } from '../editor/text-room.ts'
import type { Pen } from './pen.ts'
import { useRoomPart } from './use-workspace.ts'

interface OpenClauseLineProps {
  readonly pen: Pen
  readonly room: TextRoom
  readonly name: string
  readonly people: readonly Presence[]
}

/** The line under an open clause: which one it is, who else writes in it, and whether it is saved. */
export function OpenClauseLine({ pen, room, name, people }: OpenClauseLineProps) {
  const saving = useRoomPart(room, state => state.saving.words, '')
  const host = pen.host
  const clauseId = pen.editor?.clauseId
  if (host === null || clauseId === undefined) return null
  const others = people.filter(person => person.writing && person.clauseId === clauseId).map(person => person.name)
  return createPortal(
    <div className="edline">
      <span><Trans><bdi>{name}</bdi>, editing</Trans></span>
      <span>{others.length > 0 && <><Trans>You and <bdi>{others.join(', ')}</bdi></Trans>; </>}{saving}</span>
    </div>,
    host,
  )
}

/** The save state in the bar under the text, while it is anything but saved: the bar over the page may be out of sight. */
export function SavingWords({ room }: { readonly room: TextRoom }) {
  const state = useRoomPart(room, one => one.saving.state, 'sending')
  const words = useRoomPart(room, one => one.saving.words, '')
  // A change that is on its way for a moment would only flicker here.
  if (state === 'saved' || state === 'sending') return null
  return <span className={state}>{state === 'refused' ? <a href="#refused-title">{words}</a> : words}</span>
}
