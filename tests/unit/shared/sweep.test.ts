import { expect, test } from 'vitest'
import type { Found } from '../../../shared/receipt.ts'
import { provesNothingFound, sweepVerdict } from '../../../shared/sweep.ts'

const one: Found = {
  deploymentId: 'd1',
  experimentId: null,
  accountId: '123456789012',
  endpoint: null,
  region: 'eu-west-1',
  stacks: [],
  expiresAtMs: null,
}
const denied = (...regions: string[]) => regions.map((region) => ({ region, reason: 'not allowed' }))

test.each([
  [['us-west-2'], [], [], true, 'Nothing was found in us-west-2.'],
  [['us-west-2', 'eu-west-1'], [one], [], false, '1 deployment found in us-west-2, eu-west-1.'],
  [['us-west-2'], [], denied('us-west-2'), false, 'Not searched: us-west-2.'],
  [
    ['us-west-2', 'eu-west-1'],
    [],
    denied('us-west-2'),
    false,
    'Nothing was found in eu-west-1. Not searched: us-west-2.',
  ],
  [
    ['us-west-2', 'eu-west-1'],
    [one, one],
    denied('us-west-2'),
    false,
    '2 deployments found in eu-west-1. Not searched: us-west-2.',
  ],
  [['a', 'b', 'c', 'd'], [], [], true, 'Nothing was found in 4 Regions.'],
  [[], [], [], false, 'Not searched: no Region is enabled.'],
])('a sweep of %j with %j found and %j not searched', (regions, found, unknown, nothing, verdict) => {
  expect(provesNothingFound({ regions, found, unknown })).toBe(nothing)
  expect(sweepVerdict({ regions, found, unknown })).toBe(verdict)
})
