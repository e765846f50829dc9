import type { Experiment } from './experiment.ts'

/**
 * The most scenarios of one run, floors aside: the levels of rule 8 hold for up to nine comparisons, of
 * which the baseline against itself may be one.
 */
export const mostScenarios = 9

/** Every scenario that a person may choose in an experiment: its own first, then what it offers as well. */
export function offeredScenarios({ scenarios, more = [] }: Pick<Experiment, 'scenarios' | 'more'>): string[] {
  return [...scenarios, ...more]
}
