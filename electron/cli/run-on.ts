import type { CommandInput } from '../../shared/contract.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { AppError, errorMessage } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment.ts'
import type { Run } from '../../shared/run.ts'
import type { Engine } from '../engine/engine.ts'
import { command } from './called-as.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { plannedOf, prepareGate, writeUnmeasured } from './gate-run.ts'
import { aborted } from './interrupts.ts'
import { complain, warn } from './print.ts'
import {
  experimentOf,
  noteFailure,
  noteLoopback,
  noteStaying,
  requireFiles,
  type RequestedResult,
} from './run-experiment.ts'
import type { ProgressView } from './progress.ts'
import { deploymentIdOf } from './resolve-id.ts'
import { call, until } from './session.ts'
import { showResult, watchRun, type ResultRequest, type Watching } from './watch-run.ts'

export interface RunOnRequest {
  experimentId: string
  /** Its id, as `deploymentIdOf` takes it. */
  deployment: string
  /** What is measured on the deployment. */
  choices: (deployment: Deployment, experiment: Experiment | undefined) => CommandInput<'runs.start'>
  result: RequestedResult
}

/**
 * Measures a further run on a deployment that is ready, which stays afterwards. Ctrl-C once stops the run;
 * twice leaves at once.
 * @throws AppError `not-found` and `invalid-input` for a deployment or scenarios that do not fit, `conflict`
 * for one that is not ready
 */
export async function runOn(engine: Engine, request: RunOnRequest): Promise<ExitCode> {
  const { experimentId, choices } = request
  requireFiles(request.result)
  const deployment = await call(engine, 'deployments.get', {
    id: await deploymentIdOf(engine, request.deployment),
  })
  const { id, experimentId: own, account } = deployment
  if (own !== experimentId)
    throw new AppError('invalid-input', `Deployment ${id} is of the experiment ${own}, not ${experimentId}.`)
  const leaveText = () =>
    `Stopped waiting. The run on ${id} may still go on: \`${command('runs')}\` shows it.`
  const experiment = await experimentOf(engine, experimentId)
  const chosen = choices(deployment, experiment)
  const scenarios = chosen.scenarios ?? deployment.scenarios
  const planned = plannedOf(experiment, scenarios, chosen.load)
  const wanted = { ...request.result, gate: await prepareGate(engine, request.result.gate, planned) }
  return watchRun(engine, leaveText, async (watching) => {
    writeUnmeasured(wanted.gate, experimentId)
    watching.follow(id)
    const run = await call(engine, 'runs.start', chosen)
    noteLoopback(account, wanted.output)
    return watch(engine, run, watching, wanted)
  })
}

async function watch(
  engine: Engine,
  { id, deploymentId }: Run,
  { progress, interrupts, finish }: Watching,
  wanted: ResultRequest,
): Promise<ExitCode> {
  void aborted(interrupts.stop).then(() => cancel(engine, id, progress))
  const ask = () => call(engine, 'deployments.get', { id: deploymentId })
  const ended = await until(engine, ask, ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase))
  await finish()
  noteStaying(ended)
  const measured = await showResult(engine, id, wanted)
  noteFailure('Failed', ended.failure)
  noteFailure('The removal failed', ended.removalFailure)
  return interrupts.stop.aborted ? exitCodes.interrupted : measured
}

async function cancel(engine: Engine, id: string, progress: ProgressView): Promise<void> {
  progress.end()
  warn('Stopping the run: finished trials are kept. Press Ctrl-C again to leave now.')
  await call(engine, 'runs.cancel', { id }).catch((thrown: unknown) => complain(errorMessage(thrown)))
}
