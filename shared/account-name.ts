import type { Account } from './account.ts'

/** The account as a person writes it on the command line. */
export function accountName(account: Account): string {
  return account.kind === 'practice' ? 'practice' : account.profile
}
