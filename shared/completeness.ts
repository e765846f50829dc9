import { listed, times } from './figures.ts'
import { isValid, type Result } from './result.ts'
import { closedTrials } from './rounds.ts'
import type { Run, RunStatus, Trial } from './run.ts'
import type { Scenario } from './scenario.ts'
import { causesOf } from './status-causes.ts'

/** How a run has ended: its status, and in a sentence why it is not complete. */
export interface Ending {
  status: Exclude<RunStatus, 'running'>
  failure: string | null
}

/** The scenarios of a run without a single valid trial at closed load in a complete round. */
export function scenariosWithoutFigure(
  { scenarios }: Pick<Run, 'scenarios'>,
  trials: readonly Trial[],
): Run['scenarios'] {
  const valid = closedTrials(trials).filter(isValid)
  return scenarios.filter(({ id }) => !valid.some(({ scenarioId }) => scenarioId === id))
}

/** `3 of 5 scenarios gave no valid figure`; null where every scenario gave one. */
export function incompleteness(run: Pick<Run, 'scenarios'>, trials: readonly Trial[]): string | null {
  const missing = scenariosWithoutFigure(run, trials).length
  if (missing === 0) return null
  const all = run.scenarios.length
  if (missing === all)
    return all === 1 ? 'The scenario gave no valid figure' : 'No scenario gave a valid figure'
  return `${missing} of ${times(all, 'scenario')} gave no valid figure`
}

/**
 * How a run ends that came to the end of its schedule: a scenario without a valid trial makes it incomplete,
 * and without a single one it has failed.
 */
export function endingOf(run: Pick<Run, 'scenarios'>, trials: readonly Trial[]): Ending {
  const sentence = incompleteness(run, trials)
  if (sentence === null) return { status: 'succeeded', failure: null }
  const missing = scenariosWithoutFigure(run, trials)
  if (missing.length === run.scenarios.length) return { status: 'failed', failure: `${sentence}.` }
  return { status: 'incomplete', failure: `${sentence}: ${listed(missing.map(({ title }) => title))}.` }
}

/** Why a scenario gave no valid figure, and what to do about it. */
export interface MissingFigure {
  scenario: Run['scenarios'][number]
  reason: string
  remedy: string | null
}

/** The scenarios of a run that has ended without a valid figure, each with its reason. */
export function missingFigures(result: Result, scenarios: readonly Scenario[]): MissingFigure[] {
  return scenariosWithoutFigure(result.run, result.trials).map((scenario) => {
    const own = result.trials.filter((trial) => trial.scenarioId === scenario.id && trial.load === 'closed')
    const known = scenarios.find(({ id }) => id === scenario.id)
    const [most] = causesOf(result, scenario.id, known)
    const counted = most === undefined ? '' : ` The most frequent error was status ${most.status}.`
    const cause = most?.cause ? ` ${most.cause}` : ''
    return { scenario, reason: `${reasonOf(own)}${counted}${cause}`, remedy: most?.remedy ?? null }
  })
}

/** The reason that the last of its trials gives. */
function reasonOf(own: readonly Trial[]): string {
  const last = own.findLast(({ reason }) => reason !== null)
  if (last?.reason) return last.reason
  return own.every(({ status }) => status === 'pending') ? 'It was not measured.' : 'No reason was recorded.'
}
