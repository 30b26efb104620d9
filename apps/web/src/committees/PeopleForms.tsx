import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useAct } from '../api/answer.ts'
import { ActButton, type Permission } from '../ui/ActButton.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { RefusalNote, type Refusal } from '../ui/RefusalNote.tsx'
import { useSay } from '../ui/use-say.ts'
import type { People } from './committees.queries.ts'
import { addDelegate, addSeat, grantRole, invite } from './seats.queries.ts'
import styles from './committees.module.css'

type Committee = NonNullable<People['committee']>

interface FormProps {
  readonly committee: Committee
  readonly permission: Permission
}

interface OpeningFormProps {
  readonly name: string
  readonly permission: Permission
  readonly refusal: Refusal | null
  readonly busy: boolean
  readonly onSubmit: () => Promise<unknown>
  readonly children: ReactNode
}

/** A form behind its own button; it closes when the server accepted it. */
function OpeningForm({ name, permission, refusal, busy, onSubmit, children }: OpeningFormProps) {
  const [open, setOpen] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if ((await onSubmit()) !== null) setOpen(false)
  }
  if (!open)
    return (
      <p className="after">
        <ActButton permission={permission} small onAct={() => setOpen(true)}>
          {name}
        </ActButton>
      </p>
    )
  return (
    <form className={styles.form} aria-label={name} onSubmit={event => void submit(event)}>
      {children}
      <RefusalNote refusal={refusal} />
      <p className={styles.acts}>
        <button type="submit" className="btn" aria-disabled={busy}>
          {name}
        </button>
        <button type="button" className="link" onClick={() => setOpen(false)}>
          <Trans>Leave it</Trans>
        </button>
      </p>
    </form>
  )
}

