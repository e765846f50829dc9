import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../electron/practice/iam/evaluate.ts'
import type { Json, JsonObject } from '../../../electron/practice/world.ts'
import { evaluated, propertiesOf, readTemplate, templateFiles } from './bundled.ts'

/** Every resource of a type in all templates, as `[file, logical id, properties]`. */
function all(type: string): [string, string, JsonObject][] {
  return templateFiles.flatMap((file) =>
    Object.entries(readTemplate(file).Resources).flatMap(([id, resource]): [string, string, JsonObject][] =>
      resource.Type === type ? [[file, id, resource.Properties ?? {}]] : [],
    ),
  )
}

describe('instances', () => {
  test.each(all('AWS::EC2::Instance'))(
    '%s %s takes only IMDSv2, and has tags and AWS’s encryption on its volumes',
    (_, __, properties) => {
      expect(properties['MetadataOptions']).toMatchObject({ HttpTokens: 'required' })
      expect(properties['PropagateTagsToVolumeOnCreation']).toBe(true)
      expect(properties['BlockDeviceMappings']).toMatchObject([
        { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, KmsKeyId: 'alias/aws/ebs' } },
      ])
    },
  )
})

describe('who may open connections', () => {
  const rules = all('AWS::EC2::SecurityGroupIngress').map(([, , rule]) => ({
    group: (rule['GroupId'] as { Ref: string }).Ref,
    port: rule['FromPort'] === rule['ToPort'] ? rule['FromPort'] : 'many',
    from: rule['CidrIp'] ?? (rule['SourceSecurityGroupId'] as { Ref: string }).Ref,
  }))

  test('is a closed list', () => {
    expect(rules).toEqual([
      { group: 'LoadBalancerSecurityGroup', port: 80, from: '0.0.0.0/0' },
      { group: 'LoadBalancerSecurityGroup', port: 443, from: '0.0.0.0/0' },
      { group: 'GatewaySecurityGroup', port: 443, from: '0.0.0.0/0' },
      { group: 'InternalLoadBalancerSecurityGroup', port: 80, from: 'VpcLinkSecurityGroup' },
      { group: 'OriginSecurityGroup', port: 80, from: 'InternalLoadBalancerSecurityGroup' },
      { group: 'OriginSecurityGroup', port: 80, from: 'GatewaySecurityGroup' },
      { group: 'OriginSecurityGroup', port: 80, from: 'LoadBalancerSecurityGroup' },
      { group: 'OriginSecurityGroup', port: 80, from: 'LambdaSecurityGroup' },
      { group: 'OriginSecurityGroup', port: 80, from: 'LoadGeneratorSecurityGroup' },
      { group: 'OriginSecurityGroup', port: 8081, from: 'LoadGeneratorSecurityGroup' },
    ])
  })

  test.each(all('AWS::EC2::SecurityGroup'))(
    '%s %s lets nothing out that it does not name',
    (_, __, properties) => {
      // Without a rule of its own EC2 gives a group one that allows everything.
      const egress = properties['SecurityGroupEgress'] as JsonObject[]
      expect(egress.length).toBeGreaterThan(0)
      for (const rule of egress)
        expect(rule).toMatchObject({
          IpProtocol: 'tcp',
          FromPort: rule['ToPort'],
          Description: expect.any(String) as string,
        })
      expect(properties['SecurityGroupIngress']).toBeUndefined()
    },
  )
})

