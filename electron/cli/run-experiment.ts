import type { CommandInput } from '../../shared/contract.ts'
import type { Deployment, Failure } from '../../shared/deployment.ts'
import { AppError, errorMessage } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment.ts'
import type { Engine } from '../engine/engine.ts'
import { command } from './called-as.ts'
import { confirmAccount, type Confirmed } from './confirm-account.ts'
import { confirmWarnings } from './confirm-warnings.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import type { GateRequest } from './gate-options.ts'
import { plannedOf, prepareGate, requireGateFiles, writeUnmeasured } from './gate-run.ts'
import { aborted } from './interrupts.ts'
import { leftText } from './left-text.ts'
import { requireWritable } from './output-file.ts'
import { formatOf, type OutputOptions } from './output.ts'
import { complain, note, print, warn } from './print.ts'
import type { ProgressView } from './progress.ts'
import { isRemovalProven } from './removal-outcome.ts'
import { call, until } from './session.ts'
import { requestRemoval } from './tear-down.ts'
import { showResult, watchRun, type ResultRequest, type Watching } from './watch-run.ts'

export type Choices = NonNullable<CommandInput<'experiments.run'>['choices']>

export interface RunRequest {
  experimentId: string
  /** What is chosen of the experiment; undefined where none has this id. */
  choices: (experiment: Experiment | undefined) => Choices
  /** What is confirmed beforehand: an account, and whether warnings are. */
  confirmed: { account: Confirmed; warnings: boolean }
  result: RequestedResult
}

/** What is to become of a result, before the gate is prepared. */
export type RequestedResult = Omit<ResultRequest, 'gate'> & { gate: GateRequest }

/**
 * Starts an experiment, shows its progress until the engine has finished with it, and prints the result.
 * Ctrl-C once has the deployment removed; twice leaves at once.
 * @throws AppError `invalid-input` where a file for the result cannot be written, or a condition of the gate
 *   cannot be answered
 */
export async function runExperiment(engine: Engine, request: RunRequest): Promise<ExitCode> {
  const { experimentId, result } = request
  requireFiles(result)
  const experiment = await experimentOf(engine, experimentId)
  const { scenarios, load } = request.choices(experiment)
  const gate = await prepareGate(engine, result.gate, plannedOf(experiment, scenarios, load))
  return watchRun(engine, leaveText, async (watching) => {
    writeUnmeasured(gate, experimentId)
    const started = await start(engine, request, experiment, watching.interrupts.stop)
    if (started !== undefined) return watch(engine, started, watching, { ...result, gate })
    warn('Stopped. Nothing was created.')
    return exitCodes.interrupted
  })
}

/** @throws AppError `invalid-input` where a file for the result cannot be written */
export function requireFiles({ jsonFile, gate }: RequestedResult): void {
  if (jsonFile !== undefined) requireWritable(jsonFile, '--json')
  requireGateFiles(gate)
}

function leaveText(id: string | undefined): string {
  return id === undefined
    ? `Stopped waiting. \`${command('deployments')}\` shows whether anything was created.`
    : `Stopped waiting. Deployment ${id} may still exist; remove it with: ${command(`teardown ${id}`)}`
}

/**
 * Starts the experiment; where the account, or a warning of a check, has to be confirmed first, asks and
 * starts again.
 * @returns undefined where the person stops it before, so that nothing can have been created
 */
async function start(
  engine: Engine,
  { choices, confirmed }: RunRequest,
  experiment: Experiment | undefined,
  stop: AbortSignal,
): Promise<Deployment | undefined> {
  const input: CommandInput<'experiments.run'> = { choices: choices(experiment) }
  const account = input.choices?.account?.kind ?? 'practice'
  const isUnconfirmed = account !== 'practice'
  try {
    const started = startConfirmed(engine, input, confirmed)
    return await (isUnconfirmed ? Promise.race([started, aborted(stop).then(() => undefined)]) : started)
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'unconfirmed')) throw thrown
    const accountId = await confirmAccount(engine, thrown.details, confirmed.account, experiment)
    return startConfirmed(engine, { ...input, accountId }, confirmed)
  }
}

async function startConfirmed(
  engine: Engine,
  input: CommandInput<'experiments.run'>,
  { warnings }: RunRequest['confirmed'],
): Promise<Deployment> {
  try {
    return await call(engine, 'experiments.run', input)
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'unconfirmed-checks')) throw thrown
    const confirmedChecks = await confirmWarnings(thrown.details, warnings)
    return call(engine, 'experiments.run', { ...input, confirmedChecks })
  }
}

/** An experiment by its id; undefined where there is none. */
export async function experimentOf(engine: Engine, experimentId: string): Promise<Experiment | undefined> {
  return (await call(engine, 'experiments.list', {})).find(({ id }) => id === experimentId)
}

async function watch(
  engine: Engine,
  { id, account, scenarios }: Deployment,
  { progress, interrupts, follow, finish }: Watching,
  wanted: ResultRequest,
): Promise<ExitCode> {
  follow(id)
  noteLoopback(account, wanted.output)
  progress.line(`Deploying ${scenarios.join(', ')} (deployment ${id})`)
  void aborted(interrupts.stop).then(() => stop(engine, id, progress))
  const ask = () => call(engine, 'deployments.get', { id })
  const ended = await until(engine, ask, ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase))
  await finish()
  if (ended.phase !== 'removed') noteStaying(ended)
  const [run] = await call(engine, 'runs.list', { deploymentId: id, most: 1 })
  const measured = run === undefined ? exitCodes.failed : await showResult(engine, run.id, wanted)
  noteFailure('Failed', ended.failure)
  noteFailure('The removal failed', ended.removalFailure)
  return interrupts.stop.aborted ? exitCodes.interrupted : exitCodeFor(ended, measured)
}

export function noteLoopback({ kind }: Deployment['account'], output: OutputOptions): void {
  if (kind !== 'practice') return
  const say = formatOf(output) === 'table' ? print : note
  say('Practice account: these are loopback numbers of this machine, not of AWS.')
}

/** Says until when a deployment stays, and how it is removed. */
export function noteStaying(deployment: Deployment): void {
  const text = leftText(deployment, Date.now())
  if (text !== null) warn(text)
}

async function stop(engine: Engine, id: string, progress: ProgressView): Promise<void> {
  progress.end()
  warn('Stopping: finished trials are kept, then everything is torn down. Press Ctrl-C again to leave now.')
  await requestRemoval(engine, id).catch((thrown: unknown) => complain(errorMessage(thrown)))
}

export function noteFailure(title: string, failure: Failure | null): void {
  if (failure === null) return
  warn(`${title}: ${failure.resource === null ? '' : `${failure.resource}: `}${failure.reason}`)
}

/** What was measured counts first; a removal that is not proven is no success either. */
function exitCodeFor(deployment: Deployment, measured: ExitCode): ExitCode {
  return measured === exitCodes.done && !isRemovalProven(deployment) ? exitCodes.failed : measured
}
