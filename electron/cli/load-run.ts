import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { knownScenarios } from '../../shared/elsewhere.ts'
import { AppError, errorMessage } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment.ts'
import type { Engine } from '../engine/engine.ts'
import type { Shown } from './result-text.ts'
import { runIdOf } from './resolve-id.ts'
import { call } from './session.ts'

/**
 * A run with what is known of it.
 * @param name its id as `runIdOf` takes it, or the path of a file that `sluice export` has written: an id
 *   has no dot and no slash
 * @throws AppError `not-found`, `invalid-input` for a file that is not a run
 */
export async function loadRun(engine: Engine, name: string): Promise<Omit<Shown, 'asked'>> {
  const experiments = await call(engine, 'experiments.list', {})
  const scenarios = await call(engine, 'scenarios.list', {})
  const id = await runNameOf(engine, name)
  const { receipt, filed, ...found } = isFile(id) ? await fromFile(id) : await fromStore(engine, id)
  const experiment = filed ?? experiments.find(({ id }) => id === found.run.experimentId)
  return { result: { ...found, experiment }, scenarios: knownScenarios(found.run, scenarios), receipt }
}

/** The id of a run as `runIdOf` finds it; the path of a file as it is. */
export async function runNameOf(engine: Engine, name: string): Promise<string> {
  return isFile(name) ? name : runIdOf(engine, name)
}

/** Whether a name of a run is the path of a file. */
export function isFile(name: string): boolean {
  return /[./\\]/.test(name)
}

type Found = Omit<Shown['result'], 'experiment'> & Pick<Shown, 'receipt'> & { filed: Experiment | null }

async function fromFile(name: string): Promise<Found> {
  let text: string
  try {
    text = readFileSync(name, 'utf8')
  } catch (thrown) {
    throw unreadableFile(name, thrown)
  }
  const { readRunJson } = await import('../engine/reports/read-run-json.ts')
  const { run, trials, diagnoses, receipt, experiment } = readRunJson(text, basename(name))
  return { run, trials, diagnoses, receipt, filed: experiment }
}

/** AppError `invalid-input` for a file that the system does not let read. */
export function unreadableFile(name: string, thrown: unknown): AppError {
  const isMissing = (thrown as NodeJS.ErrnoException).code === 'ENOENT'
  const reason = isMissing ? 'there is no such file' : errorMessage(thrown)
  return new AppError('invalid-input', `${name} cannot be read: ${reason}.`)
}

async function fromStore(engine: Engine, id: string): Promise<Found> {
  const found = await call(engine, 'runs.get', { id })
  return { ...found, filed: null, receipt: await receiptOf(engine, found.run.deploymentId) }
}

/** The deployment of a run may not be known any more. */
async function receiptOf(engine: Engine, id: string): Promise<Shown['receipt']> {
  try {
    return (await call(engine, 'deployments.get', { id })).receipt
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not-found') return null
    throw thrown
  }
}
