import type { ReactNode } from 'react'
import { useQuery } from '../api/use-query.ts'
import './prompts.css'

/** What keeps the engine from working at this moment, such as a full disk. Goes away by itself. */
export function TroubleNotice(): ReactNode {
  const trouble = useQuery('app.trouble', {}, ['trouble.changed'])
  const message = trouble.state === 'ready' ? trouble.value : null
  if (message === null) return null
  return (
    <p className="trouble-line" role="alert">
      {message}
    </p>
  )
}
