import type { Run, RunsWanted } from '../shared/run.ts'
import { filterRuns, searchable, type FoundRuns } from '../shared/run-search.ts'
import type { CommandInput } from '../shared/contract.ts'
import type { Experiment } from '../shared/experiment.ts'

/** What the engine answers to `runs.list` where these are all of its runs. */
export function wantedRuns(runs: readonly Run[], wanted: RunsWanted): Run[] {
  const { ids, deploymentId, status, idPrefix = '', most } = wanted
  return runs
    .filter((run) => ids === undefined || ids.includes(run.id))
    .filter((run) => deploymentId === undefined || run.deploymentId === deploymentId)
    .filter((run) => status === undefined || run.status === status)
    .filter((run) => run.id.startsWith(idPrefix))
    .toSorted((one, other) => other.startedAtMs - one.startedAtMs)
    .slice(0, most)
}

/** What the engine answers to `runs.find` where these are all of its runs. */
export function pageOfRuns(
  runs: readonly Run[],
  { filter, without = [], most }: CommandInput<'runs.find'>,
  experiments: readonly Experiment[],
): FoundRuns {
  const left = wantedRuns(runs, {}).filter(({ id }) => !without.includes(id))
  const all = left.map((run) => ({ run, ...searchable(run, experiments) }))
  const found = filterRuns(all, filter).map(({ run }) => run)
  return {
    runs: found.slice(0, most),
    found: found.length,
    saved: left.length,
    accounts: [...new Set(all.map((one) => one.accountTitle))],
  }
}
