import { useEffect, useState } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Load } from '../../../shared/experiment.ts'
import type { Trial } from '../../../shared/run.ts'
import { useApi } from '../../api/use-api.tsx'
import { useQuery } from '../../api/use-query.ts'

interface SpentRun {
  load: Load
  trials: readonly Trial[]
}

const none: readonly SpentRun[] = []

/**
 * The trials of a deployment's runs, for what their requests have cost. The practice account's cost
 * nothing, and are not asked for.
 */
export function useSpentTrials({ id, account }: Deployment): readonly SpentRun[] {
  const api = useApi()
  const runs = useQuery('runs.list', { deploymentId: id }, ['run.changed', 'trial.finished'])
  const [spent, setSpent] = useState<readonly SpentRun[]>(none)
  const charged = account.kind !== 'practice'
  const list = runs.state === 'ready' && charged ? runs.value : null
  useEffect(() => {
    if (list === null) return undefined
    let gone = false
    const ask = async (): Promise<void> => {
      const all = await Promise.all(list.map((run) => api.call('runs.get', { id: run.id })))
      if (!gone)
        setSpent(
          all.map(({ run, trials, diagnoses }) => ({ load: run.load, trials: [...trials, ...diagnoses] })),
        )
    }
    // A figure that is a moment old is better than none.
    void ask().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [api, list])
  return spent
}
