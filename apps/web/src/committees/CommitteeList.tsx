import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useState } from 'react'
import { useAnswer } from '../api/answer.ts'
import type { CommitteesQuery } from '../api/generated.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { Where } from '../ui/Where.tsx'
import { NewCommittee } from './NewCommittee.tsx'
import { committeesQuery } from './committees.queries.ts'
import styles from './committees.module.css'

type Committee = CommitteesQuery['committees']['nodes'][number]

/** The committees one belongs to, as the tree they form. */
export function CommitteeList() {
  const { t } = useLingui()
  const answer = useAnswer(committeesQuery, {})
  const [founding, setFounding] = useState(false)
  if (answer.state === 'waiting') return <Waiting title={t`My committees`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`My committees`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const all = answer.data.committees.nodes
  const known = new Set(all.map(one => one.id))
  const roots = all.filter(one => one.parent === null || !known.has(one.parent.id))
  const creating = permitted(answer.data.me?.acts ?? [], 'committee.create')
  return (
    <Screen
      title={plural(all.length, { 0: 'You are in no committee yet', one: 'You are in one committee', other: 'You see # committees' })}
    >
      {all.length === 0 && (
        <Empty>
          <Trans>A committee's secretary invites its members by link. Adopted texts and open calls are readable without one.</Trans>
        </Empty>
      )}
      <Tree of={roots} all={all} />
      {(creating.allowed || all.length === 0) && !founding && (
        <p className="after">
          <ActButton permission={creating} onAct={() => setFounding(true)}>
            <Trans>Found a committee</Trans>
          </ActButton>
        </p>
      )}
      {founding && <NewCommittee committees={all} onClose={() => setFounding(false)} />}
    </Screen>
  )
}

function Tree({ of, all }: { readonly of: readonly Committee[]; readonly all: readonly Committee[] }) {
  if (of.length === 0) return null
  return (
    <ul className={styles.tree}>
      {of.map(one => (
        <li key={one.id}>
          <p>
            <Where to={`/c/${one.id}`} className={styles.name}>
              <bdi>{one.code}</bdi> {one.name}
            </Where>
          </p>
          <p className="q" dir="auto">
            {one.scope}
          </p>
          <Tree of={all.filter(other => other.parent?.id === one.id)} all={all} />
        </li>
      ))}
    </ul>
  )
}
