import { AppError, errorMessage } from '../../../shared/errors.ts'
import { redact } from '../../platform/redact.ts'
import { errorKind, type ErrorKind } from './error-kind.ts'
import { unreachableOf, unreachableText, type Unreachable } from './unreachable.ts'

/** Only this file and `error-kind.ts` look at the names and texts of AWS's errors. */

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : ''
}

/** CloudFormation says "does not exist" with its general ValidationError. */
export function isMissingStack(thrown: unknown): boolean {
  return nameOf(thrown) === 'ValidationError' && errorMessage(thrown).includes('does not exist')
}

/** What CloudFormation says of a template that it does not accept. */
export function isTemplateMistake(thrown: unknown): thrown is Error {
  return nameOf(thrown) === 'ValidationError'
}

export function isExistingStack(thrown: unknown): boolean {
  return ['AlreadyExistsException', 'AlreadyExists'].includes(nameOf(thrown))
}

/** Normal for a few seconds after SendCommand: SSM is eventually consistent. */
export function isMissingInvocation(thrown: unknown): boolean {
  return nameOf(thrown) === 'InvocationDoesNotExist'
}

/** CloudFormation deletes no stack while it rolls it back. */
export function isBusyStack(thrown: unknown): boolean {
  return (
    nameOf(thrown) === 'ValidationError' &&
    /cannot be deleted while in status \w+_IN_PROGRESS/.test(errorMessage(thrown))
  )
}

/** The instance does not exist, or its agent is not registered. */
export function isInvalidInstance(thrown: unknown): boolean {
  return nameOf(thrown) === 'InvalidInstanceId'
}

/** CloudFormation does not know the deletion mode in this Region. */
export function isUnknownParameter(thrown: unknown): boolean {
  return (
    nameOf(thrown) === 'ValidationError' && /DeploymentConfig|DeploymentMode|Mode/.test(errorMessage(thrown))
  )
}

/** A resource of this name exists already. */
export function isConflict(thrown: unknown): boolean {
  return nameOf(thrown) === 'ConflictException'
}

/** The named resource does not exist. */
export function isMissing(thrown: unknown): boolean {
  return [
    'ResourceNotFoundException',
    'NoSuchEntityException',
    'NoSuchEntity',
    'NotFoundException',
    'LoadBalancerNotFound',
    'AccessPointNotFoundException',
  ].includes(nameOf(thrown))
}

/** IAM is eventually consistent: a service cannot assume a new role for a few seconds. */
export function isRoleNotReady(thrown: unknown): boolean {
  return (
    ['ValidationException', 'ValidationError', 'InvalidParameterValueException'].includes(nameOf(thrown)) &&
    /cannot be assumed|must allow .* to assume/i.test(errorMessage(thrown))
  )
}

/** The person has not approved the device yet. */
export function isPendingAuthorization(thrown: unknown): boolean {
  return nameOf(thrown) === 'AuthorizationPendingException'
}

/** The device flow polls too often. */
export function isSlowDown(thrown: unknown): boolean {
  return nameOf(thrown) === 'SlowDownException'
}

/** The person has denied the device. */
export function isDeniedAuthorization(thrown: unknown): boolean {
  return nameOf(thrown) === 'AccessDeniedException'
}

export function isExpiredAuthorization(thrown: unknown): boolean {
  return nameOf(thrown) === 'ExpiredTokenException'
}

/**
 * Whether a profile gives no credentials because its SSO session has no token, or an expired one. The SDK
 * has no name for it, only a text: its providers say how to refresh the session, or quote the portal's
 * refusal of the token. Signing in solves nothing else, for example a role that may not be assumed.
 */
export function isSsoTokenGone(thrown: unknown): boolean {
  return (
    nameOf(thrown) === 'CredentialsProviderError' &&
    /To refresh this SSO session|^UnauthorizedException\b/.test(errorMessage(thrown))
  )
}

/**
 * Why a provider of the SDK has no credentials: its sentences name files and settings, but of a process
 * that has failed they repeat the command line and its output, and either may hold a secret.
 */
