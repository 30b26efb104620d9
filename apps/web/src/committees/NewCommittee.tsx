import { Trans, useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useAct } from '../api/answer.ts'
import type { CommitteesQuery } from '../api/generated.ts'
import { AreaField, SelectField, TextField } from '../ui/Field.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { createCommittee } from './committees.queries.ts'
import styles from './committees.module.css'

interface NewCommitteeProps {
  readonly committees: CommitteesQuery['committees']['nodes']
  readonly onClose: () => void
}

const listed = (text: string): readonly string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)

/** Founds a committee, alone or under another. */
export function NewCommittee({ committees, onClose }: NewCommitteeProps) {
  const { t } = useLingui()
  const router = useRouter()
  const creating = useAct(createCommittee)
  const [parentId, setParentId] = useState('')
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [scope, setScope] = useState('')
  const [categories, setCategories] = useState('')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const made = await creating.act({
      input: { parentId: parentId === '' ? null : parentId, code, name, scope, interestCategories: [...listed(categories)] },
    })
    if (made !== null) router.history.push(`/c/${made.id}`)
  }
  return (
    <form className={styles.form} onSubmit={event => void submit(event)}>
      <h2 className="h2">
        <Trans>A new committee</Trans>
      </h2>
      <SelectField label={t`Under`} value={parentId} onChange={event => setParentId(event.target.value)}>
        <option value="">{t`no other committee`}</option>
        {committees.map(one => (
          <option key={one.id} value={one.id}>
            {one.code} {one.name}
          </option>
        ))}
      </SelectField>
      <TextField label={t`Code, such as TC 3`} required maxLength={20} value={code} onChange={event => setCode(event.target.value)} />
      <TextField label={t`Name`} required maxLength={200} value={name} onChange={event => setName(event.target.value)} />
      <AreaField label={t`Scope`} required value={scope} onChange={event => setScope(event.target.value)} />
      <TextField
        label={t`Interest categories, with commas between them`}
        hint={t`Each needs a seat before drafting begins: public authorities, industry, civil society…`}
        value={categories}
        onChange={event => setCategories(event.target.value)}
      />
      <RefusalNote refusal={creating.refusal} />
      <p className={styles.acts}>
        <button type="submit" className="btn first" aria-disabled={creating.busy}>
          <Trans>Found it</Trans>
        </button>
        <button type="button" className="link" onClick={onClose}>
          <Trans>Leave it</Trans>
        </button>
      </p>
    </form>
  )
}
