import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call, until } from '../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import type { Activity } from '../../shared/activity.ts'
import type { CommandInput } from '../../shared/contract.ts'
import type { Run, Trial } from '../../shared/run.ts'
import { switchFaults } from '../switch-faults.ts'

/** A deployment on a practice account of its own, for as long as a benchmark takes. */
export interface PracticeDeployment {
  engine: Engine
  dataDir: string
  id: string
  activities(): Promise<Activity[]>
  measure(load: CommandInput<'runs.start'>['load'], paths?: string[]): Promise<{ run: Run; trials: Trial[] }>
  remove(): Promise<void>
}

/** Deploys scenarios of proxy-2017 in a temporary data folder; `faults` are switched on beforehand. */
export async function deployOnPractice(
  scenarios: string[],
  faults: Parameters<typeof switchFaults>[1] = {},
): Promise<PracticeDeployment> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  switchFaults(dataDir, faults)
  const engine = createEngine({ dataDir })
  // The smallest run: what a benchmark measures comes after it.
  const load = { threads: 1, connections: 1, durationSec: 1, rounds: 1 }
  const choices = { experimentId: 'proxy-2017', scenarios, paths: ['/'], load }
  const { id } = await call(engine, 'experiments.run', { choices })
  const phase = async (wanted: string[]) =>
    until(
      engine,
      () => call(engine, 'deployments.get', { id }),
      (deployment) => wanted.includes(deployment.phase),
    )
  const deployed = await phase(['ready', 'removed', 'stranded'])
  if (deployed.phase !== 'ready')
    throw new Error(`The deployment ended as ${deployed.phase}: ${deployed.failure?.reason}`)
  return {
    engine,
    dataDir,
    id,
    activities: () => call(engine, 'activities.list', { deploymentId: id }),
    async measure(load, paths = ['/']) {
      const { id: runId } = await call(engine, 'runs.start', { deploymentId: id, load, paths, seed: 1 })
      const ended = await until(
        engine,
        () => call(engine, 'runs.get', { id: runId }),
        ({ run }) => run.status !== 'running',
      )
      await phase(['ready'])
      return ended
    },
    async remove() {
      await call(engine, 'deployments.remove', { id })
      await phase(['removed', 'stranded'])
      await engine.close()
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

/** The loopback port behind a host name and port of the practice account. */
export function loopbackPort(dataDir: string, host: RegExp, port: number): number {
  const lines = readFileSync(join(dataDir, 'practice', 'addresses.txt'), 'utf8').split('\n')
  const line = lines
    .map((text) => text.split(' '))
    .find(([, name = '', at]) => host.test(name) && at === String(port))
  if (line === undefined) throw new Error(`The practice account has no address like ${host.source}:${port}.`)
  return Number(line[3])
}
