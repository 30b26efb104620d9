import { Trans, useLingui } from '@lingui/react/macro'
import { Screen } from './Screen.tsx'
import { Where } from './Where.tsx'

/** A committee that does not exist, or of which the reader sees nothing, and the way to those they belong to. */
export function NoCommittee() {
  const { t } = useLingui()
  return (
    <Screen title={t`There is no such committee for you`} lede={<Trans>It does not exist, or you have no seat and no role in it.</Trans>}>
      <p className="after">
        <Where to="/committees" className="btn">
          <Trans>My committees</Trans>
        </Where>
      </p>
    </Screen>
  )
}
