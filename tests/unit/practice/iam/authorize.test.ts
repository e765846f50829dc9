import { expect, test } from 'vitest'
import { refusalOfCall } from '../../../../electron/practice/iam/authorize.ts'
import type { Grants } from '../../../../electron/practice/iam/evaluate.ts'
import type { JsonObject } from '../../../../electron/practice/world.ts'

const arn = 'arn:aws:iam::123456789012:user/practice'
const allow = (Action: string, more: object = {}) =>
  ({ Statement: [{ Effect: 'Allow', Action, Resource: '*', ...more }] }) as JsonObject
const deny = (Action: string) => ({ Statement: [{ Effect: 'Deny', Action, Resource: '*' }] })

function refusal(
  [name, protocol]: [string, 'query' | 'ec2' | 'json-1.1' | 'rest-json'],
  operation: string,
  grants: Grants,
  input: JsonObject = {},
) {
  const context = { 'aws:MultiFactorAuthPresent': 'false' }
  return refusalOfCall({
    service: { name, protocol },
    operation,
    input,
    caller: { id: 'user', arn, principalArn: arn, grants, context },
    facts: {
      accountId: '123456789012',
      partition: 'aws',
      region: 'us-west-2',
      resources: () => [],
      stacks: () => [],
    },
  })
}

test.each<[[string, 'query' | 'ec2' | 'json-1.1' | 'rest-json'], string, string, number, string]>([
  [['iam', 'query'], 'ListRoles', 'AccessDenied', 403, 'iam:ListRoles'],
  [['ec2', 'ec2'], 'DescribeVpcs', 'UnauthorizedOperation', 403, 'ec2:DescribeVpcs'],
  [['logs', 'json-1.1'], 'DescribeLogGroups', 'AccessDeniedException', 400, 'logs:DescribeLogGroups'],
  [['tagging', 'json-1.1'], 'GetResources', 'AccessDeniedException', 400, 'tag:GetResources'],
  [['lambda', 'rest-json'], 'ListFunctions', 'AccessDeniedException', 403, 'lambda:ListFunctions'],
])('%j refuses %s in its own words', (service, operation, code, status, action) => {
  const asked = `User: ${arn} is not authorized to perform: ${action}`
  const isEc2 = service[1] === 'ec2'
  const said = isEc2
    ? `You are not authorized to perform this operation. ${asked}`
    : `${asked} on resource: *`
  expect(refusal(service, operation, { identity: [] })).toMatchObject({
    code,
    status,
    message: `${said} because no identity-based policy allows the ${action} action`,
  })
  expect(refusal(service, operation, { identity: [allow(action)] })).toBeUndefined()
  const denied = refusal(service, operation, { identity: [allow('*'), deny(action)] })
  expect(denied?.message).toBe(`${said} with an explicit deny in an identity-based policy`)
})

test('what limits the caller is named', () => {
  const service: [string, 'query'] = ['iam', 'query']
  const said = (grants: Grants) => refusal(service, 'ListRoles', grants)?.message
  expect(said({ identity: [allow('*')], boundary: allow('ec2:*') })).toMatch(
    /because no permissions boundary allows the iam:ListRoles action$/,
  )
  expect(said({ identity: [allow('*')], session: allow('ec2:*') })).toMatch(
    /because no session policy allows the iam:ListRoles action$/,
  )
  expect(said({ identity: [allow('*')], boundary: deny('*') })).toMatch(
    /with an explicit deny in a permissions boundary$/,
  )
})

test('everything that a call needs must be allowed', () => {
  const input = { StackName: 'sluice-d-base', RoleARN: 'arn:aws:iam::123456789012:role/sluice/d/guard/r' }
  const create = (...identity: JsonObject[]) =>
    refusal(['cloudformation', 'query'], 'CreateStack', { identity }, input)?.message
  expect(create(allow('cloudformation:CreateStack'))).toMatch(
    /perform: iam:PassRole on resource: .*guard\/r /,
  )
  const to = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } })
  const passing = (service: string) => allow('iam:PassRole', to(service))
  expect(create(allow('cloudformation:*'), passing('ec2.amazonaws.com'))).toMatch(/iam:PassRole/)
  expect(create(allow('cloudformation:*'), passing('cloudformation.amazonaws.com'))).toBeUndefined()
})

test('the Region of the call and the caller are part of every request', () => {
  const where = (region: string) =>
    allow('*', { Condition: { StringEquals: { 'aws:RequestedRegion': region } } })
  expect(refusal(['ec2', 'ec2'], 'DescribeVpcs', { identity: [where('us-west-2')] })).toBeUndefined()
  expect(refusal(['ec2', 'ec2'], 'DescribeVpcs', { identity: [where('eu-west-1')] })).toBeDefined()
  expect(refusal(['iam', 'query'], 'ListRoles', { identity: [where('us-east-1')] })).toBeUndefined()
  const mfa = allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })
  expect(refusal(['ec2', 'ec2'], 'DescribeVpcs', { identity: [mfa] })).toBeDefined()
})

test('who is calling may always be asked', () => {
  expect(refusal(['sts', 'query'], 'GetCallerIdentity', { identity: [deny('*')] })).toBeUndefined()
})
