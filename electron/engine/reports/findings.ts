import { answerSentences } from '../../../shared/answer.ts'
import { assess, type Assessment } from '../../../shared/assessment.ts'
import { placeName } from '../../../shared/account-name.ts'
import type { Chart } from '../../../shared/chart.ts'
import type { Decision } from '../../../shared/decision.ts'
import { curvesOf } from '../../../shared/curves.ts'
import { doubtsOf, type Doubt } from '../../../shared/doubts.ts'
import { flipChart } from '../../../shared/flip-chart.ts'
import { lightChart } from '../../../shared/light-chart.ts'
import { roundsText } from '../../../shared/load-text.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import type { Result } from '../../../shared/result.ts'
import { latencyChart, rateChart } from '../../../shared/result-charts.ts'
import { comparedName } from '../../../shared/run-name.ts'
import { pathShareChart, shareChart } from '../../../shared/share-charts.ts'
import { decisionOf } from './decided.ts'
import type { RecordedRun } from './export-format.ts'
import { shareable } from './shareable.ts'
import { utcMoment } from './utc-moment.ts'

/** A chart with what `sluice export --chart` calls it. */
export interface NamedChart {
  id: string
  chart: Chart
}

/** What a document of a run is written from. */
export interface Findings {
  result: Result
  /** Null where the baseline was not part of the run. */
  found: Assessment | null
  /** What was compared, where and when. */
  name: string
  /** Where its figures come from, in one line. */
  provenance: string
  /** What the run says, the most decisive sentence first. */
  sentences: readonly string[]
  doubts: readonly Doubt[]
  receipt: Receipt | null
  /** Null where nobody has said what they require. */
  decision: Decision | null
  /** Costs against the volume; null where no cost is known. */
  flips: NamedChart | null
  /** All of them, the flips too. */
  charts: readonly NamedChart[]
}

/** Works out everything that a document says of a run, from what may be shared of it. */
export function findingsOf(recorded: RecordedRun): Findings {
  const shared = shareable(recorded)
  const { run, trials: all, experiment, scenarios, receipt, histogramOf, stated } = shared
  const decision = decisionOf(shared)
  const flips = stated && decision && flipChart(decision, stated.prices)
  const result: Result = {
    run,
    trials: all.filter(({ load }) => load !== 'diagnosis'),
    diagnoses: all.filter(({ load }) => load === 'diagnosis'),
    experiment,
  }
  const found = assess(run, result.trials, experiment)
  const compared = comparedName(run.scenarios, experiment)
  const where = run.account.kind === 'practice' ? 'practice account: loopback' : placeName(run)
  const when = utcMoment(run.startedAtMs)
  return {
    result,
    found,
    name: [compared, placeName(run), when].join(' · '),
    provenance: ['Sluice: ' + compared, where, when, roundsOfRun(run), `run ${run.id}`].join(' · '),
    sentences: answerSentences(result, found),
    doubts: doubtsOf(result, scenarios, found),
    receipt,
    decision,
    flips: flips && { id: 'flip-map', chart: flips },
    charts: [...chartsOf(result, found, histogramOf), ...(flips ? [{ id: 'flip-map', chart: flips }] : [])],
  }
}

function roundsOfRun({ account, load }: Result['run']): string {
  return account.kind === 'elsewhere' ? 'imported' : roundsText(load)
}

function chartsOf(
  result: Result,
  found: Assessment | null,
  histogramOf: RecordedRun['histogramOf'],
): NamedChart[] {
  const { run, trials } = result
  const curves = curvesOf(run, trials, histogramOf)
  const named: [id: string, chart: Chart | null][] = [
    ['share', found?.completeRounds ? shareChart(result, found) : null],
    ['rate', rateChart(result)],
    ['light', found && lightChart(result, found)],
    ['share-by-path', found?.completeRounds ? pathShareChart(result, found) : null],
    ...run.paths.map((path, index): [string, Chart | null] => [
      index === 0 ? 'latency' : `latency-${index + 1}`,
      latencyChart(result, curves, path),
    ]),
  ]
  return named.flatMap(([id, chart]) => (chart === null ? [] : [{ id, chart }]))
}
