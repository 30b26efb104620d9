import { Trans } from '@lingui/react/macro'
import type { DraftLinePartsFragment } from '../api/generated.ts'
import { Where } from '../ui/Where.tsx'
import { isLate } from './Funnel.tsx'
import styles from './committees.module.css'

/** Drafts with where each stands, how long, and what comes next. */
export function DraftTable({ drafts, name }: { readonly drafts: readonly DraftLinePartsFragment[]; readonly name: string }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={name}>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Draft</Trans>
            </th>
            <th scope="col">
              <Trans>Where it stands</Trans>
            </th>
            <th scope="col">
              <Trans>Next</Trans>
            </th>
            <th scope="col" className="r">
              <Trans>Open comments</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {drafts.map(draft => {
            const station = draft.rail.stations.find(one => one.state === 'current')
            const late = isLate(draft)
            return (
              <tr key={draft.id}>
                <th scope="row" className={styles.draft}>
                  <Where to={`/d/${draft.id}`}>
                    <bdi>{draft.number}</bdi> {draft.title}
                  </Where>
                  <span className="meta">
                    {' '}
                    <bdi>{draft.committee.code}</bdi>
                    {draft.isDemo && (
                      <>
                        , <Trans>sample</Trans>
                      </>
                    )}
                  </span>
                </th>
                <td className={styles.stands}>
                  {draft.withdrawnAt !== null ? (
                    <span className="c-del">
                      <Trans>withdrawn</Trans>
                    </span>
                  ) : (
                    <>
                      {station?.name}
                      <br />
                      <span className={late ? 'late over' : 'meta'}>{station?.words}</span>
                    </>
                  )}
                </td>
                <td className={`q ${styles.next}`}>{draft.rail.next}</td>
                <td className="r">{draft.commentCounts.open}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
