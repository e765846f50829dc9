import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import './surfaces.css'

/** What went wrong, in the engine's own sentence, and a way to try again. */
export function ErrorNotice({
  error,
  retry,
  title,
}: {
  error: { message: string }
  retry?: () => void
  title?: string
}): ReactNode {
  return (
    <div className="error-notice" role="alert">
      <div>
        {title === undefined ? null : <p className="error-notice-title">{title}</p>}
        <p>{error.message}</p>
      </div>
      {retry === undefined ? null : (
        <Button small onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}
