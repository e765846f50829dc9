import { expect, test } from 'vitest'
import { isActionLike, isArnLike, isLike } from '../../../../electron/practice/iam/matching.ts'

const method = 'arn:aws:execute-api:us-west-2:123456789012:abc123/v1/GET/{proxy+}'

test.each([
  ['*', true],
  ['arn:aws:execute-api:us-west-2:123456789012:abc123/*/*', true],
  ['arn:aws:execute-api:us-west-2:123456789012:abc123/v1/GET/*', true],
  ['arn:aws:execute-api:*:123456789012:abc???/*', true],
  ['arn:aws:execute-api:*', true],
  ['arn:aws:execute-api:us-west-2:123456789012:ABC123/*', false],
  ['arn:aws:execute-api:us-west-2:123456789012:abc123/v1/POST/*', false],
  ['arn:aws:execute-api:us-west-2:123456789012:other/*/*', false],
  ['arn:aws:execute-api:us-east-1:123456789012:abc123/*/*', false],
  ['arn:aws:*:abc123/*/*', false],
])('the pattern %s fits a method: %s', (pattern, expected) => {
  expect(isArnLike(pattern, method)).toBe(expected)
})

test('an action without a resource fits no pattern but *', () => {
  expect(isArnLike('*', '*')).toBe(true)
  expect(isArnLike('arn:aws:ec2:*:*:*', '*')).toBe(false)
})

test('the case counts for resources and values, and not for actions', () => {
  expect(isActionLike('IAM:get*', 'iam:GetRole')).toBe(true)
  expect(isLike('Lambda.*', 'lambda.amazonaws.com')).toBe(false)
})
