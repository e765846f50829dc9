import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'

/** Copies a text: an id, a folder, a command. `label` says which. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }): ReactNode {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (outcome === null) return undefined
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <>
      <Button small variant="quiet" onClick={() => void copy()}>
        {outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'Could not copy' : label}
      </Button>
      <output className="visually-hidden">
        {outcome === 'copied'
          ? `Copied: ${text}`
          : outcome === 'failed'
            ? 'The text could not be copied.'
            : ''}
      </output>
    </>
  )
}
