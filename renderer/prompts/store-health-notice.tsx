import type { ReactNode } from 'react'
import { isLive } from '../../shared/lifecycle.ts'
import { useQuery } from '../api/use-query.ts'
import { href } from '../router.ts'
import './prompts.css'

/** What keeps the engine from working at this moment, such as a full disk, and what is live meanwhile. */
export function StoreHealthNotice(): ReactNode {
  const health = useQuery('storeHealth.get', {}, ['storeHealth.changed'])
  const message = health.state === 'ready' ? health.value : null
  return message === null ? null : (
    <p className="trouble-line" role="alert">
      <span>
        {message} Sluice continues automatically once it can save again. <LiveMeanwhile />
      </span>
    </p>
  )
}

/** Where the removal of what is live is found. Reading is possible while nothing can be saved. */
function LiveMeanwhile(): ReactNode {
  const deployments = useQuery('deployments.list', {}, ['deployment.changed'])
  if (deployments.state !== 'ready') return null
  const ids = deployments.value.filter(({ phase }) => isLive(phase)).map(({ id }) => id)
  if (ids.length === 0) return null
  return (
    <>
      Live meanwhile, to be torn down there: <a href={href({ screen: 'deployments' })}>{ids.join(', ')}</a>.
    </>
  )
}
