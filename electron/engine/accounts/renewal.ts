import { accountTitle } from '../../../shared/account-name.ts'
import { isRenewedByPerson } from '../aws/credential-source.ts'
import { SignInCancelled, type Prompts } from '../prompts.ts'
import type { CredentialCache } from './credential-cache.ts'
import type { SignInRequest } from './sign-in-request.ts'
import { sourceText } from './source-text.ts'

/**
 * Signs in again for work under way, until it succeeds or the person gives up. What only the person can
 * renew is asked for first; anything else, such as the file of a web identity, may be renewed already.
 * @throws SignInCancelled when the person cancels
 */
export async function renewCredentials(
  prompts: Prompts,
  cache: CredentialCache,
  request: SignInRequest,
): Promise<void> {
  let askFirst = isRenewedByPerson(request.facts.source)
  for (;;) {
    if (askFirst) await askToRenew(prompts, request)
    try {
      await cache.get(request)
      return
    } catch (thrown) {
      request.work?.signal?.throwIfAborted()
      if (thrown instanceof SignInCancelled) throw thrown
      askFirst = true
    }
  }
}

async function askToRenew(prompts: Prompts, { account, facts, work }: SignInRequest): Promise<void> {
  const remedy =
    account.kind === 'environment'
      ? 'Sluice sees no changes of its environment while it runs. Quit Sluice, renew the credentials and ' +
        'start Sluice again: the deployment continues where it stopped.'
      : `Renew them in your AWS files (${sourceText(facts.source)}), then try again.`
  const reason = `The credentials of ${accountTitle(account)} have expired.`
  const deploymentId = work?.deploymentId ?? null
  await prompts.ask({ account, deploymentId, kind: 'renew', reason, remedy }, work?.signal)
}
