import type { Deployment } from '../../shared/deployment.ts'
import type { Load } from '../../shared/experiment.ts'
import type { Run, Trial } from '../../shared/run.ts'
import { planTrials } from '../../shared/schedule.ts'
import { aDeployment, aRun, aTrialResult } from '../examples.ts'

const scenarios = [
  { id: 'elb', title: 'Load balancer', ratePerSec: 8_000 },
  { id: 'lambda-256', title: 'Lambda-256 (128 MB)', ratePerSec: 700 },
  { id: 'lambda-512', title: 'Lambda-512 (512 MB)', ratePerSec: 900 },
  { id: 'lambda-1024', title: 'Lambda-1024 (1,024 MB)', ratePerSec: 1_100 },
  { id: 'http-proxy', title: 'HTTP proxy', ratePerSec: 1_700 },
]

const paths = ['/', '/child/random.txt', '/child/grandchild/random.txt', '/random_text_files.zip']

export function exampleDeployment(id: string, load: Load, phase: Deployment['phase']): Deployment {
  const now = Date.now()
  return aDeployment({
    id,
    scenarios: scenarios.map((scenario) => scenario.id),
    plan: { paths, load, predictions: {} },
    phase,
    createdAtMs: now,
    changedAtMs: now,
  })
}

export function exampleRun(id: string, load: Load, startedAtMs: number, named: Partial<Run> = {}): Run {
  return aRun({
    id,
    deploymentId: 'bench',
    status: 'running',
    scenarios: scenarios.map(({ id, title }) => ({ id, title })),
    paths,
    load,
    startedAtMs,
    ...named,
  })
}

/** The schedule of a run, each trial with what it could have come to. */
export function exampleTrials(run: Run): Trial[] {
  const { id: runId, paths, load, seed } = run
  return planTrials({ scenarios: run.scenarios.map(({ id }) => id), paths, rounds: load.rounds, seed }).map(
    (planned) => ({
      runId,
      ...planned,
      status: 'succeeded',
      reason: null,
      result: exampleResult(planned.scenarioId, planned.order, load.durationSec),
    }),
  )
}

function exampleResult(scenarioId: string, order: number, durationSec: number): NonNullable<Trial['result']> {
  const base = scenarios.find(({ id }) => id === scenarioId)?.ratePerSec ?? 1_000
  const samples = Array.from({ length: durationSec }, (_, second) => ({
    offsetMs: second * 1000,
    requests: requestsIn(base, order, second),
  }))
  const requests = samples.reduce((sum, sample) => sum + sample.requests, 0)
  const meanUs = (50 / base) * 1_000_000
  const summary = {
    p50: meanUs,
    p75: meanUs * 1.2,
    p90: meanUs * 1.5,
    p99: meanUs * 3,
    p999: meanUs * 6,
    max: meanUs * 9,
    mean: meanUs,
    count: requests,
  }
  return aTrialResult({
    requests,
    goodRequests: requests,
    bytes: requests * 800,
    durationMs: durationSec * 1000,
    ratePerSec: requests / durationSec,
    goodRatePerSec: requests / durationSec,
    latencyUs: { measured: summary, corrected: summary },
    originRequests: requests,
    samples,
    generatorCpu: { busy: 0.9, steal: 0 },
    addresses: ['127.0.0.1'],
  })
}

/** Uneven as measured seconds are, and the same each time. */
function requestsIn(ratePerSec: number, order: number, second: number): number {
  return Math.round(
    ratePerSec * (1 + 0.2 * Math.sin(second / 7 + order) + 0.1 * Math.sin(second * 12.9898 + order * 78.233)),
  )
}