export function providerMessage(thrown: unknown): string {
  return redact(errorMessage(thrown).replace(/^Command failed: [\s\S]*/, 'its process failed.')).trim()
}

/**
 * The sentence of an error. Answers of IAM Identity Center's OIDC have no `message`: the SDK says
 * "UnknownError" and keeps their sentence in a field. Node.js leaves it empty where several addresses were
 * tried, and has a code.
 */
function sentenceOf(thrown: unknown): string {
  const { error_description: described, code } = (thrown ?? {}) as Record<string, unknown>
  const sentence = typeof described === 'string' ? described : errorMessage(thrown)
  return sentence === '' && typeof code === 'string' ? code : sentence
}

/** Any error of an AWS call as one of ours. `doing` completes "AWS refused to …". */
export function toAppError(thrown: unknown, doing: string): AppError {
  if (thrown instanceof AppError) return thrown
  const unreachable = unreachableOf(thrown)
  if (unreachable !== null) return unreachableAppError(unreachable, thrown)
  const name = nameOf(thrown)
  const kind = errorKind(thrown)
  const code = kind === 'renew' ? 'credentials' : 'aws'
  const why = sentenceOf(thrown)
  const sentence = sentences[kind]?.(doing, why, name) ?? otherSentence(thrown, doing, `${why} (${name})`)
  const details =
    kind === 'refused' ? { name, kind, deniedAbove: refusalAbove(why) !== null } : { name, kind }
  return new AppError(code, sentence, details, thrown)
}

/** An error for what did not answer at all. */
export function unreachableAppError(unreachable: Unreachable, cause: unknown): AppError {
  const { to, ...details } = unreachable
  const code = to.kind === 'practice' ? 'practice-unavailable' : 'unreachable'
  return new AppError(code, unreachableText(unreachable), details, cause)
}

/** What the SDK says of an answer that is not one of AWS's, such as the page of a proxy. */
const unreadable = new Set(['Error', 'SyntaxError', 'Unknown', 'UnknownError'])

/** Only what has answered can have refused. */
function otherSentence(thrown: unknown, doing: string, why: string): string {
  const status = (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
  if (status === undefined) return `Sluice could not ${doing}: ${why}`
  if (unreadable.has(nameOf(thrown)) && sentenceOf(thrown) === errorMessage(thrown))
    return (
      `Sluice could not ${doing}: the answer, with status ${status}, is not one of AWS's. Is a proxy or a ` +
      'sign-in page of the network in between?'
    )
  return `AWS refused to ${doing}: ${why}`
}

/**
 * What IAM says where granting the permission would not help: a deny always wins, and what is not allowed
 * above cannot be allowed below. Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
const deniedAbove =
  /explicit deny|no (\w+ control|session|VPC endpoint) policy allows|no permissions boundary allows/i
const byOrganization = /(service|resource) control policy/i

/** The remedy for a refusal that no permission of one's own changes, without a full stop; null for others. */
export function refusalAbove(why: string): string | null {
  if (!deniedAbove.test(why)) return null
  if (byOrganization.test(why) && /iam:CreateRole/i.test(why))
    return (
      'A policy of the organization denies it. Where it demands a permissions boundary of every role, name ' +
      'that in the plan (Account, or --role-boundary)'
    )
  return byOrganization.test(why)
    ? 'A policy of the organization denies it: only its administrator can change that'
    : 'A policy denies it explicitly, or bounds what may be allowed: granting the permission does not help'
}

const sentences: Partial<Record<ErrorKind, (doing: string, why: string, name: string) => string>> = {
  renew: (doing, why) => `The credentials were refused while Sluice tried to ${doing}: ${why}`,
  refused: (doing, why, name) => {
    const above = refusalAbove(why)
    const refused = `Your credentials are not allowed to ${doing}: ${why} (${name}).`
    return above === null ? refused : `${refused} ${above}.`
  },
  clock: (doing, why, name) =>
    `AWS refused to ${doing}, since the clock of this computer is wrong: ${why} (${name}). Set the clock.`,
}
