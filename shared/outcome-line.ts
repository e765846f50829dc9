import { figureFamilies } from './answer.ts'
import { incompleteness } from './completeness.ts'
import { percentRange, range, times } from './figures.ts'
import { baselineOf, isValid, theBaseline, type Result } from './result.ts'
import { closedTrials } from './rounds.ts'
import type { RunStatus } from './run.ts'

/**
 * What a run came to, in one line with figures, for a list of runs. A run that did not complete says so
 * first, and after how many trials.
 */
export function outcomeLine(result: Result): string {
  const figures = figuresOf(result)
  const ended = endingOf(result)
  if (ended === null) return figures ?? 'No valid figure'
  const { failure } = result.run
  const more = figures ?? (failure === null ? null : failure)
  if (more === null) return ended
  return result.run.status === 'incomplete' ? `${ended}. ${more}` : `${ended}: ${more}`
}

/** How a run ended that did not end well, or that has not ended; null for a complete one. */
function endingOf({ run, trials }: Result): string | null {
  const made = trials.filter(({ status }) => status !== 'pending').length
  const extent = `${made} of ${times(trials.length, 'trial')}`
  const endings: Record<RunStatus, string | null> = {
    succeeded: null,
    running: `Running, ${extent} finished`,
    incomplete: `Incomplete: ${incompleteness(run, trials) ?? extent}`,
    cancelled: `Stopped after ${extent}`,
    interrupted: `Interrupted after ${extent}`,
    failed: `Failed after ${extent}`,
  }
  return endings[run.status]
}

/** Shares of the baseline by family, or rates where there is none; null without any valid figure. */
function figuresOf(result: Result): string | null {
  const baseline = baselineOf(result)
  const families = figureFamilies(result)
  const shares = families.filter((family) => family.shares.length > 0)
  if (baseline !== null && shares.length > 0) {
    const each = shares
      .toSorted((a, b) => Math.max(...b.shares) - Math.max(...a.shares))
      .map(({ title, shares: own }) => `${title} ${percentRange(own)}`)
    return `${each.join(', ')} of ${theBaseline(result)}`
  }
  const rates = families.flatMap(({ title, rates: own }) =>
    own.length === 0 ? [] : [`${title} ${range(own)} req/s`],
  )
  return rates.length > 0 ? rates.join(', ') : baselineRate(result)
}

function baselineRate(result: Result): string | null {
  const baseline = baselineOf(result)
  const rates = closedTrials(result.trials).flatMap((trial) =>
    trial.scenarioId === baseline?.id && isValid(trial) ? [trial.result.goodRatePerSec] : [],
  )
  return baseline === null || rates.length === 0 ? null : `${baseline.title} ${range(rates)} req/s`
}
