import { Trans } from '@lingui/react/macro'
import { useId, useLayoutEffect, useRef, type ReactNode, type SyntheticEvent } from 'react'

interface ModalProps {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog above the page, opened only by the person. The platform keeps the focus inside, closes on Esc and gives the focus back. */
export function Modal({ title, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // In the layout phase, so that on leaving the dialog closes while it is still in the page: only then the focus goes back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The platform would give the focus to the first control, which is the one that closes.
    element?.querySelector<HTMLElement>('input, textarea, select')?.focus()
    // The platform would choose the close button; a dialog that asks something begins at its first field.
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => element?.close()
  }, [])
  const cancel = (event: SyntheticEvent): void => {
    event.preventDefault()
    onClose()
  }
  return (
    <dialog ref={dialog} className="modal" aria-labelledby={heading} onCancel={cancel}>
      <div className="head">
        <h2 className="h2s" id={heading}>
          {title}
        </h2>
        <button type="button" className="link" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      </div>
      {children}
    </dialog>
  )
}
