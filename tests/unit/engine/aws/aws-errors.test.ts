import { describe, expect, test } from 'vitest'
import { toAppError } from '../../../../electron/engine/aws/aws-errors.ts'
import {
  unreachableReason,
  type Destination,
  type Unreachable,
} from '../../../../electron/engine/aws/unreachable.ts'

const nodeError = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more })

describe('why a request got no answer', () => {
  test.each([
    ['dns', nodeError('ENOTFOUND', { syscall: 'getaddrinfo' })],
    ['dns', nodeError('EAI_AGAIN', { syscall: 'getaddrinfo' })],
    ['refused', nodeError('ECONNREFUSED')],
    ['refused', new AggregateError([nodeError('ECONNREFUSED'), nodeError('ENETUNREACH')])],
    ['refused', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['no-connection', nodeError('ETIMEDOUT', { syscall: 'connect' })],
    ['no-connection', Object.assign(new Error(), { name: 'TimeoutError' })],
    ['silent', nodeError('ETIMEDOUT', { name: 'TimeoutError' })],
    ['reset', nodeError('ECONNRESET')],
    ['reset', nodeError('ECONNABORTED')],
    ['no-route', nodeError('EHOSTUNREACH')],
    ['certificate', nodeError('SELF_SIGNED_CERT_IN_CHAIN')],
    ['certificate', nodeError('CERT_HAS_EXPIRED')],
    ['certificate', nodeError('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['tls', nodeError('EPROTO')],
    ['tls', nodeError('ERR_SSL_WRONG_VERSION_NUMBER')],
  ])('%s: %s', (reason, thrown) => expect(unreachableReason(thrown)?.reason).toBe(reason))

  test.each([new Error('no'), Object.assign(new Error(), { name: 'AbortError' }), nodeError('EACCES'), 'no'])(
    'is none: %s',
    (thrown) => expect(unreachableReason(thrown)).toBeNull(),
  )
})

describe('what is said of it', () => {
  const host = 'sts.us-west-2.amazonaws.com'
  const say = (more: Partial<Unreachable>, to: Destination = { kind: 'aws' }) => {
    const unreachable = { host, reason: 'dns', code: null, issuer: null, to, proxy: null, ...more }
    const { code, message } = toAppError(Object.assign(new Error(), { unreachable }), 'ask who is calling')
    return { code, message }
  }

  test('offline', () =>
    expect(say({})).toEqual({
      code: 'unreachable',
      message:
        `AWS cannot be reached from here (no DNS answer for ${host}). ` +
        'Are you offline, or behind a proxy?',
    }))

  test('a proxy that reads along, and a wrong clock', () => {
    const proxy = { reason: 'certificate', code: 'SELF_SIGNED_CERT_IN_CHAIN', issuer: 'Corp CA' } as const
    expect(say(proxy).message).toMatch(/not trusted, issued by "Corp CA": SELF_SIGNED.*AWS_CA_BUNDLE/)
    expect(say({ ...proxy, code: 'CERT_NOT_YET_VALID' }).message).toMatch(/Is the clock .* right\?/)
  })

  test('an endpoint of the person’s settings, and the practice account', () => {
    const detour = { kind: 'detour', endpoint: 'http://localhost:4566', from: 'AWS_ENDPOINT_URL' } as const
    expect(say({ host: 'localhost:4566', reason: 'refused' }, detour).message).toBe(
      'http://localhost:4566 cannot be reached from here (localhost:4566 refuses the connection). ' +
        'It is used instead of AWS because of AWS_ENDPOINT_URL. Is it running?',
    )
    expect(say({ reason: 'refused' }, { kind: 'practice' }).code).toBe('practice-unavailable')
  })
})

describe('what AWS has answered', () => {
  const answer = (name: string, message: string, httpStatusCode?: number) =>
    toAppError(Object.assign(new Error(message), { name, $metadata: { httpStatusCode } }), 'create a stack')

  test('only an answer is a refusal', () => {
    expect(answer('ValidationError', 'no', 400).message).toBe(
      'AWS refused to create a stack: no (ValidationError)',
    )
    expect(answer('TypeError', 'no').message).toBe('Sluice could not create a stack: no (TypeError)')
    expect(answer('Error', 'Unexpected token', 200).message).toMatch(/with status 200, is not one of AWS's/)
  })

  test('a policy above the permissions is told, and its details say so', () => {
    const denied = 'is not authorized to perform: x with an explicit deny in a service control policy'
    expect(answer('AccessDenied', denied, 403).message).toMatch(/only its administrator/)
    expect(answer('AccessDenied', denied, 403).details).toMatchObject({ deniedAbove: true })
    // An organization that demands a boundary refuses roles by such a deny.
    const role = denied.replace(': x', ': iam:CreateRole')
    expect(answer('AccessDenied', role, 403).message).toMatch(/--role-boundary/)
    const allowable = answer('AccessDenied', 'is not authorized', 403)
    expect(allowable.details).toMatchObject({ kind: 'refused', deniedAbove: false })
    expect(allowable.message).not.toMatch(/sluice policy|administrator/)
  })
})
