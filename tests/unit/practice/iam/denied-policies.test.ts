import { expect, test } from 'vitest'
import { deniedPolicies } from '../../../../electron/practice/iam/denied-policies.ts'
import { evaluate } from '../../../../electron/practice/iam/evaluate.ts'

const policies = [
  { Statement: [{ Sid: 'A', Effect: 'Allow', Action: ['iam:ListRoles', 'iam:GetRole'], Resource: '*' }] },
  {
    Statement: [
      { Sid: 'B', Effect: 'Allow', Action: 'ec2:DescribeVpcs', Resource: '*' },
      { Sid: 'C', Effect: 'Deny', Action: 'ssm:SendCommand', Resource: '*' },
    ],
  },
]

test.each([
  ['iam:ListRoles', { denied: ['iam:ListRoles'] }, 'implicitDeny'],
  ['iam:GetRole', { denied: ['iam:ListRoles'] }, 'allowed'],
  ['iam:ListRoles', { denied: ['IAM:listroles'] }, 'implicitDeny'],
  ['iam:ListRoles', { denied: ['iam:*'] }, 'explicitDeny'],
  ['iam:ListRoles', { denied: ['iam:ListRoles', 'iam:List*'] }, 'explicitDeny'],
  ['iam:ListRoles', { denied: ['iam:ListPolicies', 'ec2:*'] }, 'allowed'],
  ['ec2:DescribeVpcs', { denied: ['ec2:DescribeVpcs'] }, 'implicitDeny'],
  ['ec2:DescribeVpcs', { missingStatements: ['User/B'] }, 'implicitDeny'],
  ['ec2:DescribeVpcs', { missingStatements: ['StackRole/B'] }, 'allowed'],
  ['ssm:SendCommand', { denied: ['ssm:SendCommand'] }, 'explicitDeny'],
])('%s under %j: %s', (action, taken, decision) => {
  const identity = deniedPolicies(policies, { denied: [], missingStatements: [], ...taken })
  expect(evaluate({ identity }, { action, resource: '*', context: {} }).decision).toBe(decision)
})

test('without such faults the policies are the same objects', () => {
  expect(deniedPolicies(policies, { denied: [], missingStatements: [] })).toBe(policies)
})
