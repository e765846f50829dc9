import { accountName } from '../../shared/account-name.ts'
import { AppError } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import type { Engine } from '../engine/engine.ts'
import { textTable } from '../engine/reports/text-table.ts'
import { accountOf, parsed, usageError } from './arguments.ts'
import { exitCodes } from './run-command.ts'
import { isRemovalProven, removalLine } from './removal-outcome.ts'
import { call, until } from './session.ts'
import { showRun } from './show-command.ts'

const jsonOption = { json: { type: 'boolean' } } as const
const print = (text: string) => process.stdout.write(`${text}\n`)
const iso = (ms: number) => new Date(ms).toISOString()

export async function runsCommand(engine: Engine, args: string[]): Promise<number> {
  const { values } = parsed(args, jsonOption, 0)
  const runs = (await call(engine, 'runs.list', {})).map((run) => ({
    id: run.id,
    experimentId: run.experimentId,
    account: accountName(run.account),
    status: run.status,
    startedAt: iso(run.startedAtMs),
    finishedAt: run.finishedAtMs === null ? null : iso(run.finishedAtMs),
    region: run.region,
    deploymentId: run.deploymentId,
    scenarios: run.scenarios.map((scenario) => scenario.id),
    rounds: run.load.rounds,
    durationSec: run.load.durationSec,
  }))
  if (values.json) print(JSON.stringify(runs, null, 2))
  else if (runs.length === 0) print('No runs yet. `sluice demo` makes the first one.')
  else {
    const rows = runs.map((run) => [
      run.id,
      run.experimentId,
      run.account,
      run.status,
      run.startedAt,
      `${run.rounds} x ${run.durationSec} s`,
    ])
    print(textTable(['run', 'experiment', 'account', 'status', 'started', 'load'], rows, 5))
  }
  return exitCodes.done
}

export async function deploymentsCommand(engine: Engine, args: string[]): Promise<number> {
  const { values } = parsed(args, jsonOption, 0)
  const deployments = (await call(engine, 'deployments.list', {})).map((deployment) => ({
    id: deployment.id,
    experimentId: deployment.experimentId,
    account: accountName(deployment.account),
    phase: deployment.phase,
    createdAt: iso(deployment.createdAtMs),
    changedAt: iso(deployment.changedAtMs),
    region: deployment.region,
    scenarios: deployment.scenarios,
    stacks: deployment.stacks.map(({ name, kind, status, arn }) => ({ name, kind, status, arn })),
    failure: deployment.removalFailure ?? deployment.failure,
  }))
  if (values.json) print(JSON.stringify(deployments, null, 2))
  else if (deployments.length === 0) print('No deployments.')
  else {
    const rows = deployments.map((one) => {
      const there = one.stacks.filter(
        (stack) => stack.status !== 'PLANNED' && stack.status !== 'DELETE_COMPLETE',
      ).length
      return [
        one.id,
        one.experimentId,
        one.account,
        one.phase,
        one.createdAt,
        String(there),
        one.failure?.reason.slice(0, 60) ?? '',
      ]
    })
    print(
      textTable(
        ['deployment', 'experiment', 'account', 'phase', 'created', 'stacks left', 'failure'],
        rows,
        5,
      ),
    )
  }
  return exitCodes.done
}

export async function showCommand(engine: Engine, args: string[]): Promise<number> {
  const id = parsed(args, {}, 1).positionals[0]
  if (id === undefined) throw usageError('Which run? `sluice runs` lists them.')
  await showRun(engine, id)
  return exitCodes.done
}

export async function exportCommand(engine: Engine, args: string[]): Promise<number> {
  const { values, positionals } = parsed(args, { format: { type: 'string' } }, 1)
  const id = positionals[0]
  if (id === undefined) throw usageError('Which run? `sluice runs` lists them.')
  if (values.format !== undefined && values.format !== 'json')
    throw usageError(`--format must be json, not "${values.format}".`)
  print(JSON.stringify(await call(engine, 'runs.export', { id }), null, 2))
  return exitCodes.done
}

/** @returns 1 when something is still there, or when a service could not be asked whether it is */
export async function teardownCommand(engine: Engine, args: string[]): Promise<number> {
  const { values, positionals } = parsed(args, { all: { type: 'boolean' } }, 1)
  const given = positionals[0]
  if (given === undefined && !values.all)
    throw usageError('Which deployment? Name one (`sluice deployments` lists them) or say --all.')
  const live = (await call(engine, 'deployments.list', {}))
    .filter((deployment) => isLive(deployment.phase))
    .map(({ id }) => id)
  const ids = given === undefined ? live : [given]
  if (ids.length === 0) print('Nothing is deployed.')
  const stopListening = engine.onEvent((event) => {
    if (event.name === 'activity.appended')
      process.stderr.write(`  ${event.data.deploymentId}: ${event.data.message}\n`)
  })
  const results = await Promise.all(ids.map((id) => tearDown(engine, id)))
  stopListening()
  return results.every(Boolean) ? exitCodes.done : exitCodes.failed
}

async function tearDown(engine: Engine, id: string): Promise<boolean> {
  try {
    await call(engine, 'deployments.remove', { id })
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'conflict')) throw thrown
    process.stderr.write(`${thrown.message}\n`)
  }
  const ended = await until(
    engine,
    () => call(engine, 'deployments.get', { id }),
    (deployment) => !isLive(deployment.phase) || deployment.phase === 'stranded',
  )
  print(removalLine(ended))
  return isRemovalProven(ended)
}

/** @returns 1 when a check has failed, or could not be made */
export async function doctorCommand(engine: Engine, args: string[]): Promise<number> {
  const { values } = parsed(
    args,
    { ...jsonOption, account: { type: 'string' }, region: { type: 'string' } },
    0,
  )
  const account = values.account === undefined ? undefined : accountOf(values.account)
  const checks = await call(engine, 'doctor.check', { account, region: values.region })
  if (values.json) print(JSON.stringify(checks, null, 2))
  else
    print(
      textTable(
        ['check', 'outcome', 'finding', 'remedy'],
        checks.map((check) => [check.name, check.outcome, check.finding, check.remedy ?? '']),
        4,
      ),
    )
  return checks.some(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
    ? exitCodes.failed
    : exitCodes.done
}
