import { describe, expect, test } from 'vitest'
import { mergedStatements } from '../../../../electron/engine/policy/merged-statements.ts'

const allow = (Action: string | string[], Resource: string | string[], more: object = {}) => ({
  Effect: 'Allow' as const,
  Action,
  Resource,
  ...more,
})
const condition = { Condition: { StringEquals: { 'iam:AWSServiceName': 'a.amazonaws.com' } } }

describe('statements that become one', () => {
  test('whatever is allowed on everything, without what a pattern covers', () => {
    const merged = mergedStatements([
      allow(['ec2:DescribeVpcs', 'ec2:RunInstances'], '*'),
      allow(['ec2:Describe*', 'logs:DescribeLogGroups'], '*'),
    ])
    expect(merged).toEqual([allow(['ec2:RunInstances', 'ec2:Describe*', 'logs:DescribeLogGroups'], '*')])
  })

  test('what one service allows on resources, without what a pattern covers', () => {
    const merged = mergedStatements([
      allow('logs:CreateLogGroup', 'arn:aws:logs:*:1:log-group:sluice-*'),
      allow('logs:PutLogEvents', 'arn:aws:logs:*:1:log-group:sluice-*-*'),
    ])
    expect(merged).toEqual([
      allow(['logs:CreateLogGroup', 'logs:PutLogEvents'], 'arn:aws:logs:*:1:log-group:sluice-*'),
    ])
  })
})

test('other services, conditions, everything and some, and denials stay apart', () => {
  const statements = [
    allow('iam:GetRole', 'arn:aws:iam::1:role/sluice/*'),
    allow('lambda:Get*', 'arn:aws:lambda:*:1:function:sluice-*'),
    allow('iam:CreateServiceLinkedRole', 'arn:aws:iam::1:role/aws-service-role/*', condition),
    allow('iam:ListRoles', '*'),
    { ...allow('iam:*', 'arn:aws:iam::1:role/sluice/*'), Effect: 'Deny' as const },
    { ...allow('iam:GetRole', 'arn:aws:iam::1:role/sluice/a'), Effect: 'Deny' as const },
  ]
  expect(mergedStatements(statements)).toEqual(statements)
})
