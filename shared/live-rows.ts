import { assess, type Assessment } from './assessment.ts'
import { geometricMean } from './compare.ts'
import { hourMs, idleRate, total } from './cost.ts'
import type { Stack } from './deployment.ts'
import type { Experiment } from './experiment.ts'
import { liveState, type LiveState, type RoundsTake } from './live-state.ts'
import { reachesOrigin } from './floors.ts'
import { inSentence } from './result.ts'
import { roundsLeft, type RoundsLeft } from './rounds-left.ts'
import { roundsOf, type Rounds } from './rounds.ts'
import type { Run, Trial } from './run.ts'
import { requestsSpent } from './spent.ts'
import type { AddedLatency } from './statistics/added-latency.ts'
import type { Estimate } from './statistics/interval.ts'
import { errorCount } from './trial-errors.ts'
import { allowanceOf, lightDurations, trialTime } from './trial-time.ts'

/** What is known of one scenario while its run goes on. */
export interface LiveRow {
  scenarioId: string
  title: string
  role: 'baseline' | 'itself' | 'scenario' | 'floor'
  /** Of the baseline's throughput; null without a complete round, and without a baseline. */
  share: Estimate | null
  /** The same one round earlier: what the interval has shrunk from. */
  before: Estimate | null
  /** Geometric mean over the valid trials of the complete rounds; null without one. */
  goodRatePerSec: number | null
  /** In all trials that have ended. */
  failedRequests: number
  requests: number
  /** p50 at light load, the geometric mean over the complete rounds; null where it was not measured. */
  lightP50Ms: number | null
  added: AddedLatency | null
  state: LiveState
}

/** A run while it goes on: what its complete rounds say, row by row. */
export interface LiveRows {
  rows: readonly LiveRow[]
  /** What the baseline is called in the middle of a sentence. */
  baseline: string
  completeRounds: number
  left: RoundsLeft
}

/**
 * What the complete rounds of a run say so far: a row for each scenario, in the order of the run, and one
 * for the baseline against itself below the baseline.
 * @param stacks of its deployment, for what more rounds cost
 */
export function liveRows(
  run: Run,
  trials: readonly Trial[],
  experiment: Pick<Experiment, 'baseline'> | undefined,
  stacks: readonly Stack[],
): LiveRows {
  const rounds = roundsOf(trials)
  const completeRounds = rounds.complete.length
  const now = assess(run, trials, experiment)
  const last = rounds.complete.at(-1) ?? 0
  const before = assess(
    run,
    trials.filter(({ round }) => round < last),
    experiment,
  )
  const take = (count: number): RoundsTake => roundsTake(count, run, trials, rounds, stacks)
  const baselineId = experiment?.baseline ?? ''
  const rows = run.scenarios.flatMap((scenario): LiveRow[] => {
    const { id, title } = scenario
    const figures = { scenarioId: id, title, ...figuresOf(id, trials, rounds) }
    if (!reachesOrigin(scenario)) return [{ ...figures, role: 'floor', ...nothing, state: { kind: 'floor' } }]
    if (id === baselineId) {
      const twice = trials.some(({ scenarioId, slot }) => scenarioId === id && slot > 0)
      return baselineRows(figures, twice, now, before)
    }
    const own = now?.scenarios.find(({ scenarioId }) => scenarioId === id)
    if (now === null || own === undefined)
      return [{ ...figures, role: 'scenario', ...nothing, state: { kind: 'not-compared' } }]
    const earlier = before?.scenarios.find(({ scenarioId }) => scenarioId === id)
    const lostRounds = lostOf(id, baselineId, run.paths, rounds)
    const progress = { rule: run.rule, alpha: now.alpha, completeRounds, lostRounds, take }
    return [
      {
        ...figures,
        role: 'scenario',
        share: known(own.verdict?.estimate),
        before: known(earlier?.verdict?.estimate),
        added: own.added,
        state: liveState(own.verdict, progress),
      },
    ]
  })
  const title = run.scenarios.find(({ id }) => id === baselineId)?.title
  const baseline = title === undefined ? 'baseline' : inSentence(title)
  return { rows, baseline, completeRounds, left: roundsLeft(run.rule, now, completeRounds) }
}

