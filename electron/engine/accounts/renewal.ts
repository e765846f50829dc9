import { accountTitle } from '../../../shared/account-name.ts'
import { accountFacts } from '../aws/account-facts.ts'
import type { Credentials } from '../aws/clients.ts'
import type { CredentialSource } from '../aws/credential-source.ts'
import { SignInCancelled, type Prompts } from '../prompts.ts'
import { areSame, type CredentialCache } from './credential-cache.ts'
import type { SignInRequest } from './sign-in-request.ts'
import { sourceText } from './source-text.ts'

/** What AWS does not take any more. */
export interface Refused {
  /** Null where there were none to be had. */
  credentials: Credentials | null
  /** Renewed ones were refused as well: only the person knows better. */
  again: boolean
}

/**
 * Signs in again for work under way, until there are other credentials or the person gives up. What
 * something else has renewed already is taken without a question; the same key as before is no renewal.
 * @returns the request as the person's files answer it now: they may lead to another source
 * @throws SignInCancelled when the person cancels
 */
export async function renewCredentials(
  prompts: Prompts,
  cache: CredentialCache,
  request: SignInRequest,
  { credentials: refused, again }: Refused,
): Promise<SignInRequest> {
  let reason = endedText(request)
  for (let asking = again; ; asking = true) {
    if (asking) await askToRenew(prompts, request, reason)
    try {
      const now = await asFilesSay(request)
      const renewed = await cache.get(now)
      if (refused === null || !areSame(renewed, refused) || (asking && isLasting(renewed))) return now
      cache.forget(now, renewed)
      if (asking) reason = sameText(request)
    } catch (thrown) {
      request.work?.signal?.throwIfAborted()
      if (thrown instanceof SignInCancelled) throw thrown
    }
  }
}

/** Where calls go stays, whatever the person has changed. */
async function asFilesSay(request: SignInRequest): Promise<SignInRequest> {
  const { source } = await accountFacts(request.account)
  return { ...request, facts: { ...request.facts, source } }
}

/** Keys without a session may have been switched on again, so that the person may mean the same ones. */
function isLasting({ sessionToken }: Credentials): boolean {
  return sessionToken === undefined
}

function endedText({ account }: SignInRequest): string {
  return `The credentials of ${accountTitle(account)} have expired.`
}

function sameText({ account }: SignInRequest): string {
  return `The credentials of ${accountTitle(account)} are still those that have expired.`
}

async function askToRenew(
  prompts: Prompts,
  { account, facts, work }: SignInRequest,
  reason: string,
): Promise<void> {
  const remedy =
    account.kind === 'environment'
      ? 'Sluice sees no changes of its environment while it runs. Quit Sluice, renew the credentials and ' +
        'start Sluice again: the deployment continues where it stopped.'
      : `Renew them in your AWS files (${sourceText(facts.source)})${otherWayText(facts.source)}, then try ` +
        'again.'
  const deploymentId = work?.deploymentId ?? null
  try {
    await prompts.ask({ account, deploymentId, kind: 'renew', reason, remedy }, work?.signal)
  } catch (thrown) {
    if (!(thrown instanceof SignInCancelled)) throw thrown
    throw new SignInCancelled(`${reason} They were not renewed.`)
  }
}

function otherWayText(source: CredentialSource): string {
  return source.kind === 'keys' && source.before !== null ? ', or delete the keys to sign in by SSO' : ''
}
