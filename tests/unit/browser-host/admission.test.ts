import { expect, test } from 'vitest'
import { createAdmission } from '../../../electron/browser-host/admission.ts'

test('the token is 256 random bits, and good for any number of pages', () => {
  const admission = createAdmission(() => undefined)
  expect(Buffer.from(admission.token, 'base64url')).toHaveLength(32)
  expect(createAdmission(() => undefined).token).not.toBe(admission.token)
  for (let page = 0; page < 3; page += 1)
    expect(admission.admit({ kind: 'token', secret: admission.token })).toBe(admission.token)
  expect(
    admission.admit({
      kind: 'token',
      secret: admission.token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    }),
  ).toBeUndefined()
})

test('a code is good for a minute, once, and for nothing as a token', () => {
  let nowMs = 0
  const revoked: string[] = []
  const admission = createAdmission(
    (token) => revoked.push(token),
    () => nowMs,
  )
  const [code, late] = [admission.once(), admission.once()]
  expect(admission.admit({ kind: 'token', secret: code })).toBeUndefined()
  nowMs = 60_000
  const token = admission.admit({ kind: 'once', secret: code }) ?? ''
  expect(admission.admit({ kind: 'token', secret: token })).toBe(token)
  nowMs = 60_001
  expect(admission.admit({ kind: 'once', secret: late })).toBeUndefined()
  expect(revoked).toEqual([])
  // Shown again, however late: one of the two has stolen it.
  expect(admission.admit({ kind: 'once', secret: code })).toBeUndefined()
  expect(revoked).toEqual([token])
  expect(admission.admit({ kind: 'token', secret: token })).toBeUndefined()
})
