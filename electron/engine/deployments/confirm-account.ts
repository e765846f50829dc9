import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { EngineContext } from '../engine-context.ts'

/**
 * Makes sure that the person has confirmed the AWS account that the credentials lead to, and keeps its
 * number: every later connection of the deployment must lead there. The practice account is not asked for.
 * @returns the deployment, still planned, with that number
 * @throws AppError `unconfirmed` with `details.identity`, before anything is created
 */
export async function confirmAccount(
  context: EngineContext,
  deployment: Deployment,
  confirmed: string | undefined,
): Promise<Deployment> {
  const { id, account, region } = deployment
  if (account.kind === 'practice') return deployment
  const identity = await context.identify(account, region)
  if (confirmed !== identity.accountId) {
    const asked = confirmed === undefined ? 'Confirm that account first' : `${confirmed} was confirmed`
    throw new AppError(
      'unconfirmed',
      `This would create stacks in account ${identity.accountId} (${identity.arn}) in ${region}. ${asked}.`,
      { identity },
    )
  }
  return context.deployments.changePlanned(id, { accountId: identity.accountId })
}
