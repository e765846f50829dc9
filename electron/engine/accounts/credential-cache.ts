import { AppError } from '../../../shared/errors.ts'
import type { Credentials } from '../aws/clients.ts'
import { needsPerson } from './sign-in.ts'
import type { SignInRequest } from './sign-in-request.ts'

/** Credentials are renewed this long before they expire. */
export const renewBeforeMs = 5 * 60_000

/** Credentials in memory: one sign-in serves all connections to an account. */
export interface CredentialCache {
  /**
   * Credentials that are still valid, or those of a new sign-in. Requests that come while a sign-in is under
   * way share it, so that the person is asked once.
   * @throws AppError `credentials`
   */
  get(request: SignInRequest): Promise<Credentials>
  /** Forgets credentials that AWS has refused, unless others have taken their place already. */
  forget(request: SignInRequest, refused: Credentials): void
}

/** Whether AWS sees no difference between them. */
export function areSame(one: Credentials, other: Credentials): boolean {
  return one.accessKeyId === other.accessKeyId && one.sessionToken === other.sessionToken
}

/** @param signIn reads new credentials for a request */
export function createCredentialCache(
  signIn: (request: SignInRequest) => Promise<Credentials>,
): CredentialCache {
  const known = new Map<string, Credentials>()
  const signingIn = new Map<string, Promise<Credentials>>()

  async function signInAndKeep(key: string, request: SignInRequest): Promise<Credentials> {
    const credentials = await signIn(request)
    known.set(key, credentials)
    return credentials
  }

  async function get(request: SignInRequest): Promise<Credentials> {
    const key = keyOf(request)
    const credentials = known.get(key)
    if (credentials !== undefined && isLasting(credentials)) return credentials
    const underWay = signingIn.get(key)
    if (request.work?.unattended === true) {
      // It must not wait for a person, nor make others wait for what it may not ask for.
      if (underWay !== undefined) throw needsPerson(request.account)
      return signInAndKeep(key, request)
    }
    if (underWay !== undefined)
      return underWay.catch((thrown: unknown) => {
        if (thrown instanceof AppError) throw thrown
        // The work that began the sign-in was cancelled, which does not concern this request.
        return get(request)
      })
    const shared = signInAndKeep(key, request).finally(() => signingIn.delete(key))
    signingIn.set(key, shared)
    return shared
  }

  function forget(request: SignInRequest, refused: Credentials): void {
    const key = keyOf(request)
    const credentials = known.get(key)
    if (credentials !== undefined && areSame(credentials, refused)) known.delete(key)
  }

  return { get, forget }
}

/** A profile whose settings have changed signs in again. */
function keyOf({ account, facts }: SignInRequest): string {
  return JSON.stringify([account, facts.detour, facts.source])
}

function isLasting({ expiration }: Credentials): boolean {
  return expiration === undefined || expiration.getTime() - Date.now() > renewBeforeMs
}
