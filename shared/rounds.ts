import type { Trial } from './run.ts'

/** Trials that count for a run's figures, round by round. */
export interface Rounds {
  /** The numbers of the complete rounds, ascending: those in which every planned trial has ended. */
  complete: readonly number[]
  /** The trials of a scenario at closed load in one block: two where the baseline runs twice. */
  closed(scenarioId: string, round: number, path: string): readonly Trial[]
  /** The trial of a scenario at light load, where the run has one. */
  light(scenarioId: string, round: number): Trial | undefined
}

/**
 * Sorts the trials of a run into complete rounds. A round that the run did not finish enters no figure, so
 * that no scenario is measured more often than another. Rule 7.
 */
export function roundsOf(trials: readonly Trial[]): Rounds {
  const planned = trials.filter(({ load }) => load !== 'diagnosis')
  const open = new Set(planned.filter(({ status }) => !hasEnded(status)).map(({ round }) => round))
  const complete = [...new Set(planned.map(({ round }) => round))]
    .filter((round) => !open.has(round))
    .toSorted((one, other) => one - other)
  const blocks = Map.groupBy(planned, ({ scenarioId, round, path, load }) =>
    load === 'light' ? `light ${scenarioId} ${round}` : `closed ${scenarioId} ${round} ${path}`,
  )
  return {
    complete,
    closed: (scenarioId, round, path) => blocks.get(`closed ${scenarioId} ${round} ${path}`) ?? [],
    light: (scenarioId, round) => blocks.get(`light ${scenarioId} ${round}`)?.[0],
  }
}

/**
 * The trials that figures are made from: those at closed load in complete rounds. Light load has figures of
 * its own, and the trials of an unfinished round have none.
 */
export function closedTrials(trials: readonly Trial[]): Trial[] {
  const complete = new Set(roundsOf(trials).complete)
  return trials.filter(({ load, round }) => load === 'closed' && complete.has(round))
}

/** The trials of a run that has ended which have a result, but whose round was not finished. */
export function trialsAfterStop(trials: readonly Trial[]): Trial[] {
  const complete = new Set(roundsOf(trials).complete)
  return trials.filter(({ result, round }) => result !== null && !complete.has(round))
}

function hasEnded(status: Trial['status']): boolean {
  return status === 'succeeded' || status === 'invalid' || status === 'failed'
}
