import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { InboxQuery } from '../api/generated.ts'
import { Day } from '../ui/Due.tsx'
import { Where } from '../ui/Where.tsx'
import styles from './inbox.module.css'

type Inbox = InboxQuery['inbox']

// The two lists below the acts are for orientation; the whole of them is one press away.
const FIRST = 8

function More({ count, onMore }: { readonly count: number; readonly onMore: () => void }) {
  if (count <= 0) return null
  return (
    <p className={styles.more}>
      <button type="button" className="link" onClick={onMore}>
        <Trans>Show {count} more</Trans>
      </button>
    </p>
  )
}

/** What this person waits for, and who holds it. */
export function WaitingFor({ lines }: { readonly lines: Inbox['waiting'] }) {
  const [shown, setShown] = useState(FIRST)
  return (
    <section aria-labelledby="waiting">
      <h2 className="h2" id="waiting">
        <Trans>Waiting for others</Trans>
      </h2>
      {lines.length === 0 ? (
        <p className="q">
          <Trans>You wait for nobody.</Trans>
        </p>
      ) : (
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Act</Trans>
              </th>
              <th scope="col">
                <Trans>Who holds it</Trans>
              </th>
              <th scope="col" className="r">
                <Trans>Due</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map(line => (
              <tr key={`${line.what} ${line.who} ${line.where}`}>
                <td>
                  <bdi>
                    <Where to={line.where}>{line.what}</Where>
                  </bdi>
                </td>
                <td>{line.who}</td>
                <td className="r nb">{line.due === null ? '–' : <Day at={line.due} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More count={lines.length - shown} onMore={() => setShown(lines.length)} />
    </section>
  )
}

/** What changed in the drafts of this person's committees. */
export function FollowedDrafts({ lines }: { readonly lines: Inbox['followed'] }) {
  const [shown, setShown] = useState(FIRST)
  return (
    <section aria-labelledby="followed">
      <h2 className="h2" id="followed">
        <Trans>Followed</Trans>
      </h2>
      {lines.length === 0 ? (
        <p className="q">
          <Trans>Nothing new in the drafts of your committees.</Trans>
        </p>
      ) : (
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Draft</Trans>
              </th>
              <th scope="col">
                <Trans>What changed</Trans>
              </th>
              <th scope="col" className="r">
                <Trans>When</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map(line => (
              <tr key={`${line.at} ${line.what} ${line.draft.id}`}>
                <td className="nb">
                  <bdi>{line.draft.number}</bdi>
                </td>
                <td>
                  <bdi>
                    <Where to={line.where}>{line.what}</Where>
                  </bdi>
                </td>
                <td className="r nb">
                  <Day at={line.at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More count={lines.length - shown} onMore={() => setShown(lines.length)} />
    </section>
  )
}