/** Gives a body a seat. */
export function AddSeat({ people, committee, permission }: FormProps & { readonly people: People }) {
  const { t } = useLingui()
  const say = useSay()
  const adding = useAct(addSeat)
  const [bodyId, setBodyId] = useState('')
  const [kind, setKind] = useState('participating')
  const [interestCategory, setCategory] = useState('')
  const category = interestCategory === '' ? (committee.interestCategories[0] ?? '') : interestCategory
  const submit = () => adding.act({ input: { committeeId: committee.id, bodyId, kind, interestCategory: category } })
  return (
    <OpeningForm name={t`Add a seat`} permission={permission} refusal={adding.refusal} busy={adding.busy} onSubmit={submit}>
      <SelectField label={t`Body`} required value={bodyId} onChange={event => setBodyId(event.target.value)}>
        <option value="">{t`choose`}</option>
        {people.bodies.map(body => (
          <option key={body.id} value={body.id}>
            {body.name} ({body.jurisdiction})
          </option>
        ))}
      </SelectField>
      <SelectField label={t`Kind`} value={kind} onChange={event => setKind(event.target.value)}>
        {['participating', 'observing', 'liaison', 'guest'].map(one => (
          <option key={one} value={one}>
            {say(one)}
          </option>
        ))}
      </SelectField>
      {committee.interestCategories.length > 0 ? (
        <SelectField label={t`Interest category`} value={category} onChange={event => setCategory(event.target.value)}>
          {committee.interestCategories.map(one => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField label={t`Interest category`} required value={interestCategory} onChange={event => setCategory(event.target.value)} />
      )}
    </OpeningForm>
  )
}

/** Lets a person act for a seat. */
export function AddDelegate({ people, committee, permission }: FormProps & { readonly people: People }) {
  const { t } = useLingui()
  const adding = useAct(addDelegate)
  const [seatId, setSeatId] = useState('')
  const [personId, setPersonId] = useState('')
  const [head, setHead] = useState(false)
  const seats = committee.seats.filter(seat => seat.until === null)
  if (seats.length === 0) return null
  return (
    <OpeningForm
      name={t`Add a delegate`}
      permission={permission}
      refusal={adding.refusal}
      busy={adding.busy}
      onSubmit={() => adding.act({ input: { seatId, personId, head } })}
    >
      <SelectField label={t`Seat`} required value={seatId} onChange={event => setSeatId(event.target.value)}>
        <option value="">{t`choose`}</option>
        {seats.map(seat => (
          <option key={seat.id} value={seat.id}>
            {seat.body.name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t`Person`}
        required
        value={personId}
        onChange={event => setPersonId(event.target.value)}
        hint={t`Somebody who is not in the list is invited below.`}
      >
        <option value="">{t`choose`}</option>
        {people.people.nodes.map(person => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </SelectField>
      <label className="pick">
        <input type="checkbox" checked={head} onChange={event => setHead(event.target.checked)} />
        <span>
          <Trans>Head of delegation: casts the vote of the seat</Trans>
        </span>
      </label>
    </OpeningForm>
  )
}

/** Gives a person a role in the committee. */
export function GrantRole({ people, committee, permission }: FormProps & { readonly people: People }) {
  const { t } = useLingui()
  const say = useSay()
  const granting = useAct(grantRole)
  const [personId, setPersonId] = useState('')
  const [role, setRole] = useState('drafter')
  return (
    <OpeningForm
      name={t`Give a role`}
      permission={permission}
      refusal={granting.refusal}
      busy={granting.busy}
      onSubmit={() => granting.act({ input: { committeeId: committee.id, personId, role } })}
    >
      <SelectField label={t`Person`} required value={personId} onChange={event => setPersonId(event.target.value)}>
        <option value="">{t`choose`}</option>
        {people.people.nodes.map(person => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t`Role`} value={role} onChange={event => setRole(event.target.value)}>
        {['chair', 'secretary', 'drafter', 'oversight'].map(one => (
          <option key={one} value={one}>
            {say(one)}
          </option>
        ))}
      </SelectField>
    </OpeningForm>
  )
}

/** Invites a person by a one-time link, which is also sent by e-mail. */
export function Invite({ committee, permission }: FormProps) {
  const { t } = useLingui()
  const say = useSay()
  const inviting = useAct(invite)
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [place, setPlace] = useState('')
  const [link, setLink] = useState<string | null>(null)
  const submit = async (): Promise<unknown> => {
    const [what, which] = place.split(' ')
    const as =
      what === 'role'
        ? { role: which }
        : what === 'seat'
          ? { seatId: which, head: false }
          : what === 'head'
            ? { seatId: which, head: true }
            : {}
    const made = await inviting.act({ input: { committeeId: committee.id, email, name, ...as } })
    if (made !== null) setLink(made.url)
    return made
  }
  return (
    <>
      <OpeningForm name={t`Invite a person`} permission={permission} refusal={inviting.refusal} busy={inviting.busy} onSubmit={submit}>
        <TextField label={t`E-mail`} type="email" required value={email} onChange={event => setEmail(event.target.value)} />
        <TextField label={t`Name`} required value={name} onChange={event => setName(event.target.value)} />
        <SelectField label={t`As`} required value={place} onChange={event => setPlace(event.target.value)}>
          <option value="">{t`choose`}</option>
          {['chair', 'secretary', 'drafter', 'oversight'].map(role => (
            <option key={role} value={`role ${role}`}>
              {say(role)}
            </option>
          ))}
          {committee.seats
            .filter(seat => seat.until === null)
            .flatMap(seat => [
              <option key={`head ${seat.id}`} value={`head ${seat.id}`}>{t`head of delegation, ${seat.body.name}`}</option>,
              <option key={seat.id} value={`seat ${seat.id}`}>{t`delegate, ${seat.body.name}`}</option>,
            ])}
        </SelectField>
      </OpeningForm>
      <div role="status">
        {link !== null && (
          <p className="banner">
            <Trans>
              The invitation is on its way. The link, which works once: <span className="mono">{link}</span>
            </Trans>
          </p>
        )}
      </div>
    </>
  )
}
