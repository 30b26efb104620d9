import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Ballot } from './ballots.queries.ts'
import type { SignedReceipt } from './sealing.ts'
import styles from './ballots.module.css'

/** A receipt with what only the voter knows of the paper. */
export interface HeldReceipt extends SignedReceipt {
  readonly tracker: string
  readonly choice: string
  readonly choiceName: string
  /** Whether its signature is that of the ballot's receipt key. */
  readonly holds: boolean
}

/** The tracker in groups that can be read aloud and compared. */
export const grouped = (tracker: string): string => tracker.replace(/(.{4})(?=.)/g, '$1 ')

/** What the voter takes along: the tracker, by which the paper is found after the close, and the signature that proves it was taken. Shown once. */
export function Receipt({ ballot, receipt }: { readonly ballot: Ballot; readonly receipt: HeldReceipt }) {
  const { t } = useLingui()
  const [copied, setCopied] = useState(false)
  const { choiceName, holds, ...file } = receipt
  const download = `data:application/json,${encodeURIComponent(JSON.stringify({ format: 'plenary.receipt.1', ...file, receiptKey: ballot.receiptKey }, null, 2))}`
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(receipt.tracker)
    setCopied(true)
  }
  return (
    <section className={styles.receipt} aria-label={t`Receipt`}>
      <p className="b" role="status">
        {holds ? (
          <Trans>Your paper is in the box: {choiceName}.</Trans>
        ) : (
          <Trans>The server gave a receipt that does not hold. Tell the chair before the ballot closes.</Trans>
        )}
      </p>
      <p>
        <Trans>Your tracker. It is shown once and kept nowhere: write it down.</Trans>
      </p>
      <p className={`mono ${styles.tracker}`}>
        <bdi dir="ltr">{grouped(receipt.tracker)}</bdi>
      </p>
      <p className={styles.acts}>
        <button type="button" className="btn" onClick={() => void copy()}>
          {copied ? <Trans>Copied</Trans> : <Trans>Copy the tracker</Trans>}
        </button>
        <a href={download} download={`receipt-${ballot.draft.number}-${ballot.number}.json`}>
          <Trans>Save the receipt</Trans>
        </a>
      </p>
      <p className="meta">
        <Trans>After the close, find it among the published papers. Who sees your tracker sees how you voted.</Trans>
      </p>
    </section>
  )
}
