import type { Account } from './account.ts'

/** The account as a person writes it on the command line. */
export function accountName(account: Account): string {
  return account.kind === 'profile' ? account.profile : account.kind
}

/** The account as a person reads it. */
export function accountTitle(account: Account): string {
  if (account.kind === 'practice') return 'Practice account'
  return account.kind === 'profile' ? `AWS profile ${account.profile}` : 'AWS account of the environment'
}
