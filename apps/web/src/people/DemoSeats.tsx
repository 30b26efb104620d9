import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import styles from './people.module.css'

// The seats differ most among the first; the others stand behind one click, so that the door itself stays in sight.
const first = 7

// Not a secret: the whole demonstration is public, and its accounts exist only on a server that was started as one.
const DEMO_PASSWORD = 'plenary-demo'

interface DemoPerson {
  readonly name: string
  readonly email: string
  readonly words: string
}

const isPeople = (value: unknown): value is readonly DemoPerson[] =>
  Array.isArray(value) && value.every(one => typeof one === 'object' && one !== null && 'email' in one && 'name' in one && 'words' in one)

interface DemoSeatsProps {
  readonly enter: (as: { readonly email: string; readonly password: string }) => Promise<void>
  readonly busy: boolean
}

/** In a demonstration: the people one can be, with one click each. */
export function DemoSeats({ enter, busy }: DemoSeatsProps) {
  const { t } = useLingui()
  const doing = (words: string): string => {
    if (words.startsWith('head of delegation')) return t`comments, negotiates and casts the vote`
    if (words.startsWith('observing')) return t`reads and comments, does not vote`
    const told: Readonly<Record<string, string>> = {
      secretary: t`runs the clock and decides comments`,
      chair: t`moves the draft when nothing is missing`,
      drafter: t`writes the text`,
      administrator: t`sets up committees, says nothing on texts`,
      oversight: t`reads everything, changes nothing`,
    }
    return told[words] ?? t`reads and comments`
  }
  const [people, setPeople] = useState<readonly DemoPerson[] | null>(null)
  useEffect(() => {
    const given = new AbortController()
    fetch('/auth/demo', { signal: given.signal })
      .then(async response => setPeople(response.ok ? peopleIn(await response.json()) : []))
      // Without the list, the form below and its sentence still let everybody in.
      .catch(() => setPeople([]))
    return () => given.abort()
  }, [])
  if (people === null) return null
  const seat = (one: DemoPerson) => (
    <li key={one.email}>
      <button
        type="button"
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void enter({ email: one.email, password: DEMO_PASSWORD })
        }}
      >
        <span>
          <b>{one.name}</b>, {one.words}
          <br />
          <span className="q">{doing(one.words)}</span>
        </span>
        <Icon name="go" flip />
      </button>
    </li>
  )
  return (
    <section className={styles.seats} aria-labelledby="seats">
      <h2 className="h2" id="seats">
        <Trans>Take the chair of</Trans>
      </h2>
      {people.length === 0 ? (
        <p className="q">
          <Trans>
            The demonstration's people are not ready yet. Their addresses end in @demo.plenary.example and their password is {DEMO_PASSWORD}
            .
          </Trans>
        </p>
      ) : (
        <>
          <ul>{people.slice(0, first).map(seat)}</ul>
          {people.length > first && (
            <details className={styles.more}>
              <summary>
                <Plural value={people.length - first} one="One more person" other="# more people" />
              </summary>
              <ul>{people.slice(first).map(seat)}</ul>
            </details>
          )}
        </>
      )}
    </section>
  )
}

const peopleIn = (value: unknown): readonly DemoPerson[] => (isPeople(value) ? value : [])
