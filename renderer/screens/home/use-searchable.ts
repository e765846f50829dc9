import { useEffect, useMemo } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { type SearchableRun, searchable } from './run-search.ts'

const perSlice = 500

/**
 * The runs, ready to be searched. Their words are put together while nobody waits, so that neither the
 * first sight of the list nor the first letter of a search does.
 */
export function useSearchable(runs: readonly Run[], experiments: readonly Experiment[]): SearchableRun[] {
  const all = useMemo(() => searchable(runs, experiments), [runs, experiments])
  useEffect(() => {
    let next = 0
    const prepare = (): void => {
      for (const { words } of all.slice(next, next + perSlice)) words()
      next += perSlice
      if (next < all.length) timer = setTimeout(prepare)
    }
    let timer = setTimeout(prepare, 50)
    return () => clearTimeout(timer)
  }, [all])
  return all
}
