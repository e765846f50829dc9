import type { connectPractice } from '../../practice/connect-practice.ts'
import type { Catalog } from '../catalog.ts'
import { printedPolicies } from './documents.ts'
import { roleBoundary } from './role-boundary.ts'
import { boundaryName } from './statement.ts'

/** What an administrator has prepared in an account: policies of the user by Region, and managed policies. */
export type Prepared = Parameters<typeof connectPractice>[1]

/** Any of the practice account's Regions: they are all in one partition. */
const practiceRegion = 'us-west-2'

/** An account that is prepared by nothing but what `sluice policy` prints for these Regions. */
export function preparedFor(catalog: Catalog, regions: readonly string[]): Prepared {
  const accountId = '*'
  const policies = regions.map((region) => [region, printedPolicies({ accountId, region })] as const)
  const boundary = roleBoundary(catalog.template('guard.yaml'), { accountId, region: practiceRegion })
  // Documents of IAM are JSON, and are read as such.
  return {
    userPolicies: Object.fromEntries(policies),
    managedPolicies: { [boundaryName]: boundary },
  } as unknown as Prepared
}
