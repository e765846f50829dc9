import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { EngineContext } from '../engine-context.ts'

/**
 * Checks that the person has confirmed the AWS account that the credentials lead to.
 * @param confirmed the number of the account that was confirmed; the practice account needs none
 * @returns the account's number, which every later connection of the deployment must lead to; null for the
 * practice account
 * @throws AppError `unconfirmed` with `details.identity` and `details.deployment`
 */
export async function confirmAccount(
  context: EngineContext,
  deployment: Deployment,
  confirmed: string | undefined,
): Promise<string | null> {
  const { account, region } = deployment
  if (account.kind === 'practice') return null
  const identity = await context.identify(account, region)
  const { accountId, arn } = identity
  if (confirmed === accountId) return accountId
  const asked = confirmed === undefined ? 'Confirm that account first' : `${confirmed} was confirmed`
  throw new AppError(
    'unconfirmed',
    `This would create stacks in account ${accountId} (${arn}) in ${region}. ${asked}.`,
    { identity, deployment },
  )
}
