import type { CommandParsed } from '../../../shared/contract.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { withOwnRegion } from '../aws/account-facts.ts'
import { requireComplete } from '../deployments/drafts.ts'
import { planDeployment } from '../deployments/plan-deployment.ts'
import type { EngineContext } from '../engine-context.ts'
import { newId } from '../../platform/ids.ts'
import { requirePreflight } from '../preflight/preflight.ts'
import { optionsForSharedLimits } from '../preflight/shared-limits.ts'
import type { Conductor } from './conductor.ts'
import { confirmAccount } from './confirm-account.ts'

/**
 * Starts an experiment from its choices, or from a plan that was kept. Everything that can be refused is
 * refused before anything is created, and before choices become a deployment.
 * @throws AppError `invalid-input`, `not-found`, `credentials`, `unconfirmed`, `preflight`,
 * `unconfirmed-checks`; `conflict` for a plan that was started before
 */
export async function startExperiment(
  context: EngineContext,
  conductor: Conductor,
  input: CommandParsed<'experiments.run'>,
): Promise<Deployment> {
  const { deployments } = context
  const plan = await planOf(context, input)
  const confirmed = await confirmAccount(context, plan, input.accountId)
  const options = await optionsForSharedLimits(context, plan)
  const ready = { ...plan, ...confirmed, options }
  await requirePreflight(context, ready, input.confirmedChecks)
  if (input.id === undefined) deployments.add(ready)
  else deployments.changePlanned(plan.id, { ...confirmed, options })
  await conductor.run(plan.id)
  return deployments.get(plan.id)
}

async function planOf(
  context: EngineContext,
  { id, choices }: CommandParsed<'experiments.run'>,
): Promise<Deployment> {
  if (choices !== undefined) {
    const { seed, ...planned } = await withOwnRegion(choices)
    const deployment = planDeployment(context.catalog, planned, newId('d'))
    return { ...deployment, plan: { ...deployment.plan, seed } }
  }
  const plan = context.deployments.get(id ?? '')
  if (plan.phase === 'planned') return requireComplete(context.catalog, plan)
  throw new AppError('conflict', `Deployment ${plan.id} is ${plan.phase}: it was started before.`)
}
