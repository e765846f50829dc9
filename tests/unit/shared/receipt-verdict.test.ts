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
    'Nothing is left: 2 questions to account 123456789012 in us-west-2 were answered with nothing.',
  ],
  [
    [asked([], null)],
    ['my-balancer'],
    false,
    'Nothing else is left: 1 question to account 123456789012 in us-west-2. Left behind as you agreed, delete it yourself: my-balancer.',
  ],
  [
    [asked([], null), asked([], 'not allowed')],
    [],
    false,
    'Nothing was found, but not everything is known. 1 question could not be asked.',
  ],
  [
    [asked(['i-1', 'i-2'], null), asked([], 'not allowed')],
    [],
    false,
    '2 things are still there that should be gone. 1 question could not be asked.',
  ],
] as const)('a receipt promises no more than it proves', (checks, leftBehind, empty, verdict) => {
  const one = receipt([...checks], [...leftBehind])
  expect(provesEmpty(one)).toBe(empty)
  expect(receiptVerdict(one)).toBe(verdict)
})
