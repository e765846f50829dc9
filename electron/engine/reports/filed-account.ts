import { z } from 'zod'
import { elsewhereSchema, type MeasuredIn } from '../../../shared/account.ts'

/** Where a run was measured, as a file says it: without the name of the profile. */
export const filedAccountSchema = z.union([
  z.strictObject({ kind: z.enum(['practice', 'profile', 'environment', 'published']) }),
  elsewhereSchema,
])

type FiledAccount = z.infer<typeof filedAccountSchema>

export function filedAccount(account: MeasuredIn): FiledAccount {
  return account.kind === 'elsewhere' ? account : { kind: account.kind }
}

/** The account that a file tells of. */
export function accountFiled(account: FiledAccount): MeasuredIn {
  if (account.kind === 'elsewhere') return account
  return account.kind === 'profile' ? { kind: 'profile', profile: 'not in the file' } : { kind: account.kind }
}
