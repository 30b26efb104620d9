import { Trans, useLingui } from '@lingui/react/macro'
import { useClient } from 'urql'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import type { ViewerQuery } from '../api/generated.ts'
import { usePresent } from '../api/viewer.ts'
import { viewerQuery } from '../api/viewer.queries.ts'
import { ActButton, permitted } from '../ui/ActButton.tsx'
import { Moment } from '../ui/Due.tsx'
import { Modal } from '../ui/Modal.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { moveClock, removeDemo } from './demo.queries.ts'

const spans = ['P1D', 'P7D', 'P30D', 'P6M', 'P1Y', 'P5Y'] as const

/** Says that this is a demonstration, shows its clock, and lets who may move it on. */
export function DemoBar({ clock }: { readonly clock: ViewerQuery['clock'] }) {
  const { t } = useLingui()
  const { viewer } = usePresent()
  const client = useClient()
  const moving = useAct(moveClock)
  const removing = useAct(removeDemo)
  const [asking, setAsking] = useState(false)
  const names: Record<(typeof spans)[number], string> = {
    P1D: t`1 day`,
    P7D: t`1 week`,
    P30D: t`30 days`,
    P6M: t`6 months`,
    P1Y: t`1 year`,
    P5Y: t`5 years`,
  }
  const move = async (by: string): Promise<void> => {
    const moved = await moving.act({ by })
    if (moved === null) return
    await client.query(viewerQuery, {}, { requestPolicy: 'network-only' }).toPromise()
    location.reload()
  }
  const removal = permitted(viewer.acts, 'demo.remove')
  return (
    <aside className="demo" aria-label={t`Demonstration`}>
      <p>
        <b>
          <Trans>Demonstration.</Trans>
        </b>{' '}
        <Trans>
          Its clock says <Moment at={clock.now} />.
        </Trans>
      </p>
      {clock.mayMove && (
        <div className="demo-acts">
          <span id="demo-forward">
            <Trans>Move it forward by</Trans>
          </span>
          <div className="seg" role="group" aria-labelledby="demo-forward">
            {spans.map(span => (
              <button key={span} type="button" aria-disabled={moving.busy} onClick={() => void move(span)}>
                {names[span]}
              </button>
            ))}
          </div>
        </div>
      )}
      {removal.allowed && (
        <button type="button" className="link" onClick={() => setAsking(true)}>
          <Trans>Remove demo data</Trans>
        </button>
      )}
      <RefusalNote refusal={moving.refusal} />
      {asking && (
        <Modal title={t`Remove all demonstration data?`} onClose={() => setAsking(false)}>
          <p>
            <Trans>
              The demonstration committee goes, with its people, drafts, comments and ballots. What you made outside of it stays. This
              cannot be undone.
            </Trans>
          </p>
          <RefusalNote refusal={removing.refusal} />
          <ActButton
            permission={removal}
            first
            onAct={() => void removing.act({}).then(done => done !== null && location.assign('/sign-in'))}
          >
            <Trans>Remove demo data</Trans>
          </ActButton>
        </Modal>
      )}
    </aside>
  )
}
