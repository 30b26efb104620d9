import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useState } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { OutboxQuery } from '../api/generated.ts'
import { usePresent } from '../api/viewer.ts'
import { permitted } from '../ui/ActButton.tsx'
import { Moment } from '../ui/Due.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { outboxQuery } from './secretariat.queries.ts'
import styles from './secretariat.module.css'

type Letter = OutboxQuery['outbox']['nodes'][number]

/** The secretariat's desk: every letter Plenary wrote, and whether it went out. */
export function SecretariatScreen() {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const may = permitted(viewer.acts, 'outbox.read')
  const [after, setAfter] = useState<string | null>(null)
  const answer = useAnswer(outboxQuery, { after }, !may.allowed)
  if (!may.allowed) return <Screen title={t`The secretariat's desk is not open to you`} lede={may.why} />
  if (answer.state === 'waiting') return <Waiting title={t`Outbox`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`Outbox`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { nodes, pageInfo } = answer.data.outbox
  const unsent = nodes.filter(letter => letter.sentAt === null).length
  const title =
    nodes.length === 0
      ? t`No letter has been written`
      : unsent === 0
        ? t`Every letter has gone out`
        : plural(unsent, { one: 'One letter has not gone out yet', other: '# letters have not gone out yet' })
  return (
    <Screen
      title={title}
      lede={
        <Trans>
          Everything Plenary writes to people, as they read it. Without a mail server the letters stay here and can be handed over by hand.
        </Trans>
      }
    >
      {nodes.length === 0 && (
        <Empty>
          <Trans>Letters are written when somebody is invited, when an act falls to somebody, and before a deadline.</Trans>
        </Empty>
      )}
      <ol className={styles.letters}>
        {nodes.map(letter => (
          <LetterItem key={letter.id} letter={letter} />
        ))}
      </ol>
      <p className={styles.acts}>
        {after !== null && (
          <button type="button" className="btn" onClick={() => setAfter(null)}>
            <Trans>The newest</Trans>
          </button>
        )}
        {pageInfo.hasNextPage && (
          <button type="button" className="btn" onClick={() => setAfter(pageInfo.endCursor ?? null)}>
            <Trans>Older letters</Trans>
          </button>
        )}
      </p>
    </Screen>
  )
}

// Links in a letter are those of this installation; they open here, everything else stays text.
function Linked({ text }: { readonly text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    part.startsWith(location.origin) ? (
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}

function LetterItem({ letter }: { readonly letter: Letter }) {
  return (
    <li>
      <details>
        <summary>
          <span className={styles.subject} dir="auto">
            {letter.subject}
          </span>
          <span className="q">{letter.to}</span>
          <span className="meta nb">
            <Moment at={letter.at} />,{' '}
            {letter.sentAt === null ? (
              <span className="c-due b">
                <Trans>not sent</Trans>
              </span>
            ) : (
              <span className="c-ins">
                <Trans>sent</Trans>
              </span>
            )}
          </span>
        </summary>
        <p className={styles.text} dir="auto">
          <Linked text={letter.text} />
        </p>
      </details>
    </li>
  )
}
