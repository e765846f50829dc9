import type { Account } from './account.ts'
import type { Run } from './run.ts'

/**
 * The account that prices are asked with for a run; that of an imported one is not here, and the practice
 * account has the built-in table. Null where the run was measured in no account.
 */
export function priceAccountOf({ account, imported }: Pick<Run, 'account' | 'imported'>): Account | null {
  if (account.kind === 'published' || account.kind === 'elsewhere') return null
  return imported === null ? account : { kind: 'practice' }
}
