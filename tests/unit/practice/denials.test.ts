import { expect, test } from 'vitest'
import { actionOf, decisionOn, denialOf } from '../../../electron/practice/denials.ts'
import { faultsSchema } from '../../../electron/practice/faults.ts'

const worldDenying = (...denied: string[]) => ({
  accountId: '123456789012',
  partition: 'aws',
  faults: () => faultsSchema.parse({ denied }),
})

test.each([
  ['iam:ListRoles', ['iam:ListRoles'], 'implicitDeny'],
  ['iam:ListRoles', ['iam:*'], 'explicitDeny'],
  ['iam:ListRoles', ['iam:ListRoles', 'iam:List*'], 'explicitDeny'],
  ['iam:ListRoles', ['iam:ListPolicies', 'ec2:*'], 'allowed'],
])('%s where %j is denied: %s', (action, denied, decision) => {
  expect(decisionOn(action, denied)).toBe(decision)
})

test.each([
  ['tagging', 'GetResources', 'POST', 'tag:GetResources'],
  ['apigateway', 'GetRestApis', 'GET', 'apigateway:GET'],
  ['ec2', 'DescribeVpcs', 'POST', 'ec2:DescribeVpcs'],
])('%s %s is the action %s', (service, operation, method, action) => {
  expect(actionOf(service, operation, method)).toBe(action)
})

test('each protocol refuses in its own words; who is calling may always be asked', () => {
  const world = worldDenying('ec2:DescribeVpcs', 'logs:DescribeLogGroups', 'sts:*')
  expect(denialOf(world, { name: 'ec2', protocol: 'ec2' }, 'DescribeVpcs', 'POST')).toMatchObject({
    code: 'UnauthorizedOperation',
    status: 403,
  })
  expect(denialOf(world, { name: 'logs', protocol: 'json-1.1' }, 'DescribeLogGroups', 'POST')).toMatchObject({
    code: 'AccessDeniedException',
    message: expect.stringContaining(
      'user/practice is not authorized to perform: logs:DescribeLogGroups',
    ) as string,
  })
  expect(denialOf(world, { name: 'sts', protocol: 'query' }, 'GetCallerIdentity', 'POST')).toBeUndefined()
  expect(denialOf(world, { name: 'iam', protocol: 'query' }, 'ListRoles', 'POST')).toBeUndefined()
})
