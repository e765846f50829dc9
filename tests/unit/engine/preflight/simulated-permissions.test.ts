import { describe, expect, test } from 'vitest'
import type { Denied } from '../../../../electron/engine/aws/permissions.ts'
import {
  mfaOf,
  outcomeOf,
  requestContext,
} from '../../../../electron/engine/preflight/simulated-permissions.ts'

const denied = (more: Partial<Denied> = {}): Denied => ({
  action: 'ec2:DescribeVpcs',
  resource: '*',
  isExplicit: false,
  isAbove: false,
  missing: [],
  ...more,
})

const asked = (mfa: 'absent' | undefined, hasBoundary = true) => ({ mfa, asked: 60, hasBoundary })

describe('a simulation', () => {
  test('that allows everything lets start', () => {
    expect(outcomeOf([], asked(undefined))).toMatchObject({ outcome: 'ok' })
  })

  test('with an explicit deny stops the start, and names what is denied', () => {
    const both = [denied({ isExplicit: true, action: 'iam:CreateRole' }), denied()]
    expect(outcomeOf(both, asked(undefined))).toMatchObject({
      outcome: 'failed',
      finding: 'Denied to your credentials: iam:CreateRole.',
    })
  })

  test('with an implicit deny is a warning to confirm', () => {
    const twice = [denied(), denied({ resource: 'other' }), denied({ action: 'ec2:DescribeSubnets' })]
    expect(outcomeOf(twice, asked(undefined))).toMatchObject({
      outcome: 'warning',
      toConfirm: true,
      finding: 'Probably not allowed to your credentials: ec2:DescribeSubnets, ec2:DescribeVpcs.',
    })
    expect(outcomeOf([denied({ isAbove: true })], asked(undefined)).finding).toMatch(/by the organisation/)
  })

  test('of an account without the boundary for roles says that it is missing', () => {
    const role = denied({ action: 'iam:CreateRole' })
    expect(outcomeOf([role], asked(undefined, false)).remedy).toMatch(/no policy sluice-boundary/)
    expect(outcomeOf([denied()], asked(undefined, false)).remedy).not.toMatch(/sluice-boundary/)
    expect(outcomeOf([role], asked(undefined)).remedy).not.toMatch(/sluice-boundary/)
  })

  test('doubts an explicit deny that depends on what it was not told', () => {
    const onAddress = denied({ isExplicit: true, missing: ['aws:SourceIp'] })
    expect(outcomeOf([onAddress], asked('absent'))).toMatchObject({ outcome: 'warning', toConfirm: true })
    const onMfa = denied({ isExplicit: true, missing: ['aws:MultiFactorAuthPresent'] })
    expect(outcomeOf([onMfa], asked(undefined)).outcome).toBe('warning')
    // Long-term keys have no such key in their calls either.
    expect(outcomeOf([onMfa], asked('absent')).outcome).toBe('failed')
  })
})

test('MFA is known for roles that are assumed with a code or without, and for keys', () => {
  const source = { kind: 'process' } as const
  const role = { kind: 'role', role: 'r', profile: null, source } as const
  expect(mfaOf({ ...role, mfaSerial: 'arn:aws:iam::1:mfa/me' })).toBe('true')
  expect(mfaOf({ ...role, mfaSerial: null })).toBe('false')
  expect(mfaOf(source)).toBeUndefined()
  expect(requestContext('true')).toMatchObject({ 'aws:MultiFactorAuthPresent': 'true' })
  expect(Object.keys(requestContext('absent'))).not.toContain('aws:MultiFactorAuthPresent')
})
