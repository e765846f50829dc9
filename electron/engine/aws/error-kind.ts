import { isClockSkewError, isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry'
import { AppError } from '../../../shared/errors.ts'
import { unreachableOf } from './unreachable.ts'

/**
 * What an error of an AWS call asks for.
 *
 * - `renew`: new credentials, since these have expired or are not valid
 * - `transient`: the same call later, since the network or AWS has a fault
 * - `throttled`: the same call later, since there were too many
 * - `clock`: the right time on this computer
 * - `refused`: a permission
 * - `other`: something that neither time nor credentials change
 */
export type ErrorKind = 'renew' | 'transient' | 'throttled' | 'clock' | 'refused' | 'other'

/** What the SDK's classifiers take. An error of Node's has a code and no metadata. */
type SdkError = Parameters<typeof isTransientError>[0] & { code?: string }

/** Sources: EC2 API error codes; common errors of each service; the SDK's own providers. */
const invalidCredentials = new Set([
  'AuthFailure',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
])

const accessDenied = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'UnauthorizedOperation',
])

/** Temporary errors that the SDK does not know. Sources: Node.js error codes; errors of STS. */
const transientCodes = new Set(['ECONNABORTED'])
const transientNames = new Set(['IDPCommunicationError', 'IDPCommunicationErrorException'])

/** The SDK takes it for throttling; most services mean a quota, and throttle with status 429. */
const quotaName = 'LimitExceededException'

/** Services say of a wrong clock that the signature is not valid at this time. */
const outOfTime = /signature (expired|not yet current)/i

/**
 * What kind of error a call of the SDK has thrown. An error of ours is of the kind of its cause.
 * @param thrown anything; what is no error is `other`
 */
export function errorKind(thrown: unknown): ErrorKind {
  if (thrown instanceof AppError) return errorKind(thrown.cause)
  if (!(thrown instanceof Error) || thrown.name === 'AbortError') return 'other'
  if (unreachableOf(thrown) !== null) return 'transient'
  const error = thrown as SdkError
  if (isClockError(error)) return 'clock'
  if (invalidCredentials.has(error.name)) return isUnreachableProvider(error) ? 'transient' : 'renew'
  if (accessDenied.has(error.name)) return 'refused'
  if (isThrottled(error)) return 'throttled'
  return isPassing(error) ? 'transient' : 'other'
}

function isClockError(error: SdkError): boolean {
  if (invalidCredentials.has(error.name)) return outOfTime.test(error.message)
  return isClockSkewError(error) && !accessDenied.has(error.name)
}

function isThrottled(error: SdkError): boolean {
  if (error.name === quotaName) return error.$metadata?.httpStatusCode === 429
  return isThrottlingError(error) || error.name.startsWith('Throttling.')
}

function isPassing(error: SdkError): boolean {
  return (
    isTransientError(error) ||
    isServerError(error) ||
    transientCodes.has(error.code ?? '') ||
    transientNames.has(error.name)
  )
}

/** A provider keeps only the text of what it met, such as `connect ECONNREFUSED 10.0.0.1:443`. */
function isUnreachableProvider({ name, message }: SdkError): boolean {
  if (name !== 'CredentialsProviderError' && name !== 'TokenProviderError') return false
  const codes = message.match(/\bE[A-Z]+(_[A-Z]+)?\b/g) ?? []
  return codes.some((code) => isPassing(Object.assign(new Error(), { code }) as unknown as SdkError))
}
