import { describe, expect, test } from 'vitest'
import { recordResourceTypes } from '../../../../../electron/practice/resources/record-types.ts'
import { canBeAssumedBy, findRole } from '../../../../../electron/practice/resources/iam/role-permissions.ts'
import type { ResourceType } from '../../../../../electron/practice/world.ts'
import { testAccount, testWorld } from '../../stacks/test-account.ts'

const trust = (service: string) =>
  `{Statement: [{Effect: Allow, Principal: {Service: ${service}}, Action: 'sts:AssumeRole'}]}`
const capable = { Capabilities: ['CAPABILITY_IAM'] }

test('roles, profiles and policies have names and ARNs with their path', async () => {
  const account = testAccount(recordResourceTypes)
  await account.make(
    `
Resources:
  Boundary: {Type: AWS::IAM::ManagedPolicy, Properties: {Path: /sluice/d/,
      PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}}
  Role: {Type: AWS::IAM::Role, Properties: {Path: /sluice/d/, PermissionsBoundary: !Ref Boundary,
      AssumeRolePolicyDocument: ${trust('ec2.amazonaws.com')}}}
  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
  Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /a/b, RetentionInDays: '1'}}
Outputs:
  Boundary: {Value: !Ref Boundary}
  Role: {Value: !GetAtt Role.Arn}
  RoleName: {Value: !Ref Role}
  Profile: {Value: !GetAtt Profile.Arn}
  Log: {Value: !GetAtt Log.Arn}
`,
    capable,
  )
  const outputs = Object.fromEntries(
    (await account.shown('s')).Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  )
  expect(outputs['Boundary']).toMatch(
    /^arn:aws:iam::123456789012:policy\/sluice\/d\/s-Boundary-[A-Z2-7]{12}$/,
  )
  expect(outputs['RoleName']).toMatch(/^s-Role-[A-Z2-7]{12}$/)
  expect(outputs['Role']).toBe(`arn:aws:iam::123456789012:role/sluice/d/${outputs['RoleName']}`)
  expect(outputs['Profile']).toMatch(/^arn:aws:iam::123456789012:instance-profile\/s-Profile-/)
  expect(outputs['Log']).toBe('arn:aws:logs:us-west-2:123456789012:log-group:/a/b:*')
  const role = findRole(account, outputs['Role'] ?? '')
  expect(role && canBeAssumedBy(account.world, role, 'ec2.amazonaws.com')).toBe(true)
  expect(role && canBeAssumedBy(account.world, role, 'lambda.amazonaws.com')).toBe(false)
})

test('a stack can be created with a new role only a moment later', async () => {
  const world = testWorld(undefined, () => ({ roleReadyMs: 150 }))
  const account = testAccount(recordResourceTypes, world)
  await account.make(
    `
Resources:
  Role: {Type: AWS::IAM::Role,
      Properties: {AssumeRolePolicyDocument: ${trust('cloudformation.amazonaws.com')}}}
Outputs:
  Arn: {Value: !GetAtt Role.Arn}
`,
    capable,
  )
  const RoleARN = (await account.shown('s')).Outputs[0]?.OutputValue ?? ''
  const request = {
    StackName: 't',
    TemplateBody: 'Resources: {H: {Type: AWS::CloudFormation::WaitConditionHandle}}',
    RoleARN,
  }
  await expect(account.call('CreateStack', request)).rejects.toThrow('is invalid or cannot be assumed')
  await expect.poll(() => account.call('CreateStack', request).then(() => 'made', String)).toBe('made')
})

test.each([
  [
    `Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: ${trust('x')}, ` +
      "PermissionsBoundary: 'arn:aws:iam::123456789012:policy/gone'}",
    'Scope ARN: arn:aws:iam::123456789012:policy/gone does not exist',
  ],
  [
    `Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: ${trust('x')}, ` +
      "ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/gone']}",
    'does not exist or is not attachable',
  ],
  [
    'Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}',
    'Syntax errors in policy.',
  ],
  [
    'Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, ' +
      'Action: a, Resource: b}]}}',
    'a trust policy has principals',
  ],
  [
    `Type: AWS::IAM::Role, Properties: {Path: sluice, AssumeRolePolicyDocument: ${trust('x')}}`,
    'must begin and end with /',
  ],
  [
    'Type: AWS::IAM::InstanceProfile, Properties: {Roles: [gone]}',
    'The role with name gone cannot be found.',
  ],
  ['Type: AWS::IAM::InstanceProfile, Properties: {Roles: [a, b]}', 'Cannot exceed quota'],
  ['Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 2}', 'must be one of 1, 3, 5'],
])('IAM refuses %s', async (resource, reason) => {
  const account = testAccount(recordResourceTypes)
  await account.make(`Resources: {X: {${resource}}}`, capable)
  expect((await account.events('s')).find((event) => event.startsWith('X CREATE_FAILED'))).toContain(reason)
})

