import type { Assessment } from './assessment.ts'
import { gatewayLimit } from './cost.ts'
import { shiftMs } from './decision-usage.ts'
import { requestsPerExecution } from './gateway-limit.ts'
import type { Requirements } from './requirements.ts'
import type { Result } from './result.ts'
import { roundsOf } from './rounds.ts'
import type { Scenario } from './scenario.ts'
import type { MustHave } from './scenario-facts.ts'
import { estimate, meanOf, type Estimate } from './statistics/interval.ts'

/** Whether something holds by all that is known; `unknown` until it is. */
export type Judgement = 'meets' | 'fails' | 'unknown'

/** A requirement as a scenario stands to it, with the figures that say so. */
export type Judged =
  | {
      kind: 'latency'
      judgement: Judgement
      /** Milliseconds of the kind that is required; null where they were not measured. */
      ms: Interval | null
    }
  | {
      kind: 'peak'
      judgement: Judgement
      /** Good requests per second in the run; null where there is no valid trial. */
      ratePerSec: Interval | null
      /** What the scenario passes at most, whatever its load; null where nothing limits it. */
      limitPerSec: number | null
    }
  | { kind: 'must-have'; judgement: Judgement; id: MustHave; why: string | null }

/** `low` and `high` are null where rounds are too few to tell them. */
export interface Interval {
  point: number
  low: number | null
  high: number | null
}

interface JudgedInput {
  result: Result
  found: Assessment | null
  requirements: Requirements
  scenarioId: string
  /** Undefined where this version does not know the scenario. */
  known: Scenario | undefined
  /** Whether its figures may decide anything. */
  isTrusted: boolean
}

/** Every requirement, and how a scenario stands to it. Facts need no figures. */
export function judge(input: JudgedInput): Judged[] {
  return [...latency(input), peak(input), ...mustHaves(input)]
}

function latency(input: JudgedInput): Judged[] {
  const { requirements, isTrusted } = input
  if (requirements.latency === null) return []
  const ms = requirements.latency.of === 'added' ? addedMs(input) : totalMs(input)
  const judgement = isTrusted ? below(ms, requirements.latency.ms) : 'unknown'
  return [{ kind: 'latency', judgement, ms }]
}

/** Added milliseconds are the same before any service. The baseline adds nothing to itself. Rule 18. */
function addedMs({ found, requirements, scenarioId }: JudgedInput): Interval | null {
  if (found?.baselineId === scenarioId) return { point: 0, low: 0, high: 0 }
  const added = found?.light.find(
    (one) => one.scenarioId === scenarioId && one.percentile === requirements.latency?.percentile,
  )?.added
  return added ? { point: added.addedMs, low: added.lowMs, high: added.highMs } : null
}

/** What a client waits: as measured, and longer by as much as the person's service is slower. Rule 18. */
function totalMs({ found, requirements, result, scenarioId }: JudgedInput): Interval | null {
  const light = found?.light.find(
    (one) => one.scenarioId === scenarioId && one.percentile === requirements.latency?.percentile,
  )
  return light === undefined ? null : shifted(light.absoluteMs, shiftMs(result, requirements))
}

function shifted({ point, low, high }: Estimate, by: number): Interval | null {
  if (point === null) return null
  return { point: point + by, low: low === null ? null : low + by, high: high === null ? null : high + by }
}

/** Meets where the whole interval does, fails where none of it does. */
function below(interval: Interval | null, most: number): Judgement {
  if (interval === null || interval.low === null || interval.high === null) return 'unknown'
  if (interval.high <= most) return 'meets'
  return interval.low > most ? 'fails' : 'unknown'
}

/**
 * A closed loop measures what its connections allow: more of them may reach more, so that a rate below the
 * peak proves nothing. Only a limit does.
 */
function peak({ result, found, requirements, scenarioId, known, isTrusted }: JudgedInput): Judged {
  const { peakPerSec } = requirements
  const limitPerSec = limitOf(result, known)
  const ratePerSec = found === null ? null : rateOf(result, found, scenarioId)
  if (limitPerSec !== null && limitPerSec < peakPerSec)
    return { kind: 'peak', judgement: 'fails', ratePerSec, limitPerSec }
  const reached = isTrusted && ratePerSec?.low != null && ratePerSec.low >= peakPerSec
  return { kind: 'peak', judgement: reached ? 'meets' : 'unknown', ratePerSec, limitPerSec }
}

/**
 * What an account lets all its APIs pass together, as it was asked, else AWS's usual limit; and what its
 * functions may take by their concurrency, as it was asked. The lower one counts; null without either.
 */
function limitOf({ run }: Result, known: Scenario | undefined): number | null {
  const passes = (kind: Scenario['hops'][number]['kind']): boolean =>
    known?.hops.some((hop) => hop.kind === kind) === true
  const limits = run.conditions?.limits
  const concurrency = passes('lambda') ? limits?.lambdaConcurrency : null
  const all = [
    ...(passes('api-gateway') ? [limits?.gatewayRatePerSec ?? gatewayLimit.ratePerSec] : []),
    ...(typeof concurrency === 'number' ? [concurrency * requestsPerExecution] : []),
  ]
  return all.length === 0 ? null : Math.min(...all)
}

/** Good requests per second: rule 7 on the logarithm of one value per complete round, over headline paths. */
function rateOf(result: Result, found: Assessment, scenarioId: string): Interval | null {
  const rounds = roundsOf(result.trials)
  const paths = found.headlinePaths.length > 0 ? found.headlinePaths : result.run.paths
  const perRound = rounds.complete.map((round) => {
    const trials = paths.flatMap((path) => rounds.closed(scenarioId, round, path))
    const logs = trials.flatMap(({ status, result: own }) =>
      status === 'succeeded' && own !== null && own.goodRatePerSec > 0 ? [Math.log(own.goodRatePerSec)] : [],
    )
    return logs.length === 0 || logs.length < trials.length ? null : meanOf(logs)
  })
  return shifted(estimate(perRound, found.alpha), 0)
}

function mustHaves({ requirements, known }: JudgedInput): Judged[] {
  return requirements.mustHaves.map((id): Judged => {
    const fact = known?.facts[id]
    if (fact === undefined) return { kind: 'must-have', id, judgement: 'unknown', why: null }
    return { kind: 'must-have', id, judgement: fact.holds ? 'meets' : 'fails', why: fact.why }
  })
}
