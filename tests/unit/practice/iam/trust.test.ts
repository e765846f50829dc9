import { expect, test } from 'vitest'
import { trusts, trustsService, type Principal } from '../../../../electron/practice/iam/trust.ts'
import type { Json } from '../../../../electron/practice/world.ts'

const user = 'arn:aws:iam::123456789012:user/practice'
const me: Principal = { kind: 'AWS', names: [user] }

function trust(Principal: unknown, more: object = {}): Json {
  return { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...more }] } as Json
}

test('a service is trusted by its name, and as the condition says', () => {
  const policy = trust({ Service: ['a.amazonaws.com', 'b.amazonaws.com'] })
  expect(trustsService(policy, 'b.amazonaws.com', {})).toBe(true)
  expect(trustsService(policy, 'c.amazonaws.com', {})).toBe(false)
  const ours = trust(
    { Service: 'a.amazonaws.com' },
    { Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } },
  )
  expect(trustsService(ours, 'a.amazonaws.com', { 'aws:SourceAccount': '123456789012' })).toBe(true)
  expect(trustsService(ours, 'a.amazonaws.com', { 'aws:SourceAccount': '210987654321' })).toBe(false)
  expect(trustsService(ours, 'a.amazonaws.com', {})).toBe(false)
})

test.each<[Json, Principal, string]>([
  [trust({ AWS: user }), me, 'allowed'],
  [trust({ AWS: '*' }), me, 'allowed'],
  [trust('*'), me, 'allowed'],
  [trust('*'), { kind: 'Service', names: ['a.amazonaws.com'] }, 'implicitDeny'],
  [trust({ AWS: 'arn:aws:iam::123456789012:root' }), me, 'implicitDeny'],
  [trust({ Service: user }), me, 'implicitDeny'],
  [trust({ Federated: 'practice' }), { kind: 'Federated', names: ['practice'] }, 'allowed'],
  [trust({ AWS: user }, { Action: 'sts:TagSession' }), me, 'implicitDeny'],
  [trust({ AWS: user }, { Effect: 'Deny' }), me, 'explicitDeny'],
  [
    trust({ AWS: user }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    me,
    'implicitDeny',
  ],
])('%j says to %j: %s', (policy, principal, decision) => {
  expect(trusts(policy, { action: 'sts:AssumeRole', principal, context: {} })).toBe(decision)
})
