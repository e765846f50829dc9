import type { AnyEvent } from '../../shared/events.ts'
import { times } from '../../shared/figures.ts'
import type { Run, Trial } from '../../shared/run.ts'
import { allowanceOf, trialTime } from '../../shared/trial-time.ts'
import type { Engine } from '../engine/engine.ts'
import { command } from './called-as.ts'
import { exitCodes, runExitCodes, type ExitCode } from './exit-codes.ts'
import { writeGateFiles, type Gate } from './gate-run.ts'
import { aborted, listenForInterrupts, type Interrupts } from './interrupts.ts'
import { writeOutput } from './output-file.ts'
import type { OutputOptions } from './output.ts'
import { isQuiet, warn } from './print.ts'
import { createProgress, type ProgressView } from './progress.ts'
import { runMarkdown } from './run-markdown.ts'
import { call } from './session.ts'
import { showRun } from './show-run.ts'
import { watchRounds, type WatchedRounds } from './watch-rounds.ts'

/** What a command works with that shows a run's progress. */
export interface Watching {
  progress: ProgressView
  interrupts: Interrupts
  /** From now on only what happens to this deployment is shown. */
  follow: (deploymentId: string) => void
  /** Ends the progress, once all of it is written. */
  finish: () => Promise<void>
}

/**
 * Shows progress for as long as `work` lasts. A second Ctrl-C leaves at once, with what `leftText` says of
 * the deployment that is left.
 */
export async function watchRun(
  engine: Engine,
  leftText: (deploymentId: string | undefined) => string,
  work: (watching: Watching) => Promise<ExitCode>,
): Promise<ExitCode> {
  const interrupts = listenForInterrupts()
  const progress = createProgress(process.stderr, isQuiet())
  let followed: string | undefined
  let stopShowingStart: (() => void) | undefined
  let rounds: WatchedRounds | undefined
  const stopListening = engine.onEvent((event) => {
    if (followed === undefined || isAbout(event, followed)) progress.onEvent(event)
  })
  const follow = (deploymentId: string): void => {
    followed = deploymentId
    stopShowingStart = showRunStart(engine, deploymentId, progress)
    rounds = watchRounds(engine, deploymentId, progress)
  }
  const finish = async (): Promise<void> => {
    await rounds?.written()
    progress.end()
  }
  const leaving = aborted(interrupts.leave).then(() => {
    progress.end()
    warn(leftText(followed))
    return exitCodes.interrupted
  })
  try {
    return await Promise.race([work({ progress, interrupts, follow, finish }), leaving])
  } finally {
    progress.end()
    stopListening()
    stopShowingStart?.()
    rounds?.end()
    interrupts.end()
  }
}

/** Other processes on the data folder announce what happens to theirs too. */
function isAbout(event: AnyEvent, deploymentId: string): boolean {
  return event.name !== 'activity.appended' || event.data.deploymentId === deploymentId
}

/** Says what is measured as soon as the turn of the run has come. @returns stops listening */
function showRunStart(engine: Engine, deploymentId: string, progress: ProgressView): () => void {
  let shown = false
  return engine.onEvent((event) => {
    if (shown || event.name !== 'run.changed' || event.data.deploymentId !== deploymentId) return
    if (event.data.measuringSinceMs === null) return
    shown = true
    void describeRun(engine, event.data, progress)
  })
}

async function describeRun(
  engine: Engine,
  { id, account, load, rule, seed }: Run,
  progress: ProgressView,
): Promise<void> {
  const { trials } = await call(engine, 'runs.get', { id })
  const allowance = allowanceOf(account)
  const takesMs = (trial: Pick<Trial, 'load'>): number => trialTime(load, trial.load, allowance).allMs
  progress.expect(trials, takesMs, rule.kind === 'until-sure')
  const trialCount = `${rule.kind === 'until-sure' ? 'at most ' : ''}${times(trials.length, 'trial')}`
  progress.line(
    `Measuring ${trialCount} of ${load.durationSec} s: ${times(load.threads, 'thread')}, ` +
      `${times(load.connections, 'connection')} (run ${id}, seed ${seed})`,
  )
}

/** What becomes of the result of a run. */
export interface ResultRequest {
  output: OutputOptions
  gate: Gate
  /** Where the run is written as JSON; undefined for nowhere. */
  jsonFile: string | undefined
}

/**
 * Prints the result of a run, judges it where there is a gate, and writes it to the files that are named.
 * @returns how the command ends; 1 for a run that is not complete, but by the gate alone where there is one
 */
export async function showResult(
  engine: Engine,
  runId: string,
  { output, gate, jsonFile }: ResultRequest,
): Promise<ExitCode> {
  const { loaded, verdict } = await showRun(engine, runId, output, gate)
  const { result } = loaded
  await writeGateFiles(gate, result, verdict, () => runMarkdown(engine, runId, loaded))
  if (jsonFile !== undefined) await writeJson(engine, runId, jsonFile)
  return verdict?.exitCode ?? runExitCodes[result.run.status]
}

async function writeJson(engine: Engine, runId: string, jsonFile: string): Promise<void> {
  const { text } = await call(engine, 'runs.export', { id: runId, format: 'json' })
  writeOutput(jsonFile, text, `The run is kept: ${command(`export ${runId} --format json`)}`)
}
