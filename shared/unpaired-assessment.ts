import type { Assessment, ScenarioAssessment } from './assessment.ts'
import { busyLatencies } from './busy-latency.ts'
import { geometricMean } from './compare.ts'
import { compared } from './floors.ts'
import type { Rounds } from './rounds.ts'
import type { Run } from './run.ts'
import type { LogRatios } from './statistics/interval.ts'
import type { Leader } from './statistics/leader.ts'
import { comparisonCount, levelOf, marginsOf } from './statistics/level.ts'
import { tolerableLosses } from './statistics/round-values.ts'
import { unpaired } from './statistics/unpaired.ts'
import { isSettled, verdictOn } from './statistics/verdict.ts'

type Compared = Pick<Run, 'scenarios' | 'paths' | 'rule'> & Partial<Pick<Run, 'account'>>

/** The good rates of a scenario: one a round, over all paths; null for a round without a valid one. */
interface OwnRates {
  id: string
  rounds: readonly (number | null)[]
  valid: readonly number[]
  ranked: boolean
}

/**
 * Assesses a run whose scenarios were not measured in turn: the rounds of each are a sample of their own.
 * Levels, margins and verdicts are those of every run. Rules 7, 8 and 10.
 */
export function assessUnpaired(run: Compared, rounds: Rounds, baselineId: string): Assessment {
  const ways = compared(run.scenarios)
  const alpha = levelOf(run.rule, comparisonCount(ways.length - 1, false))
  const margins = marginsOf(run.rule)
  const base = ratesOf(run, rounds, baselineId)
  const others = ways.filter(({ id }) => id !== baselineId).map(({ id }) => ratesOf(run, rounds, id))
  const scenarios = others.map((own): ScenarioAssessment => {
    const found = unpaired(own.valid, base.valid, alpha)
    const ranked = own.ranked && base.ranked
    const logRatios = ranked ? logRatiosOf(own, base) : []
    return {
      scenarioId: own.id,
      ranked,
      validRounds: own.valid.length,
      verdict: ranked ? verdictOn(found, alpha, run.rule, false) : null,
      logRatios,
      paths: run.paths.map((path) => ({ path, estimate: found, logRatios })),
      added: null,
    }
  })
  const settled = scenarios.flatMap(({ scenarioId, verdict }) =>
    verdict === null ? [] : [[scenarioId, isSettled(verdict.estimate, margins)] as const],
  )
  return {
    baselineId,
    completeRounds: rounds.complete.length,
    headlinePaths: run.paths,
    alpha,
    margins,
    scenarios,
    againstItself: null,
    leader: leaderOf(
      others.filter(({ ranked }) => ranked),
      alpha,
    ),
    light: [],
    busy: busyLatencies(run, rounds, baselineId),
    resemblance: null,
    look: {
      round: rounds.complete.length,
      settled: Object.fromEntries(settled),
      tripped: false,
      sure: false,
      stop: true,
    },
  }
}

function ratesOf({ paths }: Compared, rounds: Rounds, id: string): OwnRates {
  const own = rounds.complete.filter((round) =>
    paths.some((path) => rounds.closed(id, round, path).length > 0),
  )
  const rates = own.map((round) =>
    geometricMean(
      paths.map((path) => {
        const [trial] = rounds.closed(id, round, path)
        return trial?.status === 'succeeded' ? (trial.result?.goodRatePerSec ?? 0) : 0
      }),
    ),
  )
  const valid = rates.filter((rate) => rate !== null)
  const lost = own.length - valid.length
  return { id, rounds: rates, valid, ranked: valid.length > 0 && lost <= tolerableLosses(own.length) }
}

/** Each round against the mean of the baseline: how much the rounds vary, and no pairs. */
function logRatiosOf({ rounds }: OwnRates, base: OwnRates): LogRatios {
  const middle = geometricMean(base.valid)
  return rounds.map((rate) => (rate === null || middle === null ? null : Math.log(rate / middle)))
}

/** The fastest of the others, by the interval of each pair of samples. Rule 8. */
function leaderOf(others: readonly OwnRates[], alpha: number): Leader | null {
  const mean = ({ valid }: OwnRates): number => geometricMean(valid) ?? 0
  const first = others.toSorted((one, other) => mean(other) - mean(one))[0]
  if (first === undefined) return null
  const against = Object.fromEntries(
    others
      .filter((other) => other !== first)
      .map(({ id, valid }) => [id, unpaired(first.valid, valid, alpha)]),
  )
  const notToldApart = Object.entries(against)
    .filter(([, { low }]) => low === null || low <= 1)
    .map(([id]) => id)
  return { id: first.id, named: notToldApart.length === 0, notToldApart, against }
}
