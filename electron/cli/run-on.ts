import type { CommandInput } from '../../shared/contract.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { AppError } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment.ts'
import type { Run } from '../../shared/run.ts'
import type { Engine } from '../engine/engine.ts'
import { exitCodes, runExitCodes, type ExitCode } from './exit-codes.ts'
import { aborted } from './interrupts.ts'
import { experimentOf, noteFailure, noteLoopback, noteStaying } from './run-experiment.ts'
import { requireWritable } from './output-file.ts'
import type { ProgressView } from './progress.ts'
import { call, until } from './session.ts'
import { showResult, watchRun, type Watching } from './watch-run.ts'

export interface RunOnRequest {
  experimentId: string
  deploymentId: string
  /** What is measured on the deployment. */
  choices: (deployment: Deployment, experiment: Experiment | undefined) => CommandInput<'runs.start'>
  /** Where the run is written as JSON; undefined for nowhere. */
  jsonFile: string | undefined
}

/**
 * Measures a further run on a deployment that is ready, which stays afterwards. Ctrl-C once stops the run;
 * twice leaves at once.
 * @throws AppError `not-found` and `invalid-input` for a deployment or scenarios that do not fit, `conflict`
 * for one that is not ready
 */
export async function runOn(engine: Engine, request: RunOnRequest): Promise<ExitCode> {
  const { experimentId, deploymentId, choices, jsonFile } = request
  const deployment = await call(engine, 'deployments.get', { id: deploymentId })
  const { id, experimentId: own, account } = deployment
  if (own !== experimentId)
    throw new AppError('invalid-input', `Deployment ${id} is of the experiment ${own}, not ${experimentId}.`)
  const leaveText = () => `Stopped waiting. The run on ${id} may still go on: \`sluice runs\` shows it.`
  if (jsonFile !== undefined) requireWritable(jsonFile, '--json')
  return watchRun(engine, leaveText, async (watching) => {
    watching.follow(id)
    const experiment = await experimentOf(engine, experimentId)
    const run = await call(engine, 'runs.start', choices(deployment, experiment))
    noteLoopback(account)
    return watch(engine, run, watching, jsonFile)
  })
}

async function watch(
  engine: Engine,
  { id, deploymentId }: Run,
  { progress, interrupts, finish }: Watching,
  jsonFile: string | undefined,
): Promise<ExitCode> {
  void aborted(interrupts.stop).then(() => cancel(engine, id, progress))
  const ask = () => call(engine, 'deployments.get', { id: deploymentId })
  const ended = await until(engine, ask, ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase))
  await finish()
  noteStaying(ended)
  await showResult(engine, id, jsonFile)
  noteFailure('Failed', ended.failure)
  noteFailure('The removal failed', ended.removalFailure)
  if (interrupts.stop.aborted) return exitCodes.interrupted
  const { run } = await call(engine, 'runs.get', { id })
  return runExitCodes[run.status]
}

async function cancel(engine: Engine, id: string, progress: ProgressView): Promise<void> {
  progress.line('Stopping the run: finished trials are kept. Press Ctrl-C again to leave now.')
  await call(engine, 'runs.cancel', { id }).catch((thrown: unknown) => progress.line(String(thrown)))
}
