import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { EngineContext } from '../engine-context.ts'

/**
 * Checks that the person has confirmed the AWS account that the credentials lead to.
 * @param confirmed the number of the account that was confirmed; the practice account needs none
 * @returns the account's number, which every later connection of the deployment must lead to, and where its
 * calls go instead of to AWS; null for the practice account
 * @throws AppError `unconfirmed` with `details.identity` and `details.deployment`
 */
export async function confirmAccount(
  context: EngineContext,
  deployment: Deployment,
  confirmed: string | undefined,
): Promise<Pick<Deployment, 'accountId' | 'endpoint'>> {
  const { account, region } = deployment
  if (account.kind === 'practice') return { accountId: null, endpoint: null }
  const identity = await context.identify(account, region)
  const { accountId, arn, endpoint } = identity
  if (confirmed === accountId) return { accountId, endpoint }
  const asked = confirmed === undefined ? 'Confirm that account first' : `${confirmed} was confirmed`
  throw new AppError(
    'unconfirmed',
    `This would create stacks in account ${accountId} (${arn}) in ${region}. ${asked}.`,
    { identity, deployment },
  )
}
