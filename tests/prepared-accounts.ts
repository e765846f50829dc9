import { join } from 'node:path'
import { openCatalog } from '../electron/engine/catalog.ts'
import { preparedFor } from '../electron/engine/policy/prepared.ts'
import { prepare, type Prepared } from '../electron/practice/prepared.ts'

/** A user of the practice account who may do everything: for tests of the account, not of the product. */
export const administrator: Prepared = {
  userPolicies: {
    any: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
  },
  managedPolicies: {},
}

/** What `sluice policy` prints for these Regions. */
export function printed(...regions: string[]): Prepared {
  return preparedFor(openCatalog(), regions)
}

/** Leaves an account as it is. */
export const nothing: Prepared = { userPolicies: {}, managedPolicies: {} }

/** Prepares an account that a test makes itself, by its folder. */
export function prepareFolder(folder: string, prepared: Prepared): void {
  prepare(join(folder, 'prepared.json'), prepared)
}
