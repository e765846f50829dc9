import { describe, expect, test } from 'vitest'
import { redact, redactValue } from '../../../electron/platform/redact.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

/** A text, and a part of it that must not be written. */
const attacks: readonly [string, string][] = [
  ['key AKIAIOSFODNN7EXAMPLE used', 'AKIAIOSFODNN7EXAMPLE'],
  [`aws_secret_access_key = ${secret}`, 'wJalrXUtnFEMI'],
  ['{"secretAccessKey":"wJalrXUtnFEMI/K7MDENG"}', 'wJalrXUtnFEMI'],
  ['{\\"secretAccessKey\\":\\"wJalrXUtnFEMI/K7MDENG\\"}', 'wJalrXUtnFEMI'],
  ['{\\\\\\"secretAccessKey\\\\\\":\\\\\\"wJalrXUtnFEMI/K7\\\\\\"}', 'wJalrXUtnFEMI'],
  ['x-amz-security-token=FwoGZXIvYXdzEXAMPLE&x=1', 'FwoGZXIvYXdz'],
  ['{"sessionToken":"FwoGZXIvYXdzEXAMPLE"}', 'FwoGZXIvYXdz'],
  ['the token was IQoJb3JpZ2luX2VjEXAMPLE', 'X2VjEXAMPLE'],
  ['Authorization: Bearer abc.def-ghi', 'abc.def-ghi'],
  ['sent with bearer abcdef123', 'abcdef123'],
  ['Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
  ['authorization: AWS4-HMAC-SHA256 Credential=AKIA/1/2, Signature=0123abcd', '0123abcd'],
  [`helper --secret-access-key ${secret} --region x`, 'wJalrXUtnFEMI'],
  ["helper --secret-access-key 'two words' --region x", 'two words'],
  ['helper --session-token=abc123', 'abc123'],
  ['helper --password hunter2', 'hunter2'],
  ['https://user:hunter2@proxy.example:3128/x', 'hunter2'],
  ['https://user:hunter@2@proxy.example:3128/x', 'hunter'],
  ['https://tok123@proxy.example/', 'tok123'],
  ['cannot reach user:hunter2@proxy.example', 'hunter2'],
  ['password="correct horse battery"', 'horse'],
  ['password="a \\"quoted\\" sentence"', 'sentence'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'MIIE'],
  ['-----BEGIN PRIVATE KEY-----\nMIIE and cut off', 'MIIE'],
  ['the token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig', 'eyJzdWIiOiIxIn0'],
  [`It said: ${secret}`, 'wJalrXUtnFEMI'],
]

test.each(attacks)('%s is written without the secret', (text, part) => {
  expect(redact(text)).not.toContain(part)
  expect(JSON.stringify(redactValue({ a: [{ b: text }], cause: new Error(text) }))).not.toContain(part)
  expect(redact(JSON.stringify({ a: JSON.stringify({ text }) }))).not.toContain(part)
})

test.each([
  'Stack sluice-dabc1234-base: CREATE_COMPLETE',
  'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/me@example.com',
  'at run (file:///home/me/sluice/electron/engine/runs/run-work.ts:20:7)',
  'commit 029346f0123456789abcdef0123456789abcdef0',
  'http://127.0.0.1:8080/{proxy+} answered 502',
])('%s stays as it is', (text) => expect(redact(text)).toBe(text))

describe('a value', () => {
  test('loses what a field named after a credential holds, at any depth', () => {
    expect(
      redactValue({
        a: [{ SecretAccessKey: 'short', Cookie: { sid: '1' }, 'api-key': 'k', tokens: 3 }],
        authorization: 'Digest x',
        m: new Map([['password', 'x']]),
      }),
    ).toEqual({
      a: [{ SecretAccessKey: '[redacted]', Cookie: '[redacted]', 'api-key': '[redacted]', tokens: 3 }],
      authorization: '[redacted]',
      m: { password: '[redacted]' },
    })
  })

  test('never throws', () => {
    const circle: Record<string, unknown> = { big: 12n, bytes: Buffer.from('secret') }
    circle['self'] = circle
    Object.defineProperty(circle, 'bad', {
      enumerable: true,
      configurable: true,
      get: () => {
        throw new Error('no')
      },
    })
    expect(redactValue({ circle })).toEqual({ circle: '[unreadable]' })
    delete circle['bad']
    expect(() => redactValue({ circle: new Proxy({}, { get: () => circle['no'] }) })).not.toThrow()
    const { self, ...rest } = { self: circle, big: 1n, bytes: Buffer.from('secret') }
    expect(redactValue({ self, ...rest })).toEqual({
      self: { big: '12', bytes: '[6 bytes]', self: '[circular]' },
      big: '1',
      bytes: '[6 bytes]',
    })
  })
})
