import { describe, expect, test } from 'vitest'
import type { AccessFacts } from '../../../../electron/practice/iam/access.ts'
import type { AccessRequest } from '../../../../electron/practice/iam/evaluate.ts'
import { conditionKeys } from '../../../../electron/practice/iam/condition-keys.ts'
import {
  operationsWithoutRow,
  rowOf,
  rowsOfServices,
} from '../../../../electron/practice/iam/operations/table.ts'
import type { JsonObject, ResourceRecord } from '../../../../electron/practice/world.ts'
import { keyName, overlap, referenceOf } from '../../../service-authorization.ts'

const instance = {
  type: 'AWS::EC2::Instance',
  physicalId: 'i-0',
  tags: { 'sluice:deployment': 'd' },
} as unknown as ResourceRecord
const role = {
  type: 'AWS::IAM::Role',
  physicalId: 'made',
  attributes: { Arn: 'arn:aws:iam::123456789012:role/sluice/d/made' },
} as unknown as ResourceRecord
const stackId = 'arn:aws:cloudformation:us-west-2:123456789012:stack/sluice-d-base/0-1'
const facts: AccessFacts = {
  accountId: '123456789012',
  partition: 'aws',
  region: 'us-west-2',
  resources: (type) => [instance, role].filter((one) => type === undefined || one.type === type),
  stacks: () => [{ id: stackId, tags: { 'sluice:deployment': 'd' } }],
}

/** Inputs that name every resource that an operation can name. */
const inputs: Readonly<Record<string, JsonObject>> = {
  'cloudformation:CreateStack': {
    StackName: 'sluice-d-new',
    RoleARN: 'arn:aws:iam::123456789012:role/made',
    Tags: [{ Key: 'sluice:deployment', Value: 'd' }],
  },
  'cloudformation:DeleteStack': { StackName: stackId, RoleARN: 'arn:aws:iam::123456789012:role/made' },
  'scheduler:CreateSchedule': {
    Name: 'base',
    GroupName: 'sluice-d-switch',
    Target: { RoleArn: 'arn:aws:iam::123456789012:role/reaper' },
  },
  'ssm:SendCommand': { DocumentName: 'AWS-RunShellScript', InstanceIds: ['i-0'] },
  'ssm:GetParameters': { Names: ['/aws/service/ami-amazon-linux-latest/al2023', '/own', 'plain'] },
  'iam:GetRole': { RoleName: 'made' },
  'iam:SimulatePrincipalPolicy': { PolicySourceArn: 'arn:aws:iam::123456789012:user/practice' },
  'ec2:TerminateInstances': { InstanceId: ['i-0', 'i-1'] },
  'ec2:DeleteSecurityGroup': { GroupId: 'sg-0' },
  'ec2:DeleteVpcEndpoints': { VpcEndpointId: ['vpce-0'] },
  'servicequotas:GetServiceQuota': { ServiceCode: 'vpc', QuotaCode: 'L-F678F1CE' },
}

const rows = rowsOfServices.flatMap(([service, operations]) =>
  Object.entries(operations).map(([operation, row]) => {
    const name = `${service}:${operation}`
    return { name, requests: row(inputs[name] ?? { StackName: 'sluice-d-base' }, facts) }
  }),
)

/** The reference has the resource (Apis), but forgets it in the list of this action. */
const unlisted: Readonly<Record<string, string>> = { 'apigateway:GET': 'arn:aws:apigateway:us-west-2::/apis' }

