import { AppError, errorMessage } from '../../shared/errors.ts'

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

/** The service does not know a parameter of the call. */
export function isUnknownParameter(thrown: unknown): boolean {
  return nameOf(thrown) === 'ValidationError' && /DeploymentConfig|DeploymentMode|Mode/.test(errorMessage(thrown))
}

/** A schedule, group or other thing of this name is there already. */
export function isConflict(thrown: unknown): boolean {
  return nameOf(thrown) === 'ConflictException'
}

/** What was asked for by name does not exist (any more). */
export function isMissing(thrown: unknown): boolean {
  return ['ResourceNotFoundException', 'NoSuchEntityException', 'NoSuchEntity', 'NotFoundException', 'LoadBalancerNotFound'].includes(
    nameOf(thrown),
  )
}

/** IAM is eventually consistent: a role that was just made cannot be used by a service for some seconds. */
export function isRoleNotReady(thrown: unknown): boolean {
  return (
    ['ValidationException', 'ValidationError', 'InvalidParameterValueException'].includes(nameOf(thrown)) &&
    /cannot be assumed|must allow .* to assume/i.test(errorMessage(thrown))
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

/** Any error of an AWS call as one of ours. `doing` completes "AWS refused to …". */
export function toAppError(thrown: unknown, doing: string): AppError {
  if (thrown instanceof AppError) return thrown
  const name = nameOf(thrown)
  const message = errorMessage(thrown)
  if (credentialErrors.has(name))
    return new AppError('credentials', `The credentials were refused while Sluice tried to ${doing}: ${message}`, { name }, thrown)
  if ((thrown as NodeJS.ErrnoException).code === 'ECONNREFUSED') {
    return new AppError(
      'practice-unavailable',
      `Nothing answers at the account's address (tried to ${doing}). Try again: the practice account is started anew.`,
      {},
      thrown,
    )
  }
  return new AppError('aws', `AWS refused to ${doing}: ${message} (${name})`, { name }, thrown)
}
