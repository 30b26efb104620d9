import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'

interface Labelled {
  readonly label: ReactNode
  /** What helps to fill it in; read together with the label. */
  readonly hint?: ReactNode
}

function Frame({ id, label, hint, children }: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="labelled">
      <label className="meta" htmlFor={id}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p className="meta" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

const described = (id: string, hint: ReactNode): string | undefined => (hint === undefined ? undefined : `${id}-hint`)

/** One line of text under its label. */
export function TextField({ label, hint, ...rest }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint}>
      <input id={id} className="field" dir="auto" aria-describedby={described(id, hint)} {...rest} />
    </Frame>
  )
}

/** Several lines of text under their label. */
export function AreaField({ label, hint, ...rest }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint}>
      <textarea id={id} className="field" dir="auto" aria-describedby={described(id, hint)} {...rest} />
    </Frame>
  )
}

/** A choice among a few under its label. */
export function SelectField({ label, hint, children, ...rest }: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint}>
      <select id={id} className="field" aria-describedby={described(id, hint)} {...rest}>
        {children}
      </select>
    </Frame>
  )
}