const nothing = { share: null, before: null, added: null }

function known(estimate: Estimate | undefined): Estimate | null {
  return estimate === undefined || estimate.n === 0 ? null : estimate
}

type Figures = Pick<
  LiveRow,
  'scenarioId' | 'title' | 'goodRatePerSec' | 'failedRequests' | 'requests' | 'lightP50Ms'
>

function baselineRows(
  figures: Figures,
  twice: boolean,
  now: Assessment | null,
  before: Assessment | null,
): LiveRow[] {
  const baseline: LiveRow = { ...figures, role: 'baseline', ...nothing, state: { kind: 'baseline' } }
  if (!twice) return [baseline]
  const itself: LiveRow = {
    ...baseline,
    role: 'itself',
    share: known(now?.againstItself?.estimate),
    before: known(before?.againstItself?.estimate),
    state: { kind: 'noise-floor', tripped: now?.againstItself?.tripped ?? false },
  }
  return [baseline, itself]
}

function figuresOf(
  id: string,
  trials: readonly Trial[],
  rounds: Rounds,
): Omit<Figures, 'scenarioId' | 'title'> {
  const own = trials.filter(({ scenarioId, result }) => scenarioId === id && result !== null)
  const valid = own.filter(({ round, status }) => status === 'succeeded' && rounds.complete.includes(round))
  const p50s = valid.map(({ load, result }) => (load === 'light' ? result?.latencyUs.measured.p50 : null))
  const rates = valid.map(({ load, result }) => (load === 'closed' ? result?.goodRatePerSec : null))
  const isPositive = (value: number | null | undefined): value is number => (value ?? 0) > 0
  const p50Us = geometricMean(p50s.filter(isPositive))
  return {
    goodRatePerSec: geometricMean(rates.filter(isPositive)),
    failedRequests: own.reduce((sum, { result }) => sum + (result === null ? 0 : errorCount(result)), 0),
    requests: own.reduce((sum, { result }) => sum + (result?.requests ?? 0), 0),
    lightP50Ms: p50Us === null ? null : p50Us / 1000,
  }
}

/** Complete rounds without a valid trial of the scenario or the baseline, on the path that has the fewest. */
function lostOf(id: string, baseline: string, paths: readonly string[], rounds: Rounds): number {
  const isValid = (scenario: string, round: number, path: string): boolean =>
    rounds.closed(scenario, round, path).some(({ status }) => status === 'succeeded')
  const lost = paths.map(
    (path) =>
      rounds.complete.filter((round) => !isValid(id, round, path) || !isValid(baseline, round, path)).length,
  )
  return Math.min(...lost)
}

/** What more rounds take, if they are like the complete ones: time, and dollars by list prices. */
function roundsTake(
  count: number,
  run: Run,
  trials: readonly Trial[],
  { complete }: Rounds,
  stacks: readonly Stack[],
): RoundsTake {
  const lightMs = lightDurations(trials)
  const allowance = allowanceOf(run.account)
  const ofOne = trials.filter(({ round }) => round === complete[0])
  const roundMs = ofOne.reduce(
    (sum, { load, scenarioId }) => sum + trialTime(run.load, load, allowance, lightMs[scenarioId]).allMs,
    0,
  )
  const ms = count * roundMs
  if (run.account.kind === 'practice') return { rounds: count, ms, usd: null }
  const measured = trials.filter(({ round }) => complete.includes(round))
  const perRound = total(requestsSpent(stacks, measured, run.load)) / complete.length
  return { rounds: count, ms, usd: count * perRound + (idleRate(stacks) * ms) / hourMs }
}
