import { expect, test } from 'vitest'
import type { Receipt } from '../../../shared/receipt.ts'
import { provesEmpty, receiptVerdict } from '../../../shared/receipt-verdict.ts'

const asked = (found: string[], unknown: string | null): Receipt['checks'][number] => ({
  service: 'EC2',
  how: 'by tag',
  found,
  unknown,
})
const receipt = (checks: Receipt['checks'], leftBehind: string[] = []): Receipt => ({
  checkedAtMs: 1,
  accountId: '123456789012',
  region: 'us-west-2',
  checks,
  leftBehind,
  stays: [],
})

test.each([
  [
    [asked([], null), asked([], null)],
    [],
    true,
    'Nothing is left: 2 checks of account 123456789012 in us-west-2 found nothing.',
  ],
  [
    [asked([], null)],
    ['my-balancer'],
    false,
    'Nothing else is left: 1 check of account 123456789012 in us-west-2. ' +
      'Retained as you agreed: my-balancer. Delete them yourself.',
  ],
  [
    [asked([], null), asked([], 'not allowed')],
    [],
    false,
    'Nothing was found, but not everything is known. 1 check could not be made.',
  ],
  [
    [asked(['i-1', 'i-2'], null), asked([], 'not allowed')],
    [],
    false,
    '2 resources still exist. 1 check could not be made.',
  ],
] as const)('a receipt promises no more than it proves', (checks, leftBehind, empty, verdict) => {
  const one = receipt([...checks], [...leftBehind])
  expect(provesEmpty(one)).toBe(empty)
  expect(receiptVerdict(one)).toBe(verdict)
})