describe('the Service Authorization Reference', () => {
  const requests = rows.flatMap(({ name, requests }) => requests.map((request) => ({ name, request })))

  test.each(requests)('knows what $name needs: $request.action on $request.resource', async ({ request }) => {
    const { action, resource, context } = request
    const reference = await referenceOf(action)
    expect(reference, `${action} exists`).toBeDefined()
    if (unlisted[action] === resource) return
    expect(
      reference?.resources.filter((pattern) => overlap(pattern, resource)),
      `${resource} is one of ${reference?.resources.join(', ')}`,
    ).not.toEqual([])
    for (const key of Object.keys(context)) {
      expect([...(reference?.conditionKeys ?? [])], key).toContain(keyName(key))
      expect(conditionKeys, key).toContain(keyName(key))
    }
  })

  test('is looked into for most operations', () => {
    expect(requests.length).toBeGreaterThan(30)
    expect(rows.filter(({ requests }) => requests.length === 0).map(({ name }) => name)).toEqual([
      'sts:GetCallerIdentity',
      'sts:AssumeRole',
    ])
  })
})

test('an operation without a row is told, and not one that needs no signature', () => {
  const services: Parameters<typeof operationsWithoutRow>[0] = [
    { name: 'ec2', operations: { DescribeVpcs: 1, DescribeKeyPairs: 1, toString: 1 } },
    { name: 'sts', operations: { AssumeRoleWithWebIdentity: 1 }, unsigned: ['AssumeRoleWithWebIdentity'] },
    { name: 'sluice-practice', operations: { Describe: 1 } },
    { name: 'toString', operations: { call: 1 } },
  ]
  expect(operationsWithoutRow(services)).toEqual(['ec2:DescribeKeyPairs', 'ec2:toString', 'toString:call'])
})

describe('a call needs', () => {
  const needed = (service: string, operation: string, input: JsonObject): AccessRequest[] =>
    rowOf(service, operation)?.(input, facts) ?? []

  test('the stack that is there, by its name or its ARN, with its tags', () => {
    const context = { 'aws:ResourceTag/sluice:deployment': 'd' }
    for (const StackName of ['sluice-d-base', stackId])
      expect(needed('cloudformation', 'DescribeStacks', { StackName })).toEqual([
        { action: 'cloudformation:DescribeStacks', resource: stackId, context },
      ])
    expect(needed('cloudformation', 'DescribeStacks', { StackName: 'other' })[0]?.resource).toBe(
      'arn:aws:cloudformation:us-west-2:123456789012:stack/other/*',
    )
    expect(needed('cloudformation', 'DeleteStack', { StackName: `${stackId}2` })[0]?.resource).toBe(
      `${stackId}2`,
    )
  })

  test('the right to pass a role that it names', () => {
    const passing = needed('cloudformation', 'CreateStack', inputs['cloudformation:CreateStack'] ?? {})
    expect(passing[0]?.context).toEqual({
      'cloudformation:RoleArn': 'arn:aws:iam::123456789012:role/made',
      'aws:RequestTag/sluice:deployment': 'd',
      'aws:TagKeys': ['sluice:deployment'],
    })
    expect(passing[1]).toEqual({
      action: 'iam:PassRole',
      resource: 'arn:aws:iam::123456789012:role/made',
      context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    })
    expect(needed('cloudformation', 'DeleteStack', { StackName: stackId })).toHaveLength(1)
  })

  test('a role of a service under its path', () => {
    expect(needed('iam', 'GetRole', { RoleName: 'AWSServiceRoleForAPIGateway' })[0]?.resource).toBe(
      'arn:aws:iam::123456789012:role/aws-service-role/ops.apigateway.amazonaws.com/' +
        'AWSServiceRoleForAPIGateway',
    )
  })

  test('the document and each instance of a command', () => {
    expect(needed('ssm', 'SendCommand', inputs['ssm:SendCommand'] ?? {})).toEqual([
      {
        action: 'ssm:SendCommand',
        resource: 'arn:aws:ssm:us-west-2::document/AWS-RunShellScript',
        context: {},
      },
      {
        action: 'ssm:SendCommand',
        resource: 'arn:aws:ec2:us-west-2:123456789012:instance/i-0',
        context: { 'ssm:resourceTag/sluice:deployment': 'd', 'aws:ResourceTag/sluice:deployment': 'd' },
      },
    ])
  })
})
