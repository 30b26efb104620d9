import { Trans, useLingui } from '@lingui/react/macro'
import { stageTitle } from '@plenary/process'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import type { StageQuery } from '../api/generated.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { Day, Moment } from '../ui/Due.tsx'
import { AreaField } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { takeBackMove } from './stages.queries.ts'
import styles from './stages.module.css'

type StageEvent = NonNullable<StageQuery['draft']>['history'][number]

interface HistoryProps {
  readonly draft: Pick<NonNullable<StageQuery['draft']>, 'id' | 'rulebook' | 'rulebookEdition' | 'history' | 'acts'>
}

/** How the draft came where it stands; nothing in it is ever removed. The last move can be taken back by who decides. */
export function History({ draft }: HistoryProps) {
  const [asking, setAsking] = useState(false)
  const newest = [...draft.history].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
  const last = newest.find(event => event.takenBackAt === null)
  return (
    <section className="section" id="history" aria-labelledby="history-title">
      <h2 className="h2" id="history-title">
        <Trans>History</Trans>
      </h2>
      <ol className={styles.history}>
        {newest.map(event => (
          <li key={event.id}>
            <p>
              <Moment at={event.at} />
            </p>
            <EventWords event={event} titleOf={code => stageTitle(draft, code)} />
          </li>
        ))}
      </ol>
      {last !== undefined && last.from !== null && (
        <ActButton permission={permitted(draft.acts, 'stage.takeBack')} onAct={() => setAsking(true)}>
          <Trans>Take back the last move</Trans>
        </ActButton>
      )}
      {asking && <TakeBack draftId={draft.id} onClose={() => setAsking(false)} />}
    </section>
  )
}

function EventWords({ event, titleOf }: { readonly event: StageEvent; readonly titleOf: (code: string) => string }) {
  const { t } = useLingui()
  const by = event.by?.name ?? t`Plenary itself, on its date`
  const moved =
    event.from === null ? (
      <Trans>
        Opened in {titleOf(event.to)} by {by}.
      </Trans>
    ) : (
      <Trans>
        From {titleOf(event.from)} to {titleOf(event.to)}, by {by}.
      </Trans>
    )
  return (
    <div className={event.takenBackAt === null ? undefined : styles.undone}>
      <p>
        {event.takenBackAt === null ? moved : <s>{moved}</s>} {event.reason !== '' && <span className="serif">“{event.reason}”</span>}
      </p>
      {event.override && (
        <p className="c-del">
          <Trans>Moved in spite of: {event.missing.map(one => one.message).join(' ')}</Trans>
        </p>
      )}
      {event.takenBackAt !== null && (
        <p>
          <Trans>
            Taken back on <Day at={event.takenBackAt} />: {event.takenBackReason}
          </Trans>
        </p>
      )}
    </div>
  )
}

function TakeBack({ draftId, onClose }: { readonly draftId: string; readonly onClose: () => void }) {
  const { t } = useLingui()
  const taking = useAct(takeBackMove)
  const [reason, setReason] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await taking.act({ input: { draftId, reason } })) !== null) onClose()
  }
  return (
    <Modal title={t`Take back the last move?`} onClose={onClose}>
      <form className="act-sheet" onSubmit={event => void submit(event)}>
        <p>
          <Trans>The draft returns to where it was. The move and its taking back both stay in the history.</Trans>
        </p>
        <AreaField label={t`Reason, shown in the history`} required value={reason} onChange={event => setReason(event.target.value)} />
        <RefusalNote refusal={taking.refusal} />
        <p className="acts">
          <button type="submit" className="btn first" aria-disabled={taking.busy}>
            <Trans>Take it back</Trans>
          </button>
          <button type="button" className="link" onClick={onClose}>
            <Trans>Leave it</Trans>
          </button>
        </p>
      </form>
    </Modal>
  )
}
