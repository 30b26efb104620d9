import { Trans } from '@lingui/react/macro'
import { useEffect, useId, useRef, type ReactNode } from 'react'

interface ModalProps {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog above the page, opened only by the person. The platform keeps the focus inside, closes on Esc and gives the focus back. */
export function Modal({ title, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The platform would choose the close button; a dialog that asks something begins at its first field.
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className="modal" aria-labelledby={heading} onClose={onClose}>
      <div className="head">
        <h2 className="h2s" id={heading}>{title}</h2>
        <button type="button" className="link" onClick={onClose}><Trans>Close</Trans></button>
      </div>
      {children}
    </dialog>
  )
}
