import type { Experiment } from './experiment.ts'

/** A scenario, as far as it matters whether its requests reach the origin; left out where they do. */
interface MayReachOrigin {
  reachesOrigin?: boolean | undefined
}

/**
 * Whether requests of a scenario reach the origin. One that answers them itself is a floor: it says what the
 * gateway alone takes. It has figures of its own, and is never ranked, compared or decided against ways to a
 * service, nor counted among them.
 */
export function reachesOrigin(scenario: MayReachOrigin): boolean {
  return scenario.reachesOrigin !== false
}

/** Those that are compared: the baseline and the other ways to the origin. */
export function compared<S extends MayReachOrigin>(scenarios: readonly S[]): S[] {
  return scenarios.filter(reachesOrigin)
}

/** Those that are shown alone. */
export function floorsOf<S extends MayReachOrigin>(scenarios: readonly S[]): S[] {
  return scenarios.filter((one) => !reachesOrigin(one))
}

/** How many of the chosen scenarios of an experiment never reach the origin. */
export function floorsAmong(
  scenarios: readonly string[],
  experiment: Pick<Experiment, 'floors'> | undefined,
): number {
  return scenarios.filter((id) => experiment?.floors.includes(id) === true).length
}
