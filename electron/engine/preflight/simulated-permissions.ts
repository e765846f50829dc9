import type { CredentialSource } from '../aws/credential-source.ts'
import type { Denied } from '../aws/permissions.ts'
import { boundaryName } from '../policy/statement.ts'
import { failed, ok, toConfirm, type Outcome } from './account-check.ts'

const mfaKeys = ['aws:multifactorauthpresent', 'aws:multifactorauthage']

/**
 * What is known of MFA before a call: `false` for a role that is assumed without a code, `absent` for keys
 * that never expire, whose requests have no such condition key; undefined where the credentials do not tell.
 */
export function mfaOf(source: CredentialSource): 'true' | 'false' | 'absent' | undefined {
  if (source.kind === 'role') return source.mfaSerial === null ? 'false' : 'true'
  return source.kind === 'keys' && !source.temporary ? 'absent' : undefined
}

/** The condition keys of every request, as far as they are known before the start. */
export function requestContext(mfa: ReturnType<typeof mfaOf>): Record<string, string> {
  return {
    'aws:SecureTransport': 'true',
    ...(mfa === 'true' || mfa === 'false' ? { 'aws:MultiFactorAuthPresent': mfa } : {}),
  }
}

const explicitRemedy =
  'A statement denies them, so another one that allows them does not help. Ask the administrator.'
const probableRemedy =
  'All of them are listed under Permissions needed. Where they are granted in a way that the simulation ' +
  'does not see, confirm it and start: what is denied then fails, and what was created is removed.'

const boundaryRemedy =
  `This account has no policy ${boundaryName}, without which the printed policy lets create no role: an ` +
  'administrator creates it once. It is listed under Permissions needed.'

/** What needs other permissions where the boundary for roles is not there. */
const boundaryActions = ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:CreatePolicy']

interface Asked {
  mfa: ReturnType<typeof mfaOf>
  /** How many permissions were asked for. */
  asked: number
  /** Whether the boundary that the printed policy demands of every role is there. */
  hasBoundary: boolean
}

/**
 * What a simulation means for the start. An explicit deny stops it. An implicit one, or one that depends on
 * what the simulation was not told, is a doubt that the person settles: the simulation sees neither policies
 * of resources nor those of a session, and errs with some organisations' policies.
 */
export function outcomeOf(denied: readonly Denied[], { mfa, asked, hasBoundary }: Asked): Outcome {
  const isCertain = ({ isExplicit, missing }: Denied): boolean =>
    isExplicit && missing.every((key) => mfa === 'absent' && mfaKeys.includes(key.toLowerCase()))
  const certain = denied.filter(isCertain)
  if (certain.length > 0) return failed(`Denied to your credentials: ${listOf(certain)}.`, explicitRemedy)
  const lacksBoundary = !hasBoundary && denied.some(({ action }) => boundaryActions.includes(action))
  if (denied.length > 0)
    return toConfirm(
      `Probably not allowed to your credentials: ${listOf(denied)}.`,
      lacksBoundary ? boundaryRemedy : probableRemedy,
    )
  return ok(`All ${asked} permissions needed are granted, by IAM's simulation.`)
}

/** Each action once; which resources it is for is in the printed policy. */
function listOf(denied: readonly Denied[]): string {
  const limited = denied.some(({ isAbove }) => isAbove)
  const actions = [...new Set(denied.map(({ action }) => action))].toSorted()
  return `${actions.join(', ')}${limited ? ' (by the organisation or a permissions boundary)' : ''}`
}
