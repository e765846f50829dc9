import type { Experiment } from './experiment.ts'
import { summarize } from './histogram.ts'
import { plainLoad } from './plain-load.ts'
import { publishedRunId } from './published.ts'
import type { Result } from './result.ts'
import type { Run, Trial } from './run.ts'

type Published = NonNullable<Experiment['published']>

/**
 * The published results of an experiment as a run of one round, so that the rules for runs apply to them.
 * Latency is null and the origin's count too. Errors were not published either: `isPublished` tells that
 * the zeros of these trials were never counted.
 * @param titles of the scenarios, as the catalog has them
 * @returns null where nothing was published for the experiment
 */
export function publishedRun(
  experiment: Experiment,
  titles: readonly { id: string; title: string }[],
): Pick<Result, 'run' | 'trials'> | null {
  const { published } = experiment
  if (published === undefined) return null
  const atMs = Date.UTC(published.year, 0)
  const scenarios = experiment.scenarios.filter((id) => published.totals[id] !== undefined)
  const run: Run = {
    id: publishedRunId(experiment.id),
    deploymentId: '',
    experimentId: experiment.id,
    account: { kind: 'published' },
    endpoint: null,
    region: experiment.region,
    status: 'succeeded',
    scenarios: scenarios.map((id) => ({ id, title: titles.find((one) => one.id === id)?.title ?? id })),
    paths: experiment.paths,
    load: { ...experiment.load, ...plainLoad, durationSec: published.durationSec, rounds: 1 },
    rule: { kind: 'fixed', rounds: 1 },
    seed: 0,
    predictions: {},
    title: published.title,
    notes: published.notes.join('\n'),
    tags: [],
    conditions: null,
    failure: null,
    endedBy: 'rounds',
    cost: null,
    functionTimes: null,
    startedAtMs: atMs,
    measuringSinceMs: atMs,
    alongside: [],
    finishedAtMs: atMs,
    imported: null,
  }
  return { run, trials: trialsOf(run, published) }
}

/** One trial for each total that was published. */
function trialsOf({ id: runId, scenarios, paths }: Run, published: Published): Trial[] {
  const cells = scenarios.flatMap(({ id: scenarioId }) =>
    paths.flatMap((path, place) => {
      const requests = published.totals[scenarioId]?.[place] ?? null
      return requests === null ? [] : [{ scenarioId, path, requests }]
    }),
  )
  return cells.map(({ scenarioId, path, requests }, order) => ({
    runId,
    order,
    round: 1,
    scenarioId,
    slot: 0,
    path,
    load: 'closed',
    status: 'succeeded',
    reason: null,
    result: resultOf(requests, published.durationSec),
  }))
}

/** Of no requests: every percentile is null. */
const unknownLatency = summarize([])

function resultOf(requests: number, durationSec: number): NonNullable<Trial['result']> {
  const rate = requests / durationSec
  return {
    requests,
    goodRequests: requests,
    unanswered: 0,
    bytes: 0,
    durationMs: durationSec * 1000,
    ratePerSec: rate,
    goodRatePerSec: rate,
    errors: { connect: 0, read: 0, write: 0, timeout: 0, status: 0 },
    statusCodes: null,
    latencyUs: { measured: unknownLatency, corrected: unknownLatency },
    correctionIntervalUs: null,
    originRequests: null,
    samples: [],
    generator: { name: 'wrk', version: 'not published', standsFor: null },
    generatorCpu: null,
    generatorLoad: null,
    addresses: [],
  }
}
