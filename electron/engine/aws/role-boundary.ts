import { paginateListPolicies } from '@aws-sdk/client-iam'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { errorKind } from './error-kind.ts'
import { collect } from './paging.ts'

/**
 * The permissions boundary that an administrator has made for the roles of Sluice, by its ARN; undefined
 * where there is none, or where policies may not be listed: then roles are created without it.
 * @throws AppError `aws`
 */
export async function findRoleBoundary({ iam: client }: Aws, name: string): Promise<string | undefined> {
  try {
    const [found] = await collect(
      paginateListPolicies({ client }, { Scope: 'Local' }),
      (page) => page.Policies,
      ({ PolicyName, Arn }) => (PolicyName === name ? Arn : undefined),
    )
    return found
  } catch (thrown) {
    if (errorKind(thrown) === 'refused') return undefined
    throw toAppError(thrown, 'list the policies of the account')
  }
}
