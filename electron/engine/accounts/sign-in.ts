import { accountName } from '../../../shared/account-name.ts'
import type { Account } from '../../../shared/account.ts'
import { AppError } from '../../../shared/errors.ts'
import { isSsoTokenGone } from '../aws/aws-errors.ts'
import type { Credentials } from '../aws/clients.ts'
import { involvesPerson, lacksSession, ssoSessionIn, type SsoSession } from '../aws/credential-source.ts'
import { readCredentials } from '../aws/credentials.ts'
import { signInToSso, type DeviceCode } from '../aws/sso-sign-in.ts'
import { SignInCancelled, type Prompts } from '../prompts.ts'
import { refusalText } from './refusal-text.ts'
import type { SignInRequest } from './sign-in-request.ts'
import { watchPrograms } from './watch-programs.ts'

/**
 * Reads an account's credentials, and asks the person for what that needs: the code of an MFA device, or a
 * sign-in in the browser.
 * @throws AppError `credentials` when there are none to be had, or when unattended work would need a person
 */
export async function signIn(prompts: Prompts, request: SignInRequest): Promise<Credentials> {
  const { account, facts, work } = request
  const unattended = work?.unattended === true
  if (unattended && involvesPerson(facts.source)) throw needsPerson(account)
  if (lacksSession(facts.source)) throw new AppError('credentials', noSessionText(account))
  try {
    return await read(prompts, request)
  } catch (thrown) {
    if (unreachableIn(thrown)) throw thrown
    if (unattended) throw needsPerson(account)
    const session = ssoSessionIn(facts.source)
    if (session === null || !isSsoTokenGone(thrown)) throw refused(request, thrown)
    await signInToSession(prompts, request, session)
  }
  return read(prompts, request).catch((thrown: unknown) => Promise.reject(refused(request, thrown)))
}

async function read(prompts: Prompts, request: SignInRequest): Promise<Credentials> {
  const { account, facts, region, work } = request
  const deploymentId = work?.deploymentId ?? null
  const askMfa = async (serial: string): Promise<string> => {
    const { code } = await prompts.ask({ account, deploymentId, kind: 'mfa', serial }, work?.signal)
    return code ?? ''
  }
  const programs = watchPrograms(prompts, request)
  return readCredentials(account, facts, region, askMfa, programs).catch((thrown: unknown) => {
    throw programs.stopped() ?? thrown
  })
}

/** Signs in to an SSO session. Work that is under way waits for the person, if necessary with new codes. */
async function signInToSession(
  prompts: Prompts,
  { account, facts, work }: SignInRequest,
  session: SsoSession,
): Promise<void> {
  const deploymentId = work?.deploymentId ?? null
  const show = async (device: DeviceCode, over: AbortSignal): Promise<never> => {
    const signal = work?.signal ? AbortSignal.any([over, work.signal]) : over
    await prompts.ask({ account, deploymentId, kind: 'sso', session: session.id, ...device }, signal)
    throw new SignInCancelled()
  }
  while (!(await signInToSso(session, facts, show))) {
    if (deploymentId === null)
      throw new AppError('credentials', 'The code was not approved in time: sign in again.')
  }
}

export function needsPerson(account: Account): AppError {
  return new AppError('credentials', `"${accountName(account)}" needs a person to sign in.`)
}

function unreachableIn(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'unreachable'
}

function noSessionText(account: Account): string {
  return (
    `"${accountName(account)}" does not say where to sign in: it names an SSO session that is not in your ` +
    'AWS files, or sso_start_url or sso_region is missing there.'
  )
}

function refused({ account, facts }: SignInRequest, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const sentence = refusalText(accountName(account), facts.source, thrown)
  return new AppError('credentials', sentence, {}, thrown)
}
