import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, type ReactNode } from 'react'
import { Logo } from '../ui/Icon.tsx'
import styles from './people.module.css'

interface GateProps {
  readonly title: string
  readonly notice?: ReactNode
  readonly demo?: boolean
  readonly children: ReactNode
}

/** Three years of negotiation in one sentence: what was added to it between the proposal and the adopted act. */
function Sample() {
  return (
    <figure className={styles.sample}>
      <p className="lede" lang="en" dir="ltr">
        … unless <del>this</del> <ins>that identification</ins> has been <ins>separately</ins> verified and confirmed by at least two
        natural persons <ins>with the necessary competence, training and authority</ins>.
      </p>
      <figcaption className="meta">
        <Trans>
          Article 14(5), from COM(2021) 206 final to Regulation (EU) 2024/1689. © European Union, reused under Decision 2011/833/EU.
        </Trans>
      </figcaption>
    </figure>
  )
}

/** The page of everybody who is not signed in yet: what this is, the door, and the cycle at its foot. */
export function Gate({ title, notice = null, demo = false, children }: GateProps) {
  const { t } = useLingui()
  useEffect(() => {
    document.title = `${title} · Plenary`
  }, [title])
  const cycle = [
    [t`Issue`, t`what is wrong, for whom`],
    [t`Engagement`, t`who must be heard`],
    [t`Drafting`, t`one text, together`],
    [t`Negotiation`, t`positions with reasons`],
    [t`Adoption`, t`a frozen text, a counted vote`],
    [t`Implementation`, t`who does what with it`],
    [t`Review`, t`and round again`],
  ]
  return (
    <main className={styles.gate} id="main">
      {notice}
      <div className={styles.columns}>
        <div>
          <p className={`mark ${styles.mark}`}>
            <Logo />
            Plenary
          </p>
          <h1 className={styles.title}>
            <Trans>Where a common text is written, weighed and adopted</Trans>
          </h1>
          <p className={`lede q ${styles.lede}`}>
            {demo ? (
              <Trans>
                This is a demonstration committee. Take a chair and do what that person has to do. Nothing leaves this machine, and all of
                it can be removed.
              </Trans>
            ) : (
              <Trans>
                People from many countries write one text at the same time, negotiate it with reasons, vote on a frozen edition and keep it
                alive.
              </Trans>
            )}
          </p>
          <Sample />
        </div>
        <div className={styles.door}>{children}</div>
      </div>
      <div className={`rail listed ${styles.cycle}`}>
        <ol>
          {cycle.map(([name, words]) => (
            <li key={name} className="done">
              <span className="st">{name}</span>
              <span className="sm">{words}</span>
            </li>
          ))}
        </ol>
      </div>
    </main>
  )
}
