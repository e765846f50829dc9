import { setTimeout as delay } from 'node:timers/promises'
import { errorMessage } from '../../../shared/errors.ts'
import {
  functionTimeOf,
  type FunctionTime,
  type FunctionTimes,
  type InvocationReport,
} from '../../../shared/function-times.ts'
import type { Trial } from '../../../shared/run.ts'
import { functionLogsOutput } from '../../../shared/template-contract.ts'
import type { Aws } from '../aws/clients.ts'
import { errorKind } from '../aws/error-kind.ts'
import { invocationReports } from '../aws/invocation-reports.ts'
import { report } from '../engine-context.ts'
import type { JournalEntry } from '../load/scripts/journal.ts'
import type { DrivenRun } from './driven-run.ts'

/** Enough of one trial: the mean of more hardly differs. */
export const mostOfTrial = 1_000
/** Which share of the requests of a trial has to be there before the wait is over. */
const enough = 0.9

/** When a trial was measured, and how many of its invocations are wanted. */
interface Window {
  fromMs: number
  toMs: number
  wanted: number
}

/**
 * Asks the account for how long its functions were busy, and keeps it with the run: while their logs are
 * there, so before anything is removed. A run does without: throws only where nothing can be stored.
 */
export async function keepFunctionTimes(driven: DrivenRun, aws: Aws, signal: AbortSignal): Promise<void> {
  const { context, run, runner } = driven
  const groups = logGroupsOf(driven)
  if (groups.length === 0) return
  try {
    const windows = windowsOf(driven, await runner.journal(signal))
    const deadlineMs = performance.now() + aws.pacing.logsMs
    const times: FunctionTimes = {}
    for (const [scenarioId, logGroup] of groups) {
      const own = windows.get(scenarioId) ?? []
      if (own.length > 0) times[scenarioId] = await timeOf(driven, aws, { logGroup, own, deadlineMs, signal })
    }
    context.runs.change(run.id, { functionTimes: times })
  } catch (thrown) {
    if (context.storeHealth.isStorageError(thrown)) throw thrown
    if (!signal.aborted) tell(driven, thrown)
  }
}

/** The scenarios of a run whose function has a log group, with its name. */
function logGroupsOf({ run, deployment }: DrivenRun): [scenarioId: string, logGroup: string][] {
  return run.scenarios.flatMap(({ id }) => {
    const own = deployment.stacks.find(({ scenarioId }) => scenarioId === id)
    const logGroup = own?.outputs[functionLogsOutput]
    return logGroup === undefined ? [] : [[id, logGroup] as [string, string]]
  })
}

/** By scenario: when its trials were measured, as the load generator wrote it down. */
function windowsOf({ context, run }: DrivenRun, journal: readonly JournalEntry[]): Map<string, Window[]> {
  const at = (kind: 'measuring' | 'finished') =>
    new Map(journal.flatMap((entry) => (entry.kind === kind ? [[entry.index, entry.atMs]] : [])))
  const [begun, ended] = [at('measuring'), at('finished')]
  const windows = new Map<string, Window[]>()
  for (const trial of context.runs.trials(run.id).filter((one) => isWanted(one, loadOf(run)))) {
    const [fromMs, toMs] = [begun.get(trial.order), ended.get(trial.order)]
    if (fromMs === undefined || toMs === undefined) continue
    const wanted = Math.min(mostOfTrial, trial.result?.requests ?? 0)
    windows.set(trial.scenarioId, [...(windows.get(trial.scenarioId) ?? []), { fromMs, toMs, wanted }])
  }
  return windows
}

function isWanted({ status, load }: Trial, wanted: 'light' | 'closed'): boolean {
  return status === 'succeeded' && load === wanted
}

/** A request at light load waits for no other one. */
function loadOf({ load }: DrivenRun['run']): 'light' | 'closed' {
  return load.light ? 'light' : 'closed'
}

interface Asked {
  logGroup: string
  own: readonly Window[]
  /** On the clock of `performance`. */
  deadlineMs: number
  signal: AbortSignal
}

async function timeOf(
  driven: DrivenRun,
  aws: Aws,
  { logGroup, own, deadlineMs, signal }: Asked,
): Promise<FunctionTime> {
  try {
    const reports: InvocationReport[] = []
    for (const { fromMs, toMs, wanted } of own) {
      const window = { logGroup, fromMs, toMs, most: mostOfTrial }
      reports.push(...(await delivered(aws, { window, wanted, deadlineMs, signal })))
    }
    return functionTimeOf(reports, loadOf(driven.run)) ?? notKnown('not-delivered')
  } catch (thrown) {
    signal.throwIfAborted()
    if (errorKind(thrown) === 'refused') return notKnown('denied')
    tell(driven, thrown)
    return notKnown('failed')
  }
}

/** Logs come seconds later: looks again until enough are there, or the time is over. */
async function delivered(
  aws: Aws,
  {
    window,
    wanted,
    deadlineMs,
    signal,
  }: { window: Parameters<typeof invocationReports>[1]; wanted: number } & Pick<
    Asked,
    'deadlineMs' | 'signal'
  >,
): Promise<InvocationReport[]> {
  for (;;) {
    const reports = await invocationReports(aws, window, signal)
    if (reports.length >= wanted * enough || performance.now() > deadlineMs) return reports
    await delay(aws.pacing.pollMs, undefined, { signal })
  }
}

function notKnown(why: Extract<FunctionTime, { source: 'client-latency' }>['why']): FunctionTime {
  return { source: 'client-latency', why }
}

function tell({ context, run }: DrivenRun, thrown: unknown): void {
  const message = `How long the functions were busy could not be read: ${errorMessage(thrown)}`
  report(context, run.deploymentId, { level: 'warning', message, runId: run.id })
}
