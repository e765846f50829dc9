import { type ReactNode, useEffect, useId, useRef } from 'react'
import './overlays.css'

interface DialogProps {
  open: boolean
  title: string
  onClose: () => void
  /** Buttons at the foot; one with `data-first-focus` gets the focus when the dialog opens. */
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
    // Else the browser takes the first control, whatever it is for.
    element.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => {
      element.close()
      // The browser restores the focus only while the dialog is still on the page.
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
