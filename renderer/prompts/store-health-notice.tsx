import type { ReactNode } from 'react'
import { useQuery } from '../api/use-query.ts'
import './prompts.css'

/** What keeps the engine from working at this moment, such as a full disk. */
export function StoreHealthNotice(): ReactNode {
  const health = useQuery('storeHealth.get', {}, ['storeHealth.changed'])
  const message = health.state === 'ready' ? health.value : null
  if (message === null) return null
  return (
    <p className="trouble-line" role="alert">
      {message} Sluice continues automatically once it can save again.
    </p>
  )
}
