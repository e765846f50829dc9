import { GetRoleCommand } from '@aws-sdk/client-iam'
import { isMissing } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/** Whether the account has a role. @throws any error but that there is none, such as a lack of permission */
export async function hasRole({ iam }: Aws, RoleName: string): Promise<boolean> {
  try {
    await iam.send(new GetRoleCommand({ RoleName }))
    return true
  } catch (thrown) {
    if (isMissing(thrown)) return false
    throw thrown
  }
}
