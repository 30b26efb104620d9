import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, useSyncExternalStore, type KeyboardEvent, type RefObject } from 'react'
import type { WritingCommand } from '../editor/writing-commands.ts'
import type { Pen } from './pen.ts'

/** What is put into the text by a form of its own. */
export type Insertion = 'xref' | 'cite' | 'footnote' | 'formula'

interface ToolbarProps {
  readonly pen: Pen
  readonly toolbar: RefObject<HTMLDivElement | null>
  readonly onInsert: (what: Insertion) => void
}

const kinds: ReadonlySet<string> = new Set([
  'paragraph', 'title', 'requirement-shall', 'requirement-should', 'requirement-may', 'requirement-can', 'term',
])
const inTables: ReadonlySet<string> = new Set(['row', 'column', 'head-row', 'delete-row', 'delete-column', 'delete-table'])
const inLists: ReadonlySet<string> = new Set(['indent', 'outdent'])

let snapshot = { key: '', active: new Set<string>(), possible: new Set<string>() }

/** Looks at the selection once, not once for each button. */
function stateOf(pen: Pen, commands: readonly WritingCommand[]): typeof snapshot {
  const state = pen.editor?.state
  const active = new Set(state === undefined ? [] : commands.filter(command => command.isActive(state)).map(({ id }) => id))
  const possible = new Set(state === undefined ? [] : commands.filter(command => command.isPossible(state)).map(({ id }) => id))
  const key = [...active, '|', ...possible].join(' ')
  if (key !== snapshot.key) snapshot = { key, active, possible }
  return snapshot
}

/** Every command of the open clause by name, in one row that Alt F10 reaches and arrows walk. */
export function Toolbar({ pen, toolbar, onInsert }: ToolbarProps) {
  const { t } = useLingui()
  const commands = useRef<readonly WritingCommand[]>([])
  if (commands.current.length === 0) commands.current = pen.module?.writingCommands() ?? []
  const { active, possible } = useSyncExternalStore(pen.subscribe, () => stateOf(pen, commands.current))
  const run = (command: WritingCommand | undefined): void => {
    if (command !== undefined) pen.editor?.run(command.run)
  }
  const kind = commands.current.find(({ id }) => kinds.has(id) && active.has(id))?.id ?? ''
  const buttons = commands.current.filter(({ id }) =>
    !kinds.has(id) && (inTables.has(id) || inLists.has(id) ? possible.has(id) : id !== 'line-break'))
  return (
    <div className="toolbar" role="toolbar" aria-label={t`Writing tools`} ref={toolbar} onKeyDown={event => walk(event, pen)}>
      <label className="vh" htmlFor="block-kind"><Trans>Kind of block</Trans></label>
      <select id="block-kind" className="field kind" value={kind} onChange={event => run(commands.current.find(({ id }) => id === event.target.value))}>
        {kind === '' && <option value="">{t`Several kinds`}</option>}
        {commands.current.filter(({ id }) => kinds.has(id)).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
      {buttons.map(command => (
        <button
          key={command.id} type="button" className="tool" tabIndex={-1} aria-pressed={active.has(command.id)} disabled={!possible.has(command.id)}
          title={command.keys} onMouseDown={event => event.preventDefault()} onClick={() => run(command)}
        >
          {command.name}
        </button>
      ))}
      {([['xref', t`Cross-reference`], ['cite', t`Citation`], ['footnote', t`Footnote`], ['formula', t`Formula`]] as const).map(([what, name]) => (
        <button key={what} type="button" className="tool" tabIndex={-1} onMouseDown={event => event.preventDefault()} onClick={() => onInsert(what)}>{name}</button>
      ))}
      <button type="button" className="tool" tabIndex={-1} onClick={() => void pen.takeBack('undo')}><Trans>Undo</Trans></button>
      <button type="button" className="tool" tabIndex={-1} onClick={() => void pen.takeBack('redo')}><Trans>Redo</Trans></button>
    </div>
  )
}

// One stop for Tab, arrows inside: the toolbar pattern. In a right-to-left page the arrows follow the eye.
function walk(event: KeyboardEvent<HTMLDivElement>, pen: Pen): void {
  if (event.key === 'Escape') {
    event.preventDefault()
    pen.editor?.focus()
    return
  }
  const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const backward = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('select, button:not(:disabled)')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  const next = event.key === forward ? at + 1 : event.key === backward ? at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? stops.length - 1 : null
  if (next === null) return
  event.preventDefault()
  stops[(next + stops.length) % stops.length]?.focus()
}
