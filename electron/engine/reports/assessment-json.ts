import { z } from 'zod'
import type { Assessment, ScenarioAssessment } from '../../../shared/assessment.ts'
import { notComparedReasons, type BusyLatency } from '../../../shared/busy-latency.ts'
import { couldHaveSeen } from '../../../shared/statistics/detectable.ts'
import type { Estimate } from '../../../shared/statistics/interval.ts'

/**
 * A share of the baseline (1 is as much), one value per round. `low` and `high` are null below three rounds;
 * `range` holds the smallest and the largest of two.
 */
const shareSchema = z.strictObject({
  rounds: z.int(),
  point: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  range: z.tuple([z.number(), z.number()]).nullable(),
  /** Standard deviation of the logarithms, round to round. */
  logSd: z.number().nullable(),
})

/**
 * What a run says, computed from its trials. It is there to be read by other programs: Sluice computes it
 * again when it reads a file.
 */
export const assessmentJsonSchema = z.strictObject({
  completeRounds: z.int(),
  /** The paths that the shares are taken over. */
  headlinePaths: z.array(z.string()),
  /** Two-sided error of each interval. */
  alpha: z.number(),
  scenarios: z.array(
    z.strictObject({
      scenarioId: z.string(),
      /** False where too many of its rounds have no valid trial. It has no verdict then. */
      ranked: z.boolean(),
      validRounds: z.int(),
      share: shareSchema.nullable(),
      verdict: z
        .strictObject({
          kind: z.enum(['same', 'different', 'unknown']),
          /** Why nothing can be said; only with `unknown`. */
          reason: z.string().nullable(),
          mayBeTooSmallToMatter: z.boolean(),
          fewRounds: z.boolean(),
          /** With `unknown`: how many more rounds would settle it, if they are like these. */
          moreRounds: z.int().nullable(),
        })
        .nullable(),
      paths: z.array(z.strictObject({ path: z.string(), share: shareSchema })),
      /** Milliseconds that it adds to the baseline's p50 at light load; null where that was not measured. */
      added: z
        .strictObject({
          rounds: z.int(),
          ms: z.number(),
          lowMs: z.number().nullable(),
          highMs: z.number().nullable(),
        })
        .nullable(),
      /** The differences that this run could have seen, as fractions upwards and downwards. */
      detectable: z.strictObject({ up: z.number(), down: z.number() }).nullable(),
    }),
  ),
  /** The baseline's first slot against its second; null where it runs once. */
  againstItself: z.strictObject({ share: shareSchema, tripped: z.boolean() }).nullable(),
  /** The fastest of the others; `certain` where its interval against each of them lies above 1. */
  fastest: z
    .strictObject({ scenarioId: z.string(), certain: z.boolean(), notToldApart: z.array(z.string()) })
    .nullable(),
  /** Percentiles of imported files with busy connections; null for a run that Sluice has measured. */
  busy: z
    .array(
      z.strictObject({
        percentile: z.enum(['p50', 'p90', 'p99']),
        /** Why it is not compared; null where it is. */
        notCompared: z.enum(notComparedReasons).nullable(),
        /** Latency as a share of the baseline's. */
        scenarios: z.array(z.strictObject({ scenarioId: z.string(), share: shareSchema })),
      }),
    )
    .nullable(),
  /** Correlation of rounds with the one before; from eight rounds on. */
  resemblance: z
    .strictObject({
      lag1: z.number(),
      threshold: z.number(),
      /** Intervals may be too narrow. */
      flagged: z.boolean(),
      estimate: z.number(),
    })
    .nullable(),
})

type AssessmentJson = z.infer<typeof assessmentJsonSchema>

/** An assessment in the shape of the file. */
export function assessmentJson(found: Assessment): AssessmentJson {
  const { completeRounds, headlinePaths, alpha, scenarios, againstItself, leader, busy, resemblance } = found
  return {
    completeRounds,
    headlinePaths: [...headlinePaths],
    alpha,
    scenarios: scenarios.map((one) => scenarioJson(one, alpha)),
    againstItself: againstItself && {
      share: shareJson(againstItself.estimate),
      tripped: againstItself.tripped,
    },
    fastest: leader && {
      scenarioId: leader.id,
      certain: leader.named,
      notToldApart: [...leader.notToldApart],
    },
    busy: busy === null ? null : busy.map(busyJson),
    resemblance,
  }
}

function scenarioJson(one: ScenarioAssessment, alpha: number): AssessmentJson['scenarios'][number] {
  const { scenarioId, ranked, validRounds, verdict, paths, added } = one
  return {
    scenarioId,
    ranked,
    validRounds,
    share: verdict && shareJson(verdict.estimate),
    verdict: verdict && {
      kind: verdict.kind,
      reason: verdict.reason,
      mayBeTooSmallToMatter: verdict.mayBeTooSmallToMatter,
      fewRounds: verdict.fewRounds,
      moreRounds: verdict.moreRounds,
    },
    paths: paths.map(({ path, estimate }) => ({ path, share: shareJson(estimate) })),
    added: added && { rounds: added.n, ms: added.addedMs, lowMs: added.lowMs, highMs: added.highMs },
    detectable: verdict && couldHaveSeen(verdict.estimate, alpha),
  }
}

function busyJson({ percentile, notCompared, scenarios }: BusyLatency) {
  return {
    percentile,
    notCompared,
    scenarios: scenarios.map(({ scenarioId, ratio }) => ({ scenarioId, share: shareJson(ratio) })),
  }
}

function shareJson({ n, point, low, high, range, sd }: Estimate): z.infer<typeof shareSchema> {
  return { rounds: n, point, low, high, range: range && [...range], logSd: sd }
}
