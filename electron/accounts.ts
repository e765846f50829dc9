import type { Account } from '../shared/account.ts'
import { accountName } from '../shared/account-name.ts'
import { AppError } from '../shared/errors.ts'
import { openClients, type Aws, type Pacing } from './aws/clients.ts'
import { connectPractice } from './practice/start.ts'

/** The practice account's own pace. */
const practicePacing: Pacing = { pollMs: 400, switchBaseMs: 10_000, deleteRestApiMs: 300, patienceMs: 120_000 }

/**
 * Reaches an account; the practice account is started when it is not running.
 * @throws AppError `account-refused` for AWS profiles, for as long as nothing caps what they cost and cleans up after them
 */
export async function connectAccount(account: Account, region: string, dataDir: string): Promise<Aws> {
  if (account.kind !== 'practice') {
    throw new AppError(
      'account-refused',
      `The AWS account "${accountName(account)}" cannot be used yet: real accounts come with a cost cap and automatic clean-up. Use the practice account (--account practice).`,
    )
  }
  const practice = await connectPractice(dataDir)
  const { endpoint, accessKeyId, secretAccessKey } = practice
  return openClients({
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    pacing: practicePacing,
    onClose: () => practice.disconnect(),
  })
}
