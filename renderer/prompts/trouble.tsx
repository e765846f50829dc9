import type { ReactNode } from 'react'
import { useQuery } from '../api/use-query.ts'
import './prompts.css'

/** What keeps the engine from working at this moment, such as a full disk. Goes away by itself. */
export function TroubleNotice(): ReactNode {
  const trouble = useQuery('app.trouble', {}, ['trouble.changed'])
  const message = trouble.state === 'ready' ? trouble.value : null
  return <div role="alert">{message === null ? null : <p className="trouble-line">{message}</p>}</div>
}
