import { describe, expect, test } from 'vitest'
import { errorKind, type ErrorKind } from '../../../../electron/engine/aws/error-kind.ts'
import { AppError } from '../../../../shared/errors.ts'

interface Thrown {
  name?: string
  code?: string
  status?: number
  message?: string
  corrected?: true
  retryable?: { throttling?: boolean }
}

function sdkError({ name = 'Error', code, status, message = 'refused', corrected, retryable }: Thrown) {
  return Object.assign(new Error(message), {
    name,
    ...(code === undefined ? {} : { code }),
    ...(retryable === undefined ? {} : { $retryable: retryable }),
    $metadata: { httpStatusCode: status, ...(corrected ? { clockSkewCorrected: true } : {}) },
  })
}

const rows: [ErrorKind, Thrown][] = [
  // Credentials that have expired, or that nobody knows.
  ['renew', { name: 'ExpiredToken', status: 403 }],
  ['renew', { name: 'ExpiredTokenException', status: 400 }],
  ['renew', { name: 'RequestExpired', status: 400, message: 'Request has expired.' }],
  ['renew', { name: 'AuthFailure', status: 401 }],
  ['renew', { name: 'AuthFailure', status: 401, corrected: true }],
  ['renew', { name: 'InvalidClientTokenId', status: 403 }],
  ['renew', { name: 'UnrecognizedClientException', status: 400 }],
  ['renew', { name: 'SignatureDoesNotMatch', status: 403 }],
  ['renew', { name: 'InvalidSignatureException', status: 400 }],
  ['renew', { name: 'MissingAuthenticationToken', status: 403 }],
  ['renew', { name: 'CredentialsProviderError', message: 'Could not resolve credentials' }],
  // The network, or AWS.
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE'].map(
    (code): [ErrorKind, Thrown] => ['transient', { code }],
  ),
  ...['EHOSTUNREACH', 'ENETUNREACH'].map((code): [ErrorKind, Thrown] => ['transient', { code }]),
  ['transient', { name: 'TimeoutError' }],
  ['transient', { name: 'RequestTimeout', status: 400 }],
  ['transient', { name: 'RequestTimeoutException', status: 408 }],
  ['transient', { name: 'InternalFailure', status: 500 }],
  ['transient', { name: 'ServiceUnavailable', status: 503 }],
  ['transient', { name: 'Whatever', status: 504 }],
  ['transient', { name: 'Whatever', status: 529 }],
  ['transient', { name: 'IDPCommunicationError', status: 400 }],
  ['transient', { name: 'IDPCommunicationErrorException', status: 400 }],
  ['transient', { name: 'Whatever', status: 400, retryable: {} }],
  ['transient', { name: 'CredentialsProviderError', message: 'Error: connect ECONNREFUSED 127.0.0.1:9' }],
  ['transient', { name: 'CredentialsProviderError', message: 'Error: getaddrinfo EAI_AGAIN portal.sso' }],
  // Too many calls.
  ['throttled', { name: 'Throttling', status: 400 }],
  ['throttled', { name: 'Throttling.User', status: 400 }],
  ['throttled', { name: 'Throttling.Api', status: 400 }],
  ['throttled', { name: 'ThrottlingException', status: 400 }],
  ['throttled', { name: 'ThrottledException', status: 400 }],
  ['throttled', { name: 'RequestThrottled', status: 400 }],
  ['throttled', { name: 'RequestThrottledException', status: 400 }],
  ['throttled', { name: 'RequestLimitExceeded', status: 503 }],
  ['throttled', { name: 'EC2ThrottledException', status: 503 }],
  ['throttled', { name: 'TooManyRequestsException', status: 429 }],
  ['throttled', { name: 'NobodyKnowsThisName', status: 429 }],
  ['throttled', { name: 'LimitExceededException', status: 429 }],
  ['throttled', { name: 'Whatever', status: 400, retryable: { throttling: true } }],
  // The time on this computer.
  ['clock', { name: 'RequestTimeTooSkewed', status: 403 }],
  ['clock', { name: 'RequestInTheFuture', status: 403 }],
  ['clock', { name: 'SignatureDoesNotMatch', status: 403, message: 'Signature expired: 2026…' }],
  ['clock', { name: 'InvalidSignatureException', status: 400, message: 'Signature not yet current: 2026…' }],
  // A permission.
  ['refused', { name: 'AccessDenied', status: 403 }],
  ['refused', { name: 'AccessDeniedException', status: 400 }],
  ['refused', { name: 'AccessDeniedException', status: 400, corrected: true }],
  ['refused', { name: 'UnauthorizedOperation', status: 403 }],
  ['refused', { name: 'AuthorizationError', status: 403 }],
  // None of these.
  ['other', { name: 'ValidationError', status: 400 }],
  ['other', { name: 'LimitExceededException', status: 400 }],
  ['other', { name: 'ServiceQuotaExceededException', status: 402 }],
  ['other', { name: 'AbortError' }],
  ['other', { name: 'AbortError', status: 500 }],
  ['other', { code: 'EACCES' }],
]

describe('what an error of an AWS call asks for', () => {
  test.each(rows)('%s: %j', (kind, thrown) => expect(errorKind(sdkError(thrown))).toBe(kind))

  test('an error of ours is of the kind of its cause', () => {
    const ofOurs = (thrown: Thrown) => new AppError('credentials', 'no', {}, sdkError(thrown))
    expect(errorKind(ofOurs({ name: 'ExpiredToken' }))).toBe('renew')
    expect(errorKind(new AppError('aws', 'no', {}, ofOurs({ code: 'ECONNRESET' })))).toBe('transient')
    expect(errorKind(new AppError('credentials', 'Throttling'))).toBe('other')
  })

  test.each([undefined, null, 'ExpiredToken', 429, {}])('what is no error is other: %j', (thrown) =>
    expect(errorKind(thrown)).toBe('other'),
  )
})
