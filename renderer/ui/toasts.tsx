import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from './button.tsx'
import './overlays.css'

interface Toast {
  text: string
  undo?: () => void
}

export interface Toasts {
  /** Says what was done for a few seconds, with a way back where there is one. */
  show: (toast: Toast) => void
}

const ToastContext = createContext<Toasts | null>(null)

export function useToasts(): Toasts {
  const toasts = use(ToastContext)
  if (toasts === null) throw new Error('There is no ToastProvider around this component.')
  return toasts
}

export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<(Toast & { id: number })[]>([])
  const count = useRef(0)
  const show = useCallback((toast: Toast) => {
    count.current += 1
    const id = count.current
    setShown((before) => [...before.slice(-2), { ...toast, id }])
  }, [])
  const drop = useCallback(
    (id: number) => setShown((before) => before.filter((toast) => toast.id !== id)),
    [],
  )
  const toasts = useMemo(() => ({ show }), [show])
  return (
    <ToastContext value={toasts}>
      {children}
      <section className="toasts" aria-label="Messages">
        <div aria-live="polite">
          {shown.map((toast) => (
            <ToastCard key={toast.id} toast={toast} close={() => drop(toast.id)} />
          ))}
        </div>
      </section>
    </ToastContext>
  )
}

const shownMs = { withUndo: 10_000, plain: 5000 }

/** Stays as long as the pointer or the focus is on it. */
function ToastCard({ toast, close }: { toast: Toast; close: () => void }): ReactNode {
  const [held, setHeld] = useState(false)
  const newest = useRef(close)
  useEffect(() => {
    newest.current = close
  })
  const { undo } = toast
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => newest.current(), undo === undefined ? shownMs.plain : shownMs.withUndo)
    return () => clearTimeout(timer)
  }, [held, undo])
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {undo === undefined ? null : (
        <Button
          small
          onClick={() => {
            undo()
            close()
          }}
        >
          Undo
        </Button>
      )}
      <Button small variant="quiet" aria-label={`Close: ${toast.text}`} onClick={close}>
        ×
      </Button>
    </div>
  )
}
