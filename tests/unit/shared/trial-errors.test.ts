import { expect, test } from 'vitest'
import { errorShare, judgeTrial } from '../../../shared/trial-errors.ts'
import { aTrialResult } from '../../examples.ts'

const none = { connect: 0, read: 0, write: 0, timeout: 0, status: 0 }

test.each([
  ['status errors by the requests', { requests: 200, errors: { ...none, status: 50 } }, 0.25],
  ['failed reads among what was sent', { requests: 100, errors: { ...none, read: 204 } }, 204 / 304],
  ['unanswered requests as sent', { requests: 50, unanswered: 50, errors: { ...none, status: 25 } }, 0.25],
  ['connections that failed before a request', { requests: 0, errors: { ...none, connect: 50 } }, 1],
  ['more failed connections than requests', { requests: 10, errors: { ...none, connect: 50 } }, 1],
  ['nothing at all', { requests: 0, errors: none }, 0],
])('error shares count %s, and are never above 1', (_, changes, share) => {
  expect(errorShare(aTrialResult({ unanswered: 0, ...changes }))).toBeCloseTo(share)
})

test('more than 1 % of errors make a trial invalid, by the requests that were sent', () => {
  const judged = (status: number) =>
    judgeTrial(aTrialResult({ requests: 1000, goodRequests: 1000 - status, errors: { ...none, status } }))
  expect(judged(10)).toEqual({ status: 'succeeded', reason: null })
  expect(judged(11)).toMatchObject({ status: 'invalid' })
  const reads = judgeTrial(aTrialResult({ requests: 100, errors: { ...none, read: 204 } }))
  expect(reads.reason).toBe('67.1 % of the requests were errors; more than 1 % cannot be ranked.')
  expect(judgeTrial(aTrialResult({ requests: 0 })).status).toBe('invalid')
})
