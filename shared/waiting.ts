import { times } from './figures.ts'
import type { Run } from './run.ts'

/** What a run waits for before it may measure. */
export interface Wait {
  /** The deployment whose run measures now. */
  deploymentId: string
  /** How many more runs are measured before this one. */
  before: number
  /** About how long that takes; 0 where it was expected to be over by now. */
  leftMs: number
}

/** Between two trials: asking the origin, packing and fetching the result. */
const betweenTrialsMs = 500

/** Whether runs share a machine, so that only one of them may measure at a time. */
function sharesMachine({ account, status }: Pick<Run, 'account' | 'status'>): boolean {
  return status === 'running' && account.kind === 'practice'
}

/**
 * For what a run waits; null where it does not, or where its turn has come this moment.
 * @param runs all runs of the data folder, in any order
 */
export function waitOf(run: Run, runs: readonly Run[], nowMs: number): Wait | null {
  if (!sharesMachine(run) || run.measuringSinceMs !== null) return null
  const others = runs.filter((one) => one.id !== run.id && sharesMachine(one))
  const holder = others.find(({ measuringSinceMs }) => measuringSinceMs !== null)
  if (holder === undefined) return null
  const ahead = others.filter((one) => one.measuringSinceMs === null && isEarlier(one, run))
  const leftMs = plannedMs(holder) - (nowMs - (holder.measuringSinceMs ?? nowMs))
  return {
    deploymentId: holder.deploymentId,
    before: ahead.length,
    leftMs: ahead.reduce((sum, one) => sum + plannedMs(one), Math.max(0, leftMs)),
  }
}

/** The run that waits on a deployment, with what it waits for; null where none does. */
export function waitOn(deploymentId: string, runs: readonly Run[], nowMs: number): Wait | null {
  const own = runs.find((run) => run.deploymentId === deploymentId && run.status === 'running')
  return own === undefined ? null : waitOf(own, runs, nowMs)
}

/** `Waits for the run on d-xyz to end, about 2 min` */
export function waitText({ deploymentId, before, leftMs }: Wait): string {
  const more = before === 0 ? '' : `, then for ${times(before, 'more run')}`
  const about = leftMs === 0 ? '' : `, about ${roughly(leftMs)}`
  return `Waits for the run on ${deploymentId} to end${more}${about}`
}

/** How long a run measures, from its first lead-in to the result of its last trial. */
export function plannedMs({ load, scenarios, paths }: Pick<Run, 'load' | 'scenarios' | 'paths'>): number {
  const leadInSec = load.leadIn.kind === 'load' ? load.leadIn.seconds : 0
  const trials = scenarios.length * paths.length * load.rounds
  return trials * ((leadInSec + load.durationSec) * 1000 + betweenTrialsMs)
}

function isEarlier(one: Run, other: Run): boolean {
  return one.startedAtMs < other.startedAtMs || (one.startedAtMs === other.startedAtMs && one.id < other.id)
}

/** No finer than it can be known: tens of seconds up to two minutes, then minutes. */
function roughly(ms: number): string {
  return ms <= 120_000 ? `${Math.ceil(ms / 10_000) * 10} s` : `${Math.ceil(ms / 60_000)} min`
}
