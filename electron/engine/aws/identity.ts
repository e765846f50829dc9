import { ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Identity } from '../../../shared/account.ts'
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

/** What a person confirms before anything is created. */
export async function identityOf(
  aws: Aws,
  { expiresAtMs, source, settings }: Pick<Identity, 'expiresAtMs' | 'source' | 'settings'>,
): Promise<Identity> {
  const [caller, alias] = await Promise.all([callerIdentity(aws), aliasOf(aws)])
  return {
    ...caller,
    alias,
    region: aws.region,
    endpoint: aws.detour?.endpoint ?? null,
    endpointFrom: aws.detour?.from ?? null,
    expiresAtMs,
    source,
    settings,
  }
}

/** Null where the account has no alias, or the caller lacks the permission to ask for it. */
async function aliasOf({ iam }: Aws): Promise<string | null> {
  try {
    return (await iam.send(new ListAccountAliasesCommand({}))).AccountAliases?.[0] ?? null
  } catch {
    return null
  }
}
