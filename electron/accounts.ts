import type { Account } from '../shared/account.ts'
import { AppError } from '../shared/errors.ts'
import { openClients, type Aws } from './aws/clients.ts'
import { connectPractice } from './practice/start.ts'

/** How often to ask the practice account about something that is going on; AWS will want longer. */
const practicePollMs = 400

/**
 * Reaches an account; the practice account is started when it is not running.
 * @throws AppError `account-refused` for AWS profiles, for as long as nothing caps what they cost and cleans up after them
 */
export async function connectAccount(account: Account, region: string, dataDir: string): Promise<Aws> {
  if (account.kind === 'profile') {
    throw new AppError(
      'account-refused',
      `The AWS profile "${account.profile}" cannot be used yet: real accounts come with a cost cap and automatic clean-up. Use the practice account (--account practice).`,
    )
  }
  const practice = await connectPractice(dataDir)
  const { endpoint, accessKeyId, secretAccessKey } = practice
  const clients = openClients({ region, endpoint, credentials: { accessKeyId, secretAccessKey }, pollMs: practicePollMs })
  return {
    ...clients,
    close() {
      clients.close()
      practice.disconnect()
    },
  }
}
