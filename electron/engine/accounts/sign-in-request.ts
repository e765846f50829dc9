import type { Account } from '../../../shared/account.ts'
import type { AccountFacts } from '../aws/account-facts.ts'
import type { Work } from '../engine-context.ts'

/** Which account to sign in to, where, and for what work; without work, for a person who only looks. */
export interface SignInRequest {
  account: Account
  facts: AccountFacts
  region: string
  work: Work | undefined
}

/** The deployment whose work waits for the credentials; null where nothing may wait for a person. */
export function waitingDeployment({ work }: SignInRequest): string | null {
  return work === undefined || work.unattended === true ? null : work.deploymentId
}
