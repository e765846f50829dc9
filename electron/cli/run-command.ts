import { writeFileSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import type { Engine } from '../engine/engine.ts'
import { confirmAccount } from './confirm-account.ts'
import type { RunArguments } from './arguments.ts'
import { createProgress } from './progress.ts'
import { isRemovalProven } from './removal-outcome.ts'
import { call, until } from './session.ts'
import { showRun } from './show-command.ts'

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/** Deploys, measures, shows, tears down. @returns the exit code */
export async function runCommand(engine: Engine, given: RunArguments): Promise<number> {
  const { experimentId, load, paths } = given
  // Everything a person can get wrong is said here, before anything is created.
  const planned = await call(engine, 'deployments.plan', {
    experimentId,
    account: given.account,
    region: given.region,
    scenarios: given.scenarios,
    options: given.options,
    load,
    paths,
    capUsd: given.capUsd,
    lifetimeMs: given.lifetimeMs,
  })
  const accountId = await confirmAccount(engine, planned, given.confirmed).catch(forget(engine, planned.id))
  if (planned.account.kind === 'practice') {
    process.stdout.write('Practice account: these are loopback numbers of this machine, not of AWS.\n')
  }
  const progress = createProgress(process.stderr)
  const stopListening = engine.onEvent((event) => progress.onEvent(event))
  const interruption = onInterrupt(engine, planned.id, progress.line)
  try {
    progress.line(`Deploying ${planned.scenarios.join(', ')} (deployment ${planned.id})`)
    await call(engine, 'deployments.deploy', { id: planned.id, accountId }).catch(forget(engine, planned.id))
    const deployed = await until(
      engine,
      () => call(engine, 'deployments.get', { id: planned.id }),
      ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase),
    )
    const runId =
      deployed.phase === 'ready' && !interruption.happened()
        ? await measure(engine, planned.id, given, progress, interruption)
        : undefined
    const finished = await tearDown(engine, planned.id, given.keep && !interruption.happened(), progress.line)
    progress.end()
    if (runId !== undefined) await showResult(engine, runId, given.jsonFile)
    for (const [title, failure] of [
      ['Failed', finished.failure],
      ['The removal failed', finished.removalFailure],
    ] as const)
      if (failure)
        process.stderr.write(
          `${title}: ${failure.resource ? `${failure.resource}: ` : ''}${failure.reason}\n`,
        )
    if (interruption.happened()) return exitCodes.interrupted
    if (runId === undefined || !isRemovalProven(finished)) return exitCodes.failed
    const { run } = await call(engine, 'runs.get', { id: runId })
    return run.status === 'succeeded' ? exitCodes.done : exitCodes.failed
  } finally {
    progress.end()
    stopListening()
    interruption.end()
  }
}

/** What was refused before anything was created leaves no draft behind. */
function forget(engine: Engine, id: string): (thrown: unknown) => Promise<never> {
  return async (thrown) => {
    await engine.dispatch('deployments.discard', { id })
    throw thrown
  }
}

async function measure(
  engine: Engine,
  deploymentId: string,
  given: RunArguments,
  progress: ReturnType<typeof createProgress>,
  interruption: Interruption,
): Promise<string> {
  const run = await call(engine, 'runs.start', { deploymentId, seed: given.seed })
  interruption.watch(run.id)
  const { trials } = await call(engine, 'runs.get', { id: run.id })
  const leadInSec = run.load.leadIn.kind === 'load' ? run.load.leadIn.seconds : 0
  progress.line(
    `Measuring ${trials.length} trials of ${run.load.durationSec} s: ${run.load.threads} threads, ${run.load.connections} connections (run ${run.id}, seed ${run.seed})`,
  )
  progress.expect(trials, (leadInSec + run.load.durationSec) * 1000)
  await until(
    engine,
    () => call(engine, 'runs.get', { id: run.id }),
    ({ run: current }) => current.status !== 'running',
  )
  return run.id
}

async function tearDown(engine: Engine, id: string, keep: boolean, line: (text: string) => void) {
  // A run that has just ended holds its deployment for a moment longer.
  const deployment = await until(
    engine,
    () => call(engine, 'deployments.get', { id }),
    ({ phase }) => phase !== 'measuring',
  )
  if (keep && deployment.phase === 'ready') {
    line(`Deployment ${id} is kept. Remove it with: sluice teardown ${id}`)
    return deployment
  }
  if (isLive(deployment.phase) && deployment.phase !== 'removing' && deployment.phase !== 'stranded')
    await removeCalmly(engine, id)
  return until(
    engine,
    () => call(engine, 'deployments.get', { id }),
    ({ phase }) => phase === 'removed' || phase === 'stranded',
  )
}

/** The deployment may be at its removal already, or gone. */
async function removeCalmly(engine: Engine, id: string): Promise<void> {
  try {
    await call(engine, 'deployments.remove', { id })
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'conflict')) throw thrown
  }
}

async function showResult(engine: Engine, runId: string, jsonFile: string | undefined): Promise<void> {
  await showRun(engine, runId)
  if (jsonFile === undefined) return
  writeFileSync(jsonFile, `${JSON.stringify(await call(engine, 'runs.export', { id: runId }), null, 2)}\n`)
}

interface Interruption {
  happened(): boolean
  watch(runId: string): void
  end(): void
}

/** Ctrl-C once: stop the trial, keep what is finished, tear down. Twice: leave now, and say what is left. */
function onInterrupt(engine: Engine, deploymentId: string, line: (text: string) => void): Interruption {
  let times = 0
  let runId: string | undefined
  const interrupt = () => {
    times += 1
    if (times > 1) {
      line(
        `Left. Deployment ${deploymentId} may still be there; remove it with: sluice teardown ${deploymentId}`,
      )
      process.exit(exitCodes.interrupted)
    }
    line('Stopping: what is finished is kept, then everything is torn down. Press Ctrl-C again to leave now.')
    const stopped =
      runId === undefined
        ? removeCalmly(engine, deploymentId)
        : call(engine, 'runs.cancel', { id: runId }).then(() => undefined)
    stopped.catch((thrown: unknown) => line(String(thrown)))
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return {
    happened: () => times > 0,
    watch: (id) => {
      runId = id
    },
    end: () => {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
    },
  }
}
