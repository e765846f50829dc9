import type { CommandInput } from '../../shared/contract.ts'
import type { Deployment, Failure } from '../../shared/deployment.ts'
import { AppError } from '../../shared/errors.ts'
import { times } from '../../shared/figures.ts'
import type { Run } from '../../shared/run.ts'
import type { Engine } from '../engine/engine.ts'
import { confirmAccount, type Confirmed } from './confirm-account.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { aborted, listenForInterrupts, type Interrupts } from './interrupts.ts'
import { requireWritable, writeOutput } from './output-file.ts'
import { note, print } from './print.ts'
import { createProgress, type ProgressView } from './progress.ts'
import { isRemovalProven } from './removal-outcome.ts'
import { showRun } from './result-text.ts'
import { call, until } from './session.ts'
import { requestRemoval } from './tear-down.ts'

export interface RunRequest {
  input: CommandInput<'experiments.run'>
  confirmed: Confirmed
  /** Where the run is written as JSON; undefined for nowhere. */
  jsonFile: string | undefined
}

/**
 * Starts an experiment, shows its progress until the engine has finished with it, and prints the result.
 * Ctrl-C once has the deployment removed; twice leaves at once.
 * @throws AppError `invalid-input` where the file for the result cannot be written
 */
export async function runExperiment(engine: Engine, request: RunRequest): Promise<ExitCode> {
  if (request.jsonFile !== undefined) requireWritable(request.jsonFile, '--json')
  const interrupts = listenForInterrupts()
  const progress = createProgress(process.stderr)
  const stopListening = engine.onEvent((event) => progress.onEvent(event))
  let id: string | undefined
  const leaving = aborted(interrupts.leave).then(() => {
    progress.line(leftText(id))
    return exitCodes.interrupted
  })
  const working = async (): Promise<ExitCode> => {
    const deployment = await start(engine, request)
    id = deployment.id
    return watch(engine, deployment, { request, progress, interrupts })
  }
  try {
    return await Promise.race([working(), leaving])
  } finally {
    progress.end()
    stopListening()
    interrupts.end()
  }
}

function leftText(id: string | undefined): string {
  return id === undefined
    ? 'Stopped waiting. `sluice deployments` shows whether anything was created.'
    : `Stopped waiting. Deployment ${id} may still exist; remove it with: sluice teardown ${id}`
}

/** Starts the experiment; where the account has to be confirmed first, asks and starts again. */
async function start(engine: Engine, { input, confirmed }: RunRequest): Promise<Deployment> {
  try {
    return await call(engine, 'experiments.run', input)
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'unconfirmed')) throw thrown
    const accountId = await confirmAccount(thrown.details, confirmed)
    return call(engine, 'experiments.run', { ...input, accountId })
  }
}

interface Watching {
  request: RunRequest
  progress: ProgressView
  interrupts: Interrupts
}

async function watch(
  engine: Engine,
  { id, account, scenarios }: Deployment,
  { request, progress, interrupts }: Watching,
): Promise<ExitCode> {
  if (account.kind === 'practice')
    print('Practice account: these are loopback numbers of this machine, not of AWS.')
  progress.line(`Deploying ${scenarios.join(', ')} (deployment ${id})`)
  void aborted(interrupts.stop).then(() => stop(engine, id, progress))
  const stopListening = showRunStart(engine, id, progress)
  const ask = () => call(engine, 'deployments.get', { id })
  const ended = await until(engine, ask, ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase))
  stopListening()
  progress.end()
  if (ended.phase === 'ready')
    progress.line(`Deployment ${id} is kept. Remove it with: sluice teardown ${id}`)
  const run = (await call(engine, 'runs.list', {})).find(({ deploymentId }) => deploymentId === id)
  if (run !== undefined) await showResult(engine, run.id, request.jsonFile)
  noteFailure('Failed', ended.failure)
  noteFailure('The removal failed', ended.removalFailure)
  return interrupts.stop.aborted ? exitCodes.interrupted : exitCodeFor(ended, run)
}

async function stop(engine: Engine, id: string, progress: ProgressView): Promise<void> {
  progress.line(
    'Stopping: finished trials are kept, then everything is removed. Press Ctrl-C again to leave now.',
  )
  await requestRemoval(engine, id).catch((thrown: unknown) => progress.line(String(thrown)))
}

/** Says what is measured as soon as the run has started. @returns stops listening */
function showRunStart(engine: Engine, deploymentId: string, progress: ProgressView): () => void {
  let shown = false
  return engine.onEvent((event) => {
    if (shown || event.name !== 'run.changed' || event.data.deploymentId !== deploymentId) return
    shown = true
    void describeRun(engine, event.data, progress)
  })
}

async function describeRun(engine: Engine, { id, load, seed }: Run, progress: ProgressView): Promise<void> {
  const { trials } = await call(engine, 'runs.get', { id })
  const leadInSec = load.leadIn.kind === 'load' ? load.leadIn.seconds : 0
  progress.expect(trials, (leadInSec + load.durationSec) * 1000)
  progress.line(
    `Measuring ${times(trials.length, 'trial')} of ${load.durationSec} s: ${load.threads} threads, ` +
      `${load.connections} connections (run ${id}, seed ${seed})`,
  )
}

async function showResult(engine: Engine, runId: string, jsonFile: string | undefined): Promise<void> {
  await showRun(engine, runId)
  if (jsonFile === undefined) return
  const { text } = await call(engine, 'runs.export', { id: runId, format: 'json' })
  writeOutput(jsonFile, text, `The run is kept: sluice export ${runId} --format json`)
}

function noteFailure(title: string, failure: Failure | null): void {
  if (failure === null) return
  note(`${title}: ${failure.resource === null ? '' : `${failure.resource}: `}${failure.reason}`)
}

function exitCodeFor(deployment: Deployment, run: Run | undefined): ExitCode {
  if (!isRemovalProven(deployment)) return exitCodes.failed
  return run?.status === 'succeeded' ? exitCodes.done : exitCodes.failed
}
