import { AppError } from '../../../shared/errors.ts'
import type { EngineContext } from '../engine-context.ts'
import { getDeployment, updateDeployment } from '../store/deployments.ts'

/**
 * Holds that the person has confirmed the AWS account that the credentials lead to, and keeps its number:
 * every later connection of the deployment must lead there. The practice account needs no word.
 * @throws AppError `unconfirmed` with `details.identity`, before anything is created
 */
export async function confirmAccount(
  context: EngineContext,
  id: string,
  confirmed: string | undefined,
): Promise<void> {
  const { account, region, phase } = getDeployment(context.store, id)
  if (account.kind === 'practice' || phase !== 'planned') return
  const identity = await context.identify(account, region)
  if (confirmed !== identity.accountId) {
    const asked = confirmed === undefined ? 'Confirm that account first' : `${confirmed} was confirmed`
    throw new AppError(
      'unconfirmed',
      `This would create stacks in account ${identity.accountId} (${identity.arn}) in ${region}. ${asked}.`,
      { identity },
    )
  }
  updateDeployment(context.store, id, { accountId: identity.accountId })
}