describe('the S3 endpoint', () => {
  test('serves both route tables that lead out, for packages and for the signal', () => {
    const [[, , endpoint] = ['', '', {}]] = all('AWS::EC2::VPCEndpoint')
    expect(endpoint['RouteTableIds']).toEqual([{ Ref: 'PrivateRouteTable' }, { Ref: 'PublicRouteTable' }])
    const policy = evaluated(endpoint['PolicyDocument'] ?? null) as {
      Statement: { Action: string; Resource: string }[]
    }
    expect(policy.Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:GetObject', 'arn:aws:s3:::al2023-repos-us-west-2-*/*'],
      ['s3:PutObject', 'arn:aws:s3:::cloudformation-waitcondition-us-west-2/*'],
    ])
  })
})

describe('roles', () => {
  const boundaryArn = 'arn:aws:iam::123456789012:policy/sluice/dabcdefg/guard/Boundary'
  const own = 'arn:aws:iam::123456789012:role/sluice/dabcdefg'
  const stackPolicies = policiesOf(withBoundary(propertiesOf('guard.yaml', 'StackRole')))
  const boundary = evaluated(propertiesOf('guard.yaml', 'Boundary')['PolicyDocument'] ?? null) ?? null
  const mayStackRole = (action: string, resource: string, context: Record<string, string> = {}) =>
    evaluate({ identity: stackPolicies }, { action, resource, context }).decision === 'allowed'

  test('the stack role makes roles only under its own path, and only within the boundary', () => {
    const bounded = { 'iam:PermissionsBoundary': boundaryArn }
    expect(mayStackRole('iam:CreateRole', `${own}/LambdaRole`, bounded)).toBe(true)
    expect(mayStackRole('iam:CreateRole', `${own}/LambdaRole`)).toBe(false)
    expect(
      mayStackRole('iam:PutRolePolicy', `${own}/LambdaRole`, {
        'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    ).toBe(false)
    expect(
      mayStackRole('iam:CreateRole', 'arn:aws:iam::123456789012:role/sluice/dother/LambdaRole', bounded),
    ).toBe(false)
    for (const action of [
      'iam:PutRolePolicy',
      'iam:DeleteRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRolePermissionsBoundary',
    ]) {
      expect(mayStackRole(action, `${own}/guard/StackRole`, bounded)).toBe(false)
    }
    for (const action of [
      'iam:AttachRolePolicy',
      'iam:DeleteRolePermissionsBoundary',
      'iam:UpdateAssumeRolePolicy',
    ]) {
      expect(mayStackRole(action, `${own}/LambdaRole`, bounded)).toBe(false)
    }
  })

  test('the stack role hands roles over to EC2 and Lambda only, and never itself', () => {
    expect(
      mayStackRole('iam:PassRole', `${own}/LambdaRole`, { 'iam:PassedToService': 'lambda.amazonaws.com' }),
    ).toBe(true)
    expect(
      mayStackRole('iam:PassRole', `${own}/LoadGeneratorRole`, {
        'iam:PassedToService': 'ec2.amazonaws.com',
      }),
    ).toBe(true)
    expect(
      mayStackRole('iam:PassRole', `${own}/LambdaRole`, { 'iam:PassedToService': 'glue.amazonaws.com' }),
    ).toBe(false)
    expect(
      mayStackRole('iam:PassRole', `${own}/guard/StackRole`, {
        'iam:PassedToService': 'lambda.amazonaws.com',
      }),
    ).toBe(false)
  })

  test('the stack role terminates only what carries the tag of its deployment', () => {
    const instance = 'arn:aws:ec2:us-west-2:123456789012:instance/i-0'
    expect(
      mayStackRole('ec2:TerminateInstances', instance, { 'aws:ResourceTag/sluice:deployment': 'dabcdefg' }),
    ).toBe(true)
    expect(
      mayStackRole('ec2:TerminateInstances', instance, { 'aws:ResourceTag/sluice:deployment': 'dother' }),
    ).toBe(false)
    expect(mayStackRole('ec2:TerminateInstances', instance)).toBe(false)
  })

  test.each(all('AWS::IAM::Role').filter(([file]) => file !== 'guard.yaml'))(
    '%s %s is bounded, lies under the path of the deployment, and asks for nothing beyond the boundary',
    (_, __, properties) => {
      expect(properties['PermissionsBoundary']).toEqual({ Ref: 'PermissionsBoundaryArn' })
      expect(evaluated(properties['Path'] ?? null)).toBe('/sluice/dabcdefg/')
      expect(properties['ManagedPolicyArns']).toBeUndefined()
      for (const [action, resource] of allowed(policiesOf(properties))) {
        expect([
          action,
          resource,
          evaluate({ identity: [boundary] }, { action, resource, context: {} }).decision,
        ]).toEqual([action, resource, 'allowed'])
      }
    },
  )

  test('no role can make a log group again that a stack has deleted', () => {
    for (const [, id, properties] of all('AWS::IAM::Role')) {
      const actions = allowed(policiesOf(withBoundary(properties))).map(([action]) => action)
      expect(actions.includes('logs:CreateLogGroup')).toBe(id === 'StackRole')
    }
  })

  test('the stack role tags only what it makes, and so makes nothing else its own', () => {
    const vpc = 'arn:aws:ec2:us-west-2:123456789012:vpc/vpc-0'
    const tagged = { 'aws:RequestedRegion': 'us-west-2', 'aws:RequestTag/sluice:deployment': 'dabcdefg' }
    expect(mayStackRole('ec2:CreateTags', vpc, { ...tagged, 'ec2:CreateAction': 'CreateVpc' })).toBe(true)
    expect(mayStackRole('ec2:CreateTags', vpc, tagged)).toBe(false)
    const group = 'arn:aws:ec2:us-west-2:123456789012:security-group/sg-0'
    expect(mayStackRole('ec2:CreateTags', group, tagged)).toBe(true)
    expect(
      mayStackRole('ec2:CreateTags', group, { ...tagged, 'aws:RequestTag/sluice:deployment': 'd2' }),
    ).toBe(false)
    expect(
      mayStackRole('ec2:CreateTags', group, { ...tagged, 'aws:ResourceTag/sluice:deployment': 'd2' }),
    ).toBe(false)
  })

  test('a boundary that somebody demands is that of every role', () => {
    const demanded = 'arn:aws:iam::123456789012:policy/demanded'
    for (const [, id, properties] of all('AWS::IAM::Role').filter(([file]) => file === 'guard.yaml'))
      expect(properties['PermissionsBoundary'], id).toEqual({
        'Fn::If': ['HasRoleBoundary', { Ref: 'RoleBoundary' }, { Ref: 'AWS::NoValue' }],
      })
    const policies = policiesOf(withBoundary(propertiesOf('guard.yaml', 'StackRole'), demanded))
    const mayWith = (bound: string) =>
      evaluate(
        { identity: policies },
        {
          action: 'iam:CreateRole',
          resource: `${own}/LambdaRole`,
          context: { 'iam:PermissionsBoundary': bound },
        },
      ).decision
    expect(mayWith(demanded)).toBe('allowed')
    expect(mayWith('arn:aws:iam::123456789012:policy/other')).toBe('implicitDeny')
  })

  function withBoundary(properties: JsonObject, demanded = ''): JsonObject {
    return JSON.parse(
      JSON.stringify(properties).replaceAll('{"Ref":"RoleBoundary"}', JSON.stringify(demanded)),
    ) as JsonObject
  }

  function policiesOf(properties: JsonObject): Json[] {
    return (properties['Policies'] as JsonObject[]).map(
      (policy) => evaluated(policy['PolicyDocument'] ?? null) ?? null,
    )
  }
})

/** Action and resource of everything that policies allow. */
function allowed(policies: Json[]): [string, string][] {
  const statements = policies.flatMap(
    (policy) =>
      (policy as { Statement: { Effect: string; Action: string | string[]; Resource: string | string[] }[] })
        .Statement,
  )
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((resource): [string, string] => [action, resource])),
    )
}
