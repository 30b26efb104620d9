import { Trans, useLingui } from '@lingui/react/macro'
import { useParams, useSearch } from '@tanstack/react-router'
import { editionsOf, rulebookOf, type Rulebook } from '@plenary/process'
import { Empty, Screen } from '../ui/Screen.tsx'
import { shortDay } from '../ui/moment.ts'
import { Where } from '../ui/Where.tsx'
import { Ballots, Clocks, Disputes, Memberships, Notes, Sources, Terms } from './RulebookParts.tsx'
import { Stages } from './RulebookStages.tsx'
import styles from './process.module.css'

/** One rulebook to read and to print: the same data that decides, in words, with where each thing is known from. */
export function RulebookScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/signed-in/rulebooks/$id' })
  const { edition } = useSearch({ from: '/signed-in/rulebooks/$id' })
  const book = rulebookOf(id, edition)
  if (book === null)
    return (
      <Screen title={t`There is no such rulebook`}>
        <Empty act={<Where to="/process">{t`All rulebooks`}</Where>}>
          <Trans>Its name or its edition is not known here.</Trans>
        </Empty>
      </Screen>
    )
  return (
    <Screen
      title={book.title}
      over={<Where to={`/process?rulebook=${encodeURIComponent(book.id)}`}>{t`Process`}</Where>}
      beside={
        <button type="button" className="btn" onClick={() => window.print()}>
          <Trans>Print</Trans>
        </button>
      }
      lede={
        book.until === undefined ? (
          <Trans>
            Edition {book.edition}, in force from {shortDay(book.from, 'UTC')}. {book.source}. Days begin and end in {book.zone}.
          </Trans>
        ) : (
          <Trans>
            Edition {book.edition}, in force from {shortDay(book.from, 'UTC')} until {shortDay(book.until, 'UTC')}. {book.source}. Days begin and end in {book.zone}.
          </Trans>
        )
      }
    >
      <Editions book={book} />
      <Stages book={book} />
      <Clocks book={book} />
      <Terms book={book} />
      <Ballots book={book} />
      <Memberships book={book} />
      <Disputes book={book} />
      <Notes book={book} />
      <Sources book={book} />
    </Screen>
  )
}

function Editions({ book }: { readonly book: Rulebook }) {
  const editions = editionsOf(book.id)
  if (editions.length < 2) return null
  return (
    <p className={`meta ${styles.legend ?? ''}`}>
      {editions.map(one => (
        <Where
          key={one.edition}
          to={`/rulebooks/${book.id}?edition=${encodeURIComponent(one.edition)}`}
          aria-current={one.edition === book.edition ? 'page' : undefined}
        >
          <Trans>edition {one.edition}</Trans>
        </Where>
      ))}
    </p>
  )
}