describe('a stack role', () => {
  /** Stands for the real function type: what counts here is the role it is given. */
  const lambda: ResourceType = {
    type: 'AWS::Lambda::Function',
    properties: { Role: 'required' },
    create: () => Promise.resolve({ physicalId: 'f', attributes: {} }),
    delete: () => Promise.resolve(),
  }
  const guard = (passRole: string) => `
Resources:
  Stack:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: ${trust('cloudformation.amazonaws.com')}
      Policies: [{PolicyName: p, PolicyDocument: {Statement: [
          {Effect: Allow, Action: 'iam:PassRole', Resource: '${passRole}'},
          {Effect: Allow, Action: 'lambda:*', Resource: '*'}]}}]
  Function: {Type: AWS::IAM::Role, Properties: {Path: /given/,
      AssumeRolePolicyDocument: ${trust('lambda.amazonaws.com')}}}
Outputs:
  Stack: {Value: !GetAtt Stack.Arn}
  Function: {Value: !GetAtt Function.Arn}
`
  async function make(passRole: string) {
    const account = testAccount([...recordResourceTypes, lambda])
    await account.make(guard(passRole), { StackName: 'guard', ...capable })
    const [stack, role] = (await account.shown('guard')).Outputs.map(({ OutputValue }) => OutputValue)
    await account.make(`Resources: {F: {Type: AWS::Lambda::Function, Properties: {Role: '${role}'}}}`, {
      RoleARN: stack ?? '',
    })
    return { account, stack, role }
  }

  test('may pass the roles that its policies name', async () => {
    const { account } = await make('arn:aws:iam::*:role/given/*')
    expect((await account.shown('s')).StackStatus).toBe('CREATE_COMPLETE')
  })

  test('may pass no other', async () => {
    const { account, role } = await make('arn:aws:iam::*:role/other/*')
    expect((await account.events('s')).find((event) => event.startsWith('F CREATE_FAILED'))).toContain(
      `is not authorized to perform: iam:PassRole on resource: ${role}`,
    )
  })

  test('must trust CloudFormation', async () => {
    const { account, role } = await make('*')
    await expect(
      account.make('Resources: {F: {Type: AWS::Lambda::Function}}', { StackName: 't', RoleARN: role ?? '' }),
    ).rejects.toThrow(`Role ${role} is invalid or cannot be assumed`)
  })
})

test('a role in a profile and a policy that bounds a role stay', async () => {
  const account = testAccount(recordResourceTypes)
  const shared = `
Resources:
  Boundary: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: [{Effect: Allow,
      Action: '*', Resource: '*'}]}}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: ${trust('ec2.amazonaws.com')}}}
Outputs: {Boundary: {Value: !Ref Boundary}, Role: {Value: !Ref Role}}
`
  await account.make(shared, capable)
  const [boundary, role] = (await account.shown('s')).Outputs.map(({ OutputValue }) => OutputValue)
  const user = `
Resources:
  R: {Type: AWS::IAM::Role, Properties: {PermissionsBoundary: '${boundary}',
      AssumeRolePolicyDocument: ${trust('ec2.amazonaws.com')}}}
  P: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: ['${role}']}}
`
  await account.make(user, { StackName: 't', ...capable })
  await account.remove('s')
  const events = await account.events('s')
  expect(events).toContain(
    'Role DELETE_FAILED Cannot delete entity, must remove roles from instance profile first.',
  )
  expect(events).toContain('Boundary DELETE_FAILED Cannot delete a policy attached to entities.')
  await account.remove('t')
  await account.remove('s')
  expect(account.live()).toBe(false)
})
