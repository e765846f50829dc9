import { AppError } from '../../../shared/errors.ts'
import { publishedRunId } from '../../../shared/published.ts'
import { publishedRun } from '../../../shared/published-run.ts'
import type { Result } from '../../../shared/result.ts'
import type { Catalog } from '../catalog.ts'

type Experiments = Pick<Catalog, 'experiments' | 'scenarios'>

/** The built-in run of an id with its experiment; undefined where the id is not that of one. */
export function findPublished(
  { experiments, scenarios }: Experiments,
  id: string,
): Omit<Result, 'diagnoses'> | undefined {
  const experiment = experiments.find((one) => publishedRunId(one.id) === id)
  const run = experiment && publishedRun(experiment, scenarios)
  return run ? { ...run, experiment } : undefined
}

/** @throws AppError `conflict` for the id of a built-in run: it can be read and compared, nothing else */
export function refusePublished(catalog: Experiments, id: string): void {
  if (findPublished(catalog, id) === undefined) return
  throw new AppError('conflict', `${id} is built in: it can be shown and compared, but not changed.`, {
    resource: 'run',
    id,
  })
}
