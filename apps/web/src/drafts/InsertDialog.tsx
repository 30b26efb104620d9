import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { AreaField, TextField } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { JumpDialog } from './JumpDialog.tsx'
import type { OutlineRow } from './outline.ts'
import type { Pen } from './pen.ts'
import type { Insertion } from './Toolbar.tsx'

interface InsertDialogProps {
  readonly what: Insertion
  readonly pen: Pen
  readonly rows: readonly OutlineRow[]
  readonly onClose: () => void
}

/** Asks what is needed to put a reference, a citation, a footnote or a formula at the caret. */
export function InsertDialog({ what, pen, rows, onClose }: InsertDialogProps) {
  const { t } = useLingui()
  const insert = (name: string, attrs: Record<string, string | null>, text = ''): void => {
    const { module, editor } = pen
    if (module !== null) editor?.run(module.insertNode(name, attrs, text))
  }
  switch (what) {
    case 'xref': return <JumpDialog title={t`Refer to a clause`} act={t`Insert the reference`} rows={rows} onChoose={target => insert('xref', { target })} onClose={onClose} />
    case 'cite': return <CiteDialog onInsert={(framework, provision) => insert('cite', { framework, provision })} onClose={onClose} />
    case 'footnote': return <FootnoteDialog onInsert={text => insert('footnote', {}, text)} onClose={onClose} />
    case 'formula': return <FormulaDialog onInsert={latex => insert('formula', { latex })} onClose={onClose} />
  }
}

interface FormProps<Values extends string[]> {
  readonly onInsert: (...values: Values) => void
  readonly onClose: () => void
}

function CiteDialog({ onInsert, onClose }: { readonly onInsert: (framework: string, provision: string | null) => void; readonly onClose: () => void }) {
  const { t } = useLingui()
  const [framework, setFramework] = useState('')
  const [provision, setProvision] = useState('')
  return (
    <Modal title={t`Cite a framework`} onClose={onClose}>
      <form className="stack" onSubmit={event => { event.preventDefault(); onClose(); onInsert(framework.trim(), provision.trim() || null) }}>
        <TextField label={t`Framework`} hint={t`As it is cited, such as Regulation (EU) 2016/679`} value={framework} data-first="" required onChange={event => setFramework(event.target.value)} />
        <TextField label={t`Provision (may stay empty)`} hint={t`Such as Article 5(1)`} value={provision} onChange={event => setProvision(event.target.value)} />
        <div className="acts"><button type="submit" className="btn first" disabled={framework.trim() === ''}><Trans>Insert the citation</Trans></button></div>
      </form>
    </Modal>
  )
}

function FootnoteDialog({ onInsert, onClose }: FormProps<[string]>) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  return (
    <Modal title={t`Footnote`} onClose={onClose}>
      <form className="stack" onSubmit={event => { event.preventDefault(); onClose(); onInsert(words.trim()) }}>
        <AreaField label={t`Words of the footnote`} value={words} data-first="" required onChange={event => setWords(event.target.value)} />
        <div className="acts"><button type="submit" className="btn first" disabled={words.trim() === ''}><Trans>Insert the footnote</Trans></button></div>
      </form>
    </Modal>
  )
}

function FormulaDialog({ onInsert, onClose }: FormProps<[string]>) {
  const { t } = useLingui()
  const [latex, setLatex] = useState('')
  const shown = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let stale = false
    void import('../editor/formula.ts').then(({ drawFormula }) => {
      if (!stale && shown.current !== null) return drawFormula(shown.current, latex)
    })
    return () => { stale = true }
  }, [latex])
  return (
    <Modal title={t`Formula`} onClose={onClose}>
      <form className="stack" onSubmit={event => { event.preventDefault(); onClose(); onInsert(latex.trim()) }}>
        <AreaField label={t`LaTeX`} value={latex} data-first="" required dir="ltr" onChange={event => setLatex(event.target.value)} />
        <div className="formula-view" ref={shown} aria-label={t`How it will look`} role="group" />
        <div className="acts"><button type="submit" className="btn first" disabled={latex.trim() === ''}><Trans>Insert the formula</Trans></button></div>
      </form>
    </Modal>
  )
}
