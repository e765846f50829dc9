import { correctHistogram, summarize } from '../../../../shared/histogram.ts'
import { decodeHistogram } from '../../../../shared/histogram-text.ts'
import type { MeasuredTrial } from '../../../../shared/result.ts'
import type { Trial } from '../../../../shared/run.ts'
import { judgeTrial, lostRequests } from '../../../../shared/trial-errors.ts'
import type { RecordedRun } from '../export-format.ts'
import { differences, type Compared } from './differences.ts'

/** Compares the figures of each trial with what its counts and its raw histogram give. */
export function trialFigures({ trials, histogramOf }: RecordedRun): Compared {
  const all = trials.map((trial, place) => {
    if (trial.result === null) return { mismatches: [], values: 0 }
    const { written, follows } = figuresOf({ ...trial, result: trial.result }, histogramOf(trial.order))
    const { mismatches, values } = differences(written, follows)
    return {
      values,
      mismatches: mismatches.map((one) => ({ ...one, figure: `trials[${place}].${one.figure}` })),
    }
  })
  return {
    mismatches: all.flatMap(({ mismatches }) => mismatches),
    values: all.reduce((sum, { values }) => sum + values, 0),
  }
}

function figuresOf(trial: MeasuredTrial, histogram: string | null): { written: object; follows: object } {
  const { result } = trial
  const { requests, errors, durationMs, correctionIntervalUs } = result
  const goodRequests = requests - errors.status - errors.timeout
  const rates = {
    goodRequests: result.goodRequests,
    ratePerSec: result.ratePerSec,
    goodRatePerSec: result.goodRatePerSec,
  }
  const seconds = durationMs / 1000
  const written = { ...rates, ...statusOf(trial) }
  const follows = {
    goodRequests,
    ratePerSec: requests / seconds,
    goodRatePerSec: goodRequests / seconds,
    ...judgedOf(trial),
  }
  if (histogram === null) return { written, follows }
  const raw = decodeHistogram(histogram)
  const lost = lostRequests(result)
  const latencyUs = {
    measured: summarize(raw, lost),
    corrected: summarize(correctHistogram(raw, correctionIntervalUs), lost),
  }
  return { written: { ...written, latencyUs: result.latencyUs }, follows: { ...follows, latencyUs } }
}

/**
 * Errors alone make a trial invalid; one that they do not make invalid may be so for what the file does not
 * hold, such as a machine that slept.
 */
function isJudged(trial: MeasuredTrial): boolean {
  const judged = trial.status === 'succeeded' || trial.status === 'invalid'
  return (
    judged &&
    trial.load !== 'diagnosis' &&
    (trial.status === 'succeeded' || judgeTrial(trial.result).status === 'invalid')
  )
}

function statusOf(trial: MeasuredTrial): Partial<Pick<Trial, 'status' | 'reason'>> {
  return isJudged(trial) ? { status: trial.status, reason: trial.reason } : {}
}

function judgedOf(trial: MeasuredTrial): Partial<Pick<Trial, 'status' | 'reason'>> {
  return isJudged(trial) ? judgeTrial(trial.result) : {}
}
