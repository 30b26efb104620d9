import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useState, type FormEvent } from 'react'
import { useAct, useAnswer } from '../api/answer.ts'
import { ActButton, permitted, type Permission } from '../ui/ActButton.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Empty, Failed, Screen, Waiting } from '../ui/Screen.tsx'
import { bodiesQuery, createBody } from './seats.queries.ts'
import styles from './committees.module.css'

/** The bodies that can be members, and the people one may see. */
export function PeopleScreen() {
  const { t } = useLingui()
  const answer = useAnswer(bodiesQuery, {})
  if (answer.state === 'waiting') return <Waiting title={t`People and bodies`} />
  if (answer.state === 'failed')
    return (
      <Screen title={t`People and bodies`}>
        <Failed cause={answer.cause} retry={answer.retry} />
      </Screen>
    )
  const { bodies, people, me } = answer.data
  const bodyWords = plural(bodies.length, { 0: 'No body', one: 'One body', other: '# bodies' })
  const personWords = plural(people.nodes.length, { 0: 'nobody', one: 'one person', other: '# people' })
  return (
    <Screen title={t`${bodyWords}, ${personWords}`}>
      <section className={styles.part} aria-labelledby="bodies">
        <h2 className="h2" id="bodies">
          <Trans>Bodies</Trans>
        </h2>
        {bodies.length === 0 ? (
          <Empty>
            <Trans>A body is an organisation that can have a seat: a ministry, a standards body, a company, an association.</Trans>
          </Empty>
        ) : (
          <div className="scroll" tabIndex={0} role="group" aria-labelledby="bodies">
            <table className="tb">
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>Body</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Kind</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Jurisdiction</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {bodies.map(body => (
                  <tr key={body.id}>
                    <th scope="row">
                      <bdi>{body.name}</bdi>
                    </th>
                    <td className="sn">{body.kind}</td>
                    <td>{body.jurisdiction}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <NewBody permission={permitted(me?.acts ?? [], 'body.create')} />
      </section>
      <section className={styles.part} aria-labelledby="people">
        <h2 className="h2" id="people">
          <Trans>People</Trans>
        </h2>
        {people.nodes.length === 0 ? (
          <p className="q">
            <Trans>You see the people of your committees.</Trans>
          </p>
        ) : (
          <ul className={styles.people}>
            {people.nodes.map(person => (
              <li key={person.id}>{person.name}</li>
            ))}
          </ul>
        )}
        <p className="meta">
          <Trans>People are invited on the page of their committee, under members and roles.</Trans>
        </p>
      </section>
    </Screen>
  )
}

function NewBody({ permission }: { readonly permission: Permission }) {
  const { t } = useLingui()
  const creating = useAct(createBody)
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState({ name: '', kind: 'authority', jurisdiction: '' })
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await creating.act({ input: fields })) === null) return
    setOpen(false)
    setFields({ name: '', kind: 'authority', jurisdiction: '' })
  }
  if (!open)
    return (
      <p className="after">
        <ActButton permission={permission} onAct={() => setOpen(true)}>
          <Trans>Enter a body</Trans>
        </ActButton>
      </p>
    )
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <TextField label={t`Name`} required value={fields.name} onChange={event => setFields({ ...fields, name: event.target.value })} />
      <SelectField label={t`Kind`} value={fields.kind} onChange={event => setFields({ ...fields, kind: event.target.value })}>
        <option value="authority">{t`public authority`}</option>
        <option value="standards body">{t`standards body`}</option>
        <option value="company">{t`company`}</option>
        <option value="association">{t`association`}</option>
        <option value="research">{t`research`}</option>
      </SelectField>
      <TextField
        label={t`Jurisdiction: two letters of a country, or a region such as EU`}
        required
        maxLength={10}
        value={fields.jurisdiction}
        onChange={event => setFields({ ...fields, jurisdiction: event.target.value.toUpperCase() })}
      />
      <RefusalNote refusal={creating.refusal} />
      <p className={styles.acts}>
        <button type="submit" className="btn first" aria-disabled={creating.busy}>
          <Trans>Enter it</Trans>
        </button>
        <button type="button" className="link" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </button>
      </p>
    </form>
  )
}
