import { getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts'
import { fromEnv, fromIni, fromTokenFile } from '@aws-sdk/credential-providers'
import type { Account } from '../../../shared/account.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AccountFacts } from './account-facts.ts'
import { unreachableAppError } from './aws-errors.ts'
import { readAwsFiles, sdkName } from './aws-files.ts'
import { destinationOf, endpointConfig, type Credentials } from './clients.ts'
import { withCredentialProcesses, type ProgramWatch } from './credential-process.ts'
import { giveToSdk } from './give-to-sdk.ts'
import { createRequestHandler } from './request-handler.ts'

/**
 * Reads the account's credentials with the SDK's own providers, without any cache.
 * @param askMfa gives the code of an MFA device, by its serial number
 * @param programs follows the programs that are run for them
 * @throws AppError `unreachable` where a provider has asked and got no answer
 */
export async function readCredentials(
  account: Account,
  facts: AccountFacts,
  region: string,
  askMfa: (serial: string) => Promise<string>,
  programs: ProgramWatch,
): Promise<Credentials> {
  const endpoint = facts.detour?.endpoint
  const requestHandler = createRequestHandler({
    to: destinationOf(endpoint, facts.detour),
    caBundle: facts.variants.caBundle,
    proxies: facts.variants.proxies,
    hurried: true,
  })
  // The providers' own calls go to the same endpoint as every other call of the account.
  const clientConfig = { ...endpointConfig(endpoint, facts.variants), requestHandler }
  const inner = {
    parentClientConfig: { region },
    clientConfig,
    // The SDK does not pass `clientConfig` on for a profile's web identity: it would call AWS.
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity({ region, ...clientConfig }),
  }
  try {
    if (account.kind !== 'profile')
      return await (process.env['AWS_ACCESS_KEY_ID'] ? fromEnv()() : fromTokenFile(inner)())
    giveToSdk(await readAwsFiles())
    const profile = sdkName(account.profile)
    const provider = fromIni({ profile, ignoreCache: true, mfaCodeProvider: askMfa, ...inner })
    return await withCredentialProcesses(programs, () => provider())
  } catch (thrown) {
    // A provider keeps only the text of the error.
    const failure = requestHandler.failure()
    if (failure !== null && !(thrown instanceof AppError)) throw unreachableAppError(failure, thrown)
    throw thrown
  } finally {
    requestHandler.destroy()
  }
}
