import { times } from './figures.ts'
import { floorsOf } from './floors.ts'
import { measuringTime } from './measuring-time.ts'
import type { Run } from './run.ts'
import { timeLeftText, type TimeLeft } from './time-left.ts'
import { allowanceOf } from './trial-time.ts'

/** What a run waits for before it may measure. */
export interface Wait {
  /** The deployment whose run measures now. */
  deploymentId: string
  /** How many more runs are measured before this one. */
  before: number
  /** About how long that takes; 0 where it was expected to be over by now. */
  left: TimeLeft
}

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
  const measuredMs = nowMs - (holder.measuringSinceMs ?? nowMs)
  const leftOf = (end: keyof TimeLeft): number =>
    ahead.reduce(
      (sum, one) => sum + plannedTime(one)[end],
      Math.max(0, plannedTime(holder)[end] - measuredMs),
    )
  return {
    deploymentId: holder.deploymentId,
    before: ahead.length,
    left: { leastMs: leftOf('leastMs'), mostMs: leftOf('mostMs') },
  }
}

/** The run that waits on a deployment, with what it waits for; null where none does. */
export function waitOn(deploymentId: string, runs: readonly Run[], nowMs: number): Wait | null {
  const own = runs.find((run) => run.deploymentId === deploymentId && run.status === 'running')
  return own === undefined ? null : waitOf(own, runs, nowMs)
}

/** `Waits for the run on d-xyz to end, about 2 min` */
export function waitText({ deploymentId, before, left }: Wait): string {
  const more = before === 0 ? '' : `, then for ${times(before, 'more run')}`
  const about = left.mostMs === 0 ? '' : `, ${timeLeftText(left)}`
  return `Waits for the run on ${deploymentId} to end${more}${about}`
}

/** How long a run measures at the most, from its first lead-in to the result of its last trial. */
export function plannedMs(run: Pick<Run, 'load' | 'scenarios' | 'paths' | 'account'>): number {
  return plannedTime(run).mostMs
}

/** How long a run measures: with the fewest rounds, and with all of them. */
function plannedTime(run: Pick<Run, 'load' | 'scenarios' | 'paths' | 'account'>): TimeLeft {
  const { roundMs, rounds } = measuringTime(
    { ...run, floors: floorsOf(run.scenarios).length },
    allowanceOf(run.account),
  )
  return { leastMs: rounds.least * roundMs, mostMs: rounds.most * roundMs }
}

function isEarlier(one: Run, other: Run): boolean {
  return one.startedAtMs < other.startedAtMs || (one.startedAtMs === other.startedAtMs && one.id < other.id)
}
