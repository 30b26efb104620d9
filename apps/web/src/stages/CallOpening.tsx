import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/answer.ts'
import { permitted, type Permission } from '../ui/ActButton.tsx'
import { closingDay, type Standpoint } from './closing-day.ts'
import { OpeningForm } from './OpeningForm.tsx'
import { openCall } from './stages.queries.ts'

interface CallOpeningProps {
  /** The draft, whose rulebook says how long it must stay open. */
  readonly draft: Standpoint & { readonly id: string; readonly acts: readonly Permission[] }
}

/** Opens a public call: its question, and until when anybody may comment. */
export function CallOpening({ draft }: CallOpeningProps) {
  const { t } = useLingui()
  const opening = useAct(openCall)
  const [closes, setCloses] = useState(() => closingDay('call', draft))
  return (
    <OpeningForm
      permission={permitted(draft.acts, 'call.open')}
      begin={<Trans>Open a public call</Trans>}
      submit={<Trans>Open the call</Trans>}
      question={t`What the public is asked`}
      required
      closes={closes}
      onCloses={setCloses}
      refusal={opening.refusal}
      busy={opening.busy}
      onOpen={(question, closesAt) => opening.act({ input: { draftId: draft.id, question, closesAt } })}
    />
  )
}
