import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/** The account and principal that calls are made as. */
export async function callerIdentity(aws: Aws): Promise<{ accountId: string; arn: string }> {
  try {
    const { Account, Arn } = await aws.sts.send(new GetCallerIdentityCommand({}))
    return { accountId: Account ?? '', arn: Arn ?? '' }
  } catch (thrown) {
    throw toAppError(thrown, 'ask who is calling')
  }
}
