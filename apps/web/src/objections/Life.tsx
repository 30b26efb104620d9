import { Trans, useLingui } from '@lingui/react/macro'
import { Day } from '../ui/Due.tsx'
import { useSay } from '../ui/use-say.ts'
import type { Objection } from './objections.queries.ts'
import styles from './objections.module.css'

type Step = Objection['steps'][number]

function useDeeds(): (step: Step) => string {
  const { t } = useLingui()
  const say = useSay()
  return ({ act, outcome }) => {
    const which = outcome === null ? '' : say(outcome).toLowerCase()
    const deeds: Readonly<Record<string, string>> = {
      raise: t`raised`,
      triage: t`found to be ${which}`,
      address: t`answered: ${which}`,
      acknowledge: t`acknowledged: the answer clears it`,
      sustain: t`sustained`,
      withdraw: t`withdrawn`,
      retract: t`retracted, raised in error`,
      lapse: t`lapsed: its seat did not say in time whether the answer clears it`,
      find: outcome === 'resolved' ? t`found resolved by the chair` : t`found by the chair not to stand in the way`,
      appeal: t`the finding is appealed`,
      release: t`the appeal is withdrawn; the finding stands`,
      uphold: t`upheld on appeal`,
      overrule: t`overruled on appeal`,
    }
    return deeds[act] ?? act
  }
}

/** Every dated step of an objection, oldest first: what was done, by whom, with which words. */
export function Life({ steps }: { readonly steps: readonly Step[] }) {
  const deed = useDeeds()
  return (
    <ol className={styles.life}>
      {steps.map(step => (
        <li key={step.id}>
          <span className="meta">
            <Day at={step.at} />
          </span>
          <span>
            <b>{deed(step)}</b>{' '}
            <span className="q">
              {step.by === null ? (
                <Trans>by the clock</Trans>
              ) : (
                <Trans>
                  by <bdi>{step.by.name}</bdi>
                </Trans>
              )}
            </span>
            {/* The reason of the raising stands above, in full. */}
            {step.act !== 'raise' && step.reason !== '' && (
              <span className="serif" dir="auto">
                {' '}
                “{step.reason}”
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
