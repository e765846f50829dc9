import { type ReactNode, useEffect, useId, useRef } from 'react'
import './overlays.css'

interface DialogProps {
  open: boolean
  title: string
  onClose: () => void
  /** Buttons at the foot. */
  actions: ReactNode
  children: ReactNode
}

/** A question that must be answered first. Escape closes it; the focus goes back to where it came from. */
export function Dialog({ open, title, onClose, actions, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (element === null || !open) return undefined
    const before = document.activeElement
    element.showModal()
    return () => {
      element.close()
      // By itself the focus comes back only where the dialog is still on the page.
      if (before instanceof HTMLElement) before.focus()
    }
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id}>{title}</h2>
      <div className="dialog-body">{children}</div>
      <footer className="dialog-actions">{actions}</footer>
    </dialog>
  )
}
