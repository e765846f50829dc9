import { expect, test } from 'vitest'
import { createAdmission } from '../../../electron/browser-host/admission.ts'

test('a code lets in one page, once, with a token of its own', () => {
  const used: string[] = []
  const admission = createAdmission()
  const one = admission.issueCode({ onUsed: () => used.push('one') })
  const two = admission.issueCode({ onUsed: () => used.push('two') })
  for (const secret of [one, two]) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  const token = admission.admit({ kind: 'once', secret: one }) ?? ''
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect([one, two]).not.toContain(token)
  expect(used).toEqual(['one'])
  expect(admission.admit({ kind: 'once', secret: two })).not.toBe(token)
  for (let again = 0; again < 3; again += 1)
    expect(admission.admit({ kind: 'token', secret: token })).toBe(token)
})

test('a code is no token, a token is no code, and nothing else is either', () => {
  const admission = createAdmission()
  const code = admission.issueCode()
  expect(admission.admit({ kind: 'token', secret: code })).toBeUndefined()
  const token = admission.admit({ kind: 'once', secret: code }) ?? ''
  expect(admission.admit({ kind: 'once', secret: token })).toBeUndefined()
  const wrong = token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
  expect(admission.admit({ kind: 'token', secret: wrong })).toBeUndefined()
})

test('a code that is shown again is ignored, and the page that has used it stays', () => {
  const admission = createAdmission()
  const code = admission.issueCode()
  const token = admission.admit({ kind: 'once', secret: code }) ?? ''
  expect(admission.admit({ kind: 'once', secret: code })).toBeUndefined()
  expect(admission.admit({ kind: 'token', secret: token })).toBe(token)
})

test('a code may be limited in time', () => {
  let nowMs = 0
  const admission = createAdmission(() => nowMs)
  const limited = [admission.issueCode({ validMs: 60_000 }), admission.issueCode({ validMs: 60_000 })]
  const unlimited = admission.issueCode()
  nowMs = 60_000
  expect(admission.admit({ kind: 'once', secret: limited[0] ?? '' })).toBeDefined()
  nowMs = 60_001
  expect(admission.admit({ kind: 'once', secret: limited[1] ?? '' })).toBeUndefined()
  nowMs = 1e9
  expect(admission.admit({ kind: 'once', secret: unlimited })).toBeDefined()
})
