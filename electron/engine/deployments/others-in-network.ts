import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { othersInVpc, type OtherInVpc } from '../aws/others-in-vpc.ts'
import type { Aws } from '../aws/clients.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { listStackResources } from '../store/stack-resources.ts'
import { outputOf } from './stack-plan.ts'

/** What others have put into the VPC of a deployment; nothing where it has none. */
export async function othersInNetwork(
  { store }: Pick<EngineContext, 'store'>,
  aws: Aws,
  { id, stacks }: Pick<Deployment, 'id' | 'stacks'>,
): Promise<OtherInVpc[]> {
  const vpcId = outputOf(stacks, 'VpcId')
  if (vpcId === undefined) return []
  const own = new Set(listStackResources(store, id).map(({ physicalId }) => physicalId))
  return othersInVpc(aws, vpcId, own)
}

function othersText(others: readonly OtherInVpc[]): string {
  return others.map(({ text }) => text).join(', ')
}

/** Names what others have put into the VPC, before it is tried to delete that. */
export async function tellOfOthers(context: EngineContext, aws: Aws, deployment: Deployment): Promise<void> {
  const others = await othersInNetwork(context, aws, deployment).catch(() => [])
  if (others.length === 0) return
  const message =
    `Others have put something into the VPC: ${othersText(others)}. Sluice leaves it alone, and tries to ` +
    'delete the VPC all the same.'
  report(context, deployment.id, { level: 'warning', message })
}

/** The failure to delete base, with what others have put into its VPC, where that can be found out. */
export async function withOthers(
  context: EngineContext,
  aws: Aws,
  id: string,
  thrown: unknown,
): Promise<unknown> {
  const others = await othersInNetwork(context, aws, context.deployments.get(id)).catch(() => [])
  if (!(thrown instanceof AppError) || others.length === 0) return thrown
  const sentence =
    `Others have put something into its VPC: ${othersText(others)}. ` +
    'Delete it, then try again; or leave behind what could not be deleted.'
  return new AppError(thrown.code, `${thrown.message} ${sentence}`, thrown.details, thrown)
}
