import { expect, test } from 'vitest'
import { removedOutcome } from '../../../renderer/screens/deployments/removed-outcome.ts'
import { preflightVerdict } from '../../../renderer/screens/plan/preflight-verdict.ts'
import { placedFaults } from '../../../renderer/screens/plan/steps.ts'
import type { Check } from '../../../shared/check.ts'
import type { Receipt } from '../../../shared/receipt.ts'

const receipt = (unknown: string | null): Receipt => ({
  checkedAtMs: 1,
  accountId: '123456789012',
  region: 'us-west-2',
  checks: [{ service: 'EC2', how: 'by tag', found: [], unknown }],
  leftBehind: [],
  stays: [],
})
const failure = { stack: null, resource: null, reason: 'No address is left.', resources: [], console: null }
const unproven = 'Nothing was found, but not everything is known. 1 check could not be made.'

test.each([
  [null, receipt(null), 'Completed'],
  [null, receipt('not allowed'), unproven],
  [null, null, 'Removed without a receipt.'],
  [failure, receipt(null), 'No address is left.'],
  [failure, receipt('not allowed'), `No address is left. ${unproven}`],
])('a removed deployment went as planned only where its receipt proves it', (failed, proof, outcome) => {
  expect(removedOutcome({ failure: failed, receipt: proof })).toBe(outcome)
})

const verdict = (...outcomes: Check['outcome'][]): string =>
  preflightVerdict(outcomes.map((outcome) => ({ outcome }))).replaceAll('\u00A0', ' ')

test('a check that could not be made has not passed', () => {
  expect(verdict('ok', 'ok')).toBe('Ready to start: all checks passed.')
  expect(verdict('ok', 'unknown')).toBe('Ready to start. 1 check could not be made.')
  expect(verdict('warning', 'unknown')).toBe(
    'Ready to start. 1 thing to know first. 1 check could not be made.',
  )
  expect(verdict('failed', 'unknown')).toBe(
    '1 check failed. Fix it before you start. 1 check could not be made.',
  )
  expect(verdict('failed', 'failed')).toBe('2 checks failed. Fix them before you start.')
})

test('a profile that does not exist is a fault of the account', () => {
  const error = {
    code: 'not-found',
    message: 'There is no profile "work".',
    details: { field: 'account' },
  } as const
  expect(placedFaults(error)).toEqual([{ field: 'account', message: 'There is no profile "work".' }])
})
