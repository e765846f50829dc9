import { describe, expect, test } from 'vitest'
import type { Denied } from '../../../../electron/engine/aws/permissions.ts'
import { publicUrlOutcome } from '../../../../electron/engine/preflight/public-url-check.ts'

const denied = (changes: Partial<Denied> = {}): Denied => ({
  action: 'lambda:CreateFunctionUrlConfig',
  resource: 'arn:aws:lambda:us-west-2:123456789012:function:sluice-d1-function-url',
  isExplicit: true,
  isAbove: false,
  missing: [],
  ...changes,
})

describe('a public function URL', () => {
  test('that nothing denies may still be denied by what the simulation does not see', () => {
    const { outcome, finding } = publicUrlOutcome([])
    expect(outcome).toBe('ok')
    expect(finding).toMatch(/the URL answers 403\.$/)
  })

  test('that the organisation denies is to be confirmed, with each action once', () => {
    const both = [denied({ isAbove: true }), denied(), denied({ action: 'lambda:AddPermission' })]
    const { outcome, finding, remedy, toConfirm } = publicUrlOutcome(both)
    expect({ outcome, toConfirm }).toEqual({ outcome: 'warning', toConfirm: true })
    expect(finding).toBe(
      'By IAM’s simulation, the organisation or a permissions boundary denies lambda:AddPermission and ' +
        'lambda:CreateFunctionUrlConfig, which a public function URL needs.',
    )
    expect(remedy).toMatch(/^Leave out the scenario function-url/)
  })

  test('that a statement denies says so', () => {
    expect(publicUrlOutcome([denied()]).finding).toMatch(/a statement denies lambda:CreateFunctionUrlConfig,/)
  })
})
