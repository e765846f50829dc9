import { AppError, errorMessage } from '../../../shared/errors.ts'
import { redact } from '../../platform/log.ts'

/** The only file that looks at the names of AWS's errors. */

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : ''
}

export function isAbort(thrown: unknown): boolean {
  return nameOf(thrown) === 'AbortError'
}

/** CloudFormation says "does not exist" with its general ValidationError. */
export function isMissingStack(thrown: unknown): boolean {
  return nameOf(thrown) === 'ValidationError' && errorMessage(thrown).includes('does not exist')
}

export function isExistingStack(thrown: unknown): boolean {
  return ['AlreadyExistsException', 'AlreadyExists'].includes(nameOf(thrown))
}

/** Normal for some seconds after SendCommand: SSM is eventually consistent. */
export function isMissingInvocation(thrown: unknown): boolean {
  return nameOf(thrown) === 'InvocationDoesNotExist'
}

/** The instance does not take commands: it is not there (any more), or its agent has never registered. */
export function isInvalidInstance(thrown: unknown): boolean {
  return nameOf(thrown) === 'InvalidInstanceId'
}

/** The service does not know a parameter of the call. */
export function isUnknownParameter(thrown: unknown): boolean {
  return (
    nameOf(thrown) === 'ValidationError' && /DeploymentConfig|DeploymentMode|Mode/.test(errorMessage(thrown))
  )
}

/** A schedule, group or other thing of this name is there already. */
export function isConflict(thrown: unknown): boolean {
  return nameOf(thrown) === 'ConflictException'
}

/** What was asked for by name does not exist (any more). */
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

/** IAM is eventually consistent: a role that was just made cannot be used by a service for some seconds. */
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

/** The device flow asks too often. */
export function isSlowDown(thrown: unknown): boolean {
  return nameOf(thrown) === 'SlowDownException'
}

/** The person has denied the device, or its code is no longer good. */
export function isDeniedAuthorization(thrown: unknown): boolean {
  return nameOf(thrown) === 'AccessDeniedException'
}

export function isExpiredAuthorization(thrown: unknown): boolean {
  return nameOf(thrown) === 'ExpiredTokenException'
}

/**
 * Whether a profile gives no credentials because its SSO session has no token, or one that has ended. The
 * SDK has no name for it: its providers say what to do about it, and put the portal's own refusal of a
 * token into a text. Anything else, a role that may not be assumed say, is not mended by signing in.
 */
export function isSsoTokenGone(thrown: unknown): boolean {
  return (
    nameOf(thrown) === 'CredentialsProviderError' &&
    /To refresh this SSO session|^UnauthorizedException\b/.test(errorMessage(thrown))
  )
}

export function isAccessDenied(thrown: unknown): boolean {
  return ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthorizationError'].includes(
    nameOf(thrown),
  )
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
const passing = new Set([
  'TimeoutError',
  'RequestTimeout',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'InternalFailure',
  'InternalError',
  'InternalServerError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'Unavailable',
])

/** Whether the same call may work in a while: no network, too many calls, or a fault at AWS. */
export function isTransient(thrown: unknown): boolean {
  const { code, $metadata } = (thrown ?? {}) as { code?: unknown; $metadata?: { httpStatusCode?: number } }
  if (typeof code === 'string' && networkCodes.has(code)) return true
  return passing.has(nameOf(thrown)) || ($metadata?.httpStatusCode ?? 0) >= 500
}

/** Whether credentials were refused, as opposed to what they are allowed. */
export function isCredentialError(thrown: unknown): boolean {
  // EC2 says so of credentials that have expired.
  return (
    credentialErrors.has(nameOf(thrown)) ||
    (nameOf(thrown) === 'RequestExpired' && /expired/i.test(errorMessage(thrown)))
  )
}

const credentialErrors = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'CredentialsProviderError',
])

/**
 * Why a provider of the SDK has no credentials. Its sentences name files and settings, but of a process
 * that has failed it repeats the command line and what was printed, and either may hold a secret.
 */
export function withoutCredentials(thrown: unknown): string {
  return redact(errorMessage(thrown).replace(/^Command failed: .*\n?/, 'its process failed. ')).trim()
}

/**
 * IAM Identity Center's OIDC has no `message`: the SDK says "UnknownError", and the sentence stands beside
 * it.
 */
function sentenceOf(thrown: unknown): string {
  const { error_description: described } = (thrown ?? {}) as { error_description?: unknown }
  return typeof described === 'string' ? described : errorMessage(thrown)
}

/** Any error of an AWS call as one of ours. `doing` completes "AWS refused to …". */
export function toAppError(thrown: unknown, doing: string): AppError {
  if (thrown instanceof AppError) return thrown
  const name = nameOf(thrown)
  const message = sentenceOf(thrown)
  if (isCredentialError(thrown))
    return new AppError(
      'credentials',
      `The credentials were refused while Sluice tried to ${doing}: ${message}`,
      { name },
      thrown,
    )
  if ((thrown as NodeJS.ErrnoException).code === 'ECONNREFUSED') {
    return new AppError(
      'practice-unavailable',
      `Nothing answers at the account's address (tried to ${doing}). Try again: the practice account is started anew.`,
      {},
      thrown,
    )
  }
  if (isAccessDenied(thrown)) {
    const sentence = `Your credentials are not allowed to ${doing}: ${message} (${name}). \`sluice policy\` prints what they must be allowed.`
    return new AppError('aws', sentence, { name }, thrown)
  }
  return new AppError('aws', `AWS refused to ${doing}: ${message} (${name})`, { name }, thrown)
}
