import { Trans } from '@lingui/react/macro'
import styles from './ballots.module.css'

/** What a secret ballot does not protect against, said before anybody votes. */
export function HonestLimits() {
  return (
    <details open>
      <summary>
        <Trans>What this secrecy does not cover</Trans>
      </summary>
      <ul className={`meta ${styles.limits}`}>
        <li>
          <Trans>
            Whoever runs this server can, while the ballot is open, use its key to read papers or change the page that seals them. Plenary does
            neither; you trust its operator for secrecy, but not for the count.
          </Trans>
        </li>
        <li>
          <Trans>A paper that was left out or changed is noticed only if its voter looks for the tracker after the close.</Trans>
        </li>
        <li>
          <Trans>With your tracker you can show others how you voted. So can somebody who forces you.</Trans>
        </li>
        <li>
          <Trans>A hostile browser or add-on can change your choice before it is sealed. The tracker shows it after the close.</Trans>
        </li>
        <li>
          <Trans>A very small or unanimous ballot tells by its result who voted how.</Trans>
        </li>
        <li>
          <Trans>If the key of this ballot is lost before the close, no paper can be opened: the ballot is void and held again.</Trans>
        </li>
      </ul>
    </details>
  )
}
