import type { Conditions, Limits } from '../../../shared/run.ts'
import type { Aws } from '../aws/clients.ts'
import { gatewayLimits, lambdaConcurrency } from '../aws/limits.ts'
import { outputOf } from '../deployments/stack-plan.ts'
import { appVersion } from '../../platform/version.ts'
import type { DrivenRun } from './driven-run.ts'

/** What a run was made with. A comparison names each condition in which its runs differ. */
export async function conditionsOf(
  { context, run, deployment, origin, runner }: DrivenRun,
  aws: Aws,
  signal: AbortSignal,
): Promise<Conditions> {
  const { tool, cores, system } = await runner.generator(signal)
  return {
    appVersion,
    templatesHash: context.catalog.hash,
    accountKind: deployment.account.kind,
    region: run.region,
    zones: [outputOf(deployment.stacks, 'ZoneA'), outputOf(deployment.stacks, 'ZoneB')].filter(
      (zone) => zone !== undefined,
    ),
    options: deployment.options,
    generator: `${tool.name} ${tool.version} on ${system} with ${cores} cores`,
    origin: origin.software,
    limits: await limitsOf(aws),
  }
}

/** What cannot be asked is null: a run does without. */
async function limitsOf(aws: Aws): Promise<Limits> {
  const [gateway, concurrency] = await Promise.all([
    gatewayLimits(aws).catch(() => null),
    lambdaConcurrency(aws).catch(() => null),
  ])
  return {
    gatewayRatePerSec: gateway?.ratePerSec ?? null,
    gatewayBurst: gateway?.burst ?? null,
    lambdaConcurrency: concurrency,
  }
}
