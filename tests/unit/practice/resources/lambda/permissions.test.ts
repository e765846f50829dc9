import { expect, test } from 'vitest'
import { arnLike } from '../../../../../electron/practice/resources/lambda/permissions.ts'

const method = 'arn:aws:execute-api:us-west-2:123456789012:abc123/v1/GET/{proxy+}'

test.each([
  ['arn:aws:execute-api:us-west-2:123456789012:abc123/*/*', true],
  ['arn:aws:execute-api:us-west-2:123456789012:abc123/v1/GET/*', true],
  ['arn:aws:execute-api:*:123456789012:abc???/*', true],
  ['arn:aws:execute-api:us-west-2:123456789012:abc123/v1/POST/*', false],
  ['arn:aws:execute-api:us-west-2:123456789012:other/*/*', false],
  ['arn:aws:execute-api:us-east-1:123456789012:abc123/*/*', false],
  ['arn:aws:*:abc123/*/*', false],
])('a permission for %s says %s', (pattern, expected) => {
  expect(arnLike(pattern, method)).toBe(expected)
})
