import { useId, useRef, useState, type KeyboardEvent } from 'react'

export interface Mentionable {
  readonly id: string
  readonly name: string
  /** The body or role by which one recognises the person. */
  readonly of: string
}

interface MentionFieldProps {
  readonly label: string
  readonly value: string
  readonly people: readonly Mentionable[]
  readonly rows?: number
  readonly autoFocus?: boolean
  /** The text, and the ids of those it names with "@". */
  readonly onChange: (text: string, mentions: readonly string[]) => void
  /** Ctrl Enter. */
  readonly onSend: () => void
  readonly onEscape?: () => void
}

const named = (text: string, people: readonly Mentionable[]): string[] => people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)

/** The name that is being typed after an "@" just before the caret; null if there is none. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, caret))
  return found === null ? null : { from: caret - (found[1]?.length ?? 0) - 1, typed: found[1] ?? '' }
}

/** A text in which "@" offers the people of the committee. */
export function MentionField({ label, value, people, rows = 3, autoFocus = false, onChange, onSend, onEscape }: MentionFieldProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState('')
  const mention = mentionAt(value, caret)
  const offered = mention === null || closed === value ? []
    : people.filter(({ name }) => name.toLowerCase().includes(mention.typed.toLowerCase()) && name !== mention.typed.trim()).slice(0, 6)
  const choose = (person: Mentionable): void => {
    if (mention === null) return
    const text = `${value.slice(0, mention.from)}@${person.name} ${value.slice(caret)}`
    onChange(text, named(text, people))
    const end = mention.from + person.name.length + 2
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(end, end)
      setCaret(end)
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const picked = offered[at]
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend()
    else if (picked !== undefined && (event.key === 'Enter' || event.key === 'Tab')) choose(picked)
    else if (offered.length > 0 && event.key === 'ArrowDown') setAt((at + 1) % offered.length)
    else if (offered.length > 0 && event.key === 'ArrowUp') setAt((at + offered.length - 1) % offered.length)
    else if (event.key === 'Escape' && offered.length > 0) setClosed(value)
    else if (event.key === 'Escape' && onEscape !== undefined) onEscape()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="labelled mention">
      <label className="meta" htmlFor={id}>{label}</label>
      <textarea
        ref={field} id={id} className="field" dir="auto" rows={rows} value={value} autoFocus={autoFocus}
        aria-haspopup="listbox" aria-controls={`${id}-people`} aria-autocomplete="list"
        aria-activedescendant={offered[at] === undefined ? undefined : `${id}-${offered[at].id}`}
        onChange={event => { setAt(0); setCaret(event.target.selectionStart); onChange(event.target.value, named(event.target.value, people)) }}
        onSelect={event => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-people`} role="listbox" aria-label={label} className="offered" hidden={offered.length === 0}>
        {offered.map((person, index) => (
          <li
            key={person.id} id={`${id}-${person.id}`} role="option" aria-selected={index === at}
            onMouseDown={event => { event.preventDefault(); choose(person) }}
          >
            <bdi>{person.name}</bdi> <span className="meta">{person.of}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
