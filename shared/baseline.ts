import type { Experiment } from './experiment.ts'
import type { Run } from './run.ts'

/**
 * The id of the scenario that the others are measured against: the experiment's, and the first one of a run
 * that other tools have measured; undefined where neither is known.
 */
export function baselineIdOf(
  { account, scenarios }: Pick<Run, 'scenarios'> & Partial<Pick<Run, 'account'>>,
  experiment: Pick<Experiment, 'baseline'> | undefined,
): string | undefined {
  return account?.kind === 'elsewhere' ? scenarios[0]?.id : experiment?.baseline
}
