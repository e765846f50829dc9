import type { AnyEvent } from '../../shared/events.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { isInFlight, isLive } from '../../shared/lifecycle.ts'
import type { Run } from '../../shared/run.ts'
import { floorsOf } from '../../shared/floors.ts'
import { trialsPerRound } from '../../shared/trial-time.ts'

/** The progress of a run. */
interface RunProgress {
  deploymentId: string
  /** At the most: a run until sure may end before. */
  trials: number
  /** `order` of the trials that have finished, however they ended. */
  finished: ReadonlySet<number>
}

/** What the desktop needs to know about the engine: enough for its menu, quit guard and progress. */
export interface Overview {
  /** Live deployments by id, each with the time at which it entered its phase (epoch milliseconds). */
  live: ReadonlyMap<string, { deployment: Deployment; sinceMs: number }>
  /** Runs in progress, by id. */
  runs: ReadonlyMap<string, RunProgress>
}

export const emptyOverview: Overview = { live: new Map(), runs: new Map() }

/** The overview after an event; the same object if the event changes nothing in it. */
export function afterEvent(overview: Overview, event: AnyEvent, nowMs: number): Overview {
  if (event.name === 'deployment.changed') return withDeployment(overview, event.data, nowMs)
  if (event.name === 'run.changed') return withRun(overview, event.data)
  if (event.name === 'trial.finished') return withTrial(overview, event.data.runId, event.data.order)
  return overview
}

export function withDeployment(overview: Overview, deployment: Deployment, nowMs: number): Overview {
  const known = overview.live.get(deployment.id)
  const live = new Map(overview.live)
  if (isLive(deployment.phase)) {
    live.set(deployment.id, {
      deployment,
      sinceMs: known?.deployment.phase === deployment.phase ? known.sinceMs : nowMs,
    })
  } else if (!live.delete(deployment.id)) {
    return overview
  }
  return { ...overview, live }
}

export function withRun(overview: Overview, run: Run): Overview {
  const runs = new Map(overview.runs)
  if (run.status === 'running') {
    const { light, closed } = trialsPerRound({ ...run, floors: floorsOf(run.scenarios).length })
    runs.set(run.id, {
      deploymentId: run.deploymentId,
      trials: (light + closed) * run.load.rounds,
      finished: overview.runs.get(run.id)?.finished ?? new Set(),
    })
  } else if (!runs.delete(run.id)) {
    return overview
  }
  return { ...overview, runs }
}

export function withTrial(overview: Overview, runId: string, order: number): Overview {
  const run = overview.runs.get(runId)
  if (run === undefined) return overview
  const runs = new Map(overview.runs)
  runs.set(runId, { ...run, finished: new Set([...run.finished, order]) })
  return { ...overview, runs }
}

export function liveDeployments({ live }: Overview): Deployment[] {
  return [...live.values()].map(({ deployment }) => deployment)
}

/** Whether the machine has to stay awake for the work in flight. */
export function isBusy(overview: Overview): boolean {
  return liveDeployments(overview).some(({ phase }) => isInFlight(phase))
}

export function isMeasuring(overview: Overview): boolean {
  return liveDeployments(overview).some(({ phase }) => phase === 'measuring')
}
