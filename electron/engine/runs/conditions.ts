import type { Deployment } from '../../../shared/deployment.ts'
import type { Conditions, Run } from '../../../shared/run.ts'
import { outputOf } from '../deployments/stack-plan.ts'
import type { EngineContext } from '../engine-context.ts'
import { appVersion } from '../../platform/version.ts'
import type { Runner } from './runner.ts'

/** What a run was made with: runs that differ in any of it are not compared without saying so. */
export async function conditionsOf(
  context: EngineContext,
  run: Run,
  { stacks, options }: Deployment,
  runner: Runner,
  signal: AbortSignal,
): Promise<Conditions> {
  const { generator, cores, system } = await runner.tools(signal)
  return {
    appVersion,
    templatesHash: context.catalog.hash,
    accountKind: run.account.kind,
    region: run.region,
    zones: [outputOf(stacks, 'ZoneA'), outputOf(stacks, 'ZoneB')].filter((zone) => zone !== undefined),
    options,
    generator: `${generator.name} ${generator.version} on ${system} with ${cores} cores`,
    origin: outputOf(stacks, 'OriginServer') ?? null,
  }
}
