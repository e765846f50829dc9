import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedRun } from '../../../../electron/engine/reports/export-format.ts'
import { experimentSchema } from '../../../../shared/experiment.ts'
import { encodeHistogram } from '../../../../shared/histogram-text.ts'
import {
  correctHistogram,
  correctionInterval,
  summarize,
  type Histogram,
} from '../../../../shared/histogram.ts'
import { mulberry32 } from '../../../../shared/random.ts'
import { runSchema, type Run, type Trial } from '../../../../shared/run.ts'
import { scenarioSchema } from '../../../../shared/scenario.ts'
import { measuredResult } from '../../shared/measured-result.ts'

const json = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../templates', file), 'utf8'))
const experiment = experimentSchema.parse(json('experiments/proxy-2017.json'))
const generator = { name: 'wrk', version: '4.2.0', standsFor: null }
/** Of the page. */
const bytes = 612

/** What a recorded example may differ in. */
interface Differing {
  seed?: number
  rounds?: number
  made?: number
  run?: Partial<Run>
  receipt?: RecordedRun['receipt']
  stated?: RecordedRun['stated']
}

/**
 * A run whose every figure follows from its counts and raw histograms, as those that are measured. The seed
 * decides the histograms.
 */
export function recordedExample({
  seed = 1,
  rounds = 8,
  made = 6,
  run,
  receipt = null,
  stated = null,
}: Differing = {}): RecordedRun {
  const random = mulberry32(seed)
  const histograms = new Map<number, string>()
  const measured = measuredResult({
    rounds,
    made,
    run: { endedBy: made < rounds ? 'sure' : 'rounds', conditions, ...run },
  })
  const trials = measured.trials.map((trial): Trial => {
    if (trial.result === null) return trial
    const rate = trial.result.goodRatePerSec
    const seconds = trial.load === 'light' ? 4 : 8
    const connections = trial.load === 'light' ? 1 : 50
    const requests = Math.round(rate * seconds)
    const histogram = around((connections / rate) * 1e6, requests, random)
    histograms.set(trial.order, encodeHistogram(histogram))
    const correctionIntervalUs = correctionInterval({ durationUs: seconds * 1e6, requests, connections })
    return {
      ...trial,
      result: {
        ...trial.result,
        requests,
        goodRequests: requests,
        bytes: requests * bytes,
        durationMs: seconds * 1000,
        ratePerSec: requests / seconds,
        goodRatePerSec: requests / seconds,
        latencyUs: {
          measured: summarize(histogram),
          corrected: summarize(correctHistogram(histogram, correctionIntervalUs)),
        },
        correctionIntervalUs,
        originRequests: requests,
        samples: Array.from({ length: seconds }, (_, second) => ({
          offsetMs: second * 1000,
          requests: Math.round(rate * (0.98 + 0.04 * random())),
        })),
        generator,
        generatorCpu: { busy: 0.4, steal: 0 },
      },
    }
  })
  return {
    // As the store reads it: with its fields in the order of the schema.
    run: runSchema.parse(measured.run),
    trials,
    experiment,
    scenarios: measured.run.scenarios.map(({ id }) =>
      scenarioSchema.parse(json(`scenarios/${id}/scenario.json`)),
    ),
    histogramOf: (order) => histograms.get(order) ?? null,
    receipt,
    stated,
  }
}

const conditions: Run['conditions'] = {
  appVersion: '0.1.0',
  templatesHash: '0123456789abcdef',
  accountKind: 'profile',
  region: 'us-west-2',
  zones: ['us-west-2a', 'us-west-2b'],
  options: { 'http-proxy': { ThrottleRate: '10000' } },
  generator: 'wrk 4.2.0 on Linux with 2 cores',
  origin: 'nginx/1.22.1',
  limits: { gatewayRatePerSec: 10_000, gatewayBurst: 5_000, lambdaConcurrency: 1_000 },
}

/** A histogram of as many latencies as requests, around a middle and skewed to the slow side. */
function around(middleUs: number, requests: number, random: () => number): Histogram {
  const bins = Math.min(60, requests)
  const counts = new Map<number, number>()
  for (let bin = 0; bin < bins; bin += 1) {
    const value = Math.max(1, Math.round(middleUs * (0.8 + (bin / bins) ** 3 * 2 + 0.02 * random())))
    const count = Math.floor((requests * (bin + 1)) / bins) - Math.floor((requests * bin) / bins)
    counts.set(value, (counts.get(value) ?? 0) + count)
  }
  return [...counts].filter(([, count]) => count > 0).toSorted(([one], [other]) => one - other)
}

/** Names as somebody might write them who wants more than to be read. */
export const hostileNames = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '\u001B[2Jgone \u202Egnp.exe',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '|pipe` `tick [link](javascript:alert(1)) @team #12 https://example.org',
] as const
