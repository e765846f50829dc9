import { times } from '../../../../shared/figures.ts'
import { correctHistogram, summarize } from '../../../../shared/histogram.ts'
import { decodeHistogram } from '../../../../shared/histogram-text.ts'
import type { MeasuredTrial } from '../../../../shared/result.ts'
import type { Trial } from '../../../../shared/run.ts'
import { judgeTrial, lostRequests } from '../../../../shared/trial-errors.ts'
import type { RecordedRun } from '../export-format.ts'
import { nothingCompared, together, type Compared } from './compared.ts'
import { differences } from './differences.ts'

/** Compares the figures of each trial with what its counts and its raw histogram give. */
export function trialFigures(recorded: RecordedRun): Compared {
  const { trials, histogramOf } = recorded
  return together([
    withoutHistogram(recorded),
    ...trials.map((trial, place) => {
      if (trial.result === null) return nothingCompared
      const { written, follows } = figuresOf({ ...trial, result: trial.result }, histogramOf(trial.order))
      const compared = differences(written, follows)
      const mismatches = compared.mismatches.map((one) => ({
        ...one,
        figure: `trials[${place}].${one.figure}`,
      }))
      return { ...compared, mismatches }
    }),
  ])
}

/** Other tools state their percentiles, which are kept as they are printed; ours follow from histograms. */
function withoutHistogram({ run, trials, histogramOf }: RecordedRun): Compared {
  const latencies = trials.filter(({ order, result }) => {
    const stated = result !== null && Object.values(result.latencyUs).some(({ p50 }) => p50 !== null)
    return stated && histogramOf(order) === null
  })
  if (run.account.kind === 'elsewhere' || latencies.length === 0) return nothingCompared
  const why = `${times(latencies.length, 'trial')} without a histogram to compute percentiles from`
  return { ...nothingCompared, notChecked: [{ figure: 'trials[].latencyUs', why }] }
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
