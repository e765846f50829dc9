import { expect, test } from 'vitest'
import { filesBelow } from '../../../secrets.ts'
import { testAccount, testWorld } from './test-account.ts'
import { things } from './thing-type.ts'

const template = `
Description: things
Parameters:
  Size: {Type: Number, Default: 1, Description: how big, AllowedValues: [1, 2]}
  Secret: {Type: String, Default: hush, NoEcho: true}
Resources:
  A: {Type: Test::Thing, Properties: {Name: !Ref Size}}
  B: {Type: Test::Thing, DependsOn: A}
`

test('events come in pages, newest first, which newer events do not shift', async () => {
  const account = testAccount([things().type])
  const resources = Array.from(
    { length: 60 },
    (_, index) => `R${index}: {Type: Test::Thing, Properties: {Ms: 0}}`,
  ).join(', ')
  await account.make(`Resources: {${resources}}`)
  const first = (await account.call('DescribeStackEvents', { StackName: 's' })) as {
    StackEvents: { EventId: string }[]
    NextToken: string
  }
  expect(first.StackEvents).toHaveLength(100)
  expect(first.StackEvents[0]).toMatchObject({
    ResourceStatus: 'CREATE_COMPLETE',
    ResourceType: 'AWS::CloudFormation::Stack',
  })
  await account.remove('s')
  const { StackId } = first.StackEvents[0] as unknown as { StackId: string }
  const second = (await account.call('DescribeStackEvents', {
    StackName: StackId,
    NextToken: first.NextToken,
  })) as typeof first
  // 60 resources with three events each, and the stack's two.
  expect(second.StackEvents).toHaveLength(82)
  expect(second.NextToken).toBeUndefined()
  expect(new Set([...first.StackEvents, ...second.StackEvents].map(({ EventId }) => EventId)).size).toBe(182)
  await expect(account.call('DescribeStackEvents', { StackName: StackId, NextToken: 'x' })).rejects.toThrow(
    'The NextToken is invalid',
  )
})

test('stacks and their resources are described', async () => {
  const account = testAccount([things().type])
  const StackId = await account.make(template, { Tags: [{ Key: 'k', Value: 'v' }], TimeoutInMinutes: '5' })
  expect(await account.shown(StackId)).toMatchObject({
    Description: 'things',
    Parameters: [
      { ParameterKey: 'Size', ParameterValue: '1' },
      { ParameterKey: 'Secret', ParameterValue: '****' },
    ],
    TimeoutInMinutes: 5,
    Tags: [{ Key: 'k', Value: 'v' }],
    DisableRollback: false,
  })
  const summaries = (await account.call('ListStackResources', { StackName: 's' }))[
    'StackResourceSummaries'
  ] as object[]
  expect(summaries).toMatchObject([
    {
      LogicalResourceId: 'A',
      PhysicalResourceId: 'thing-A-1',
      ResourceStatus: 'CREATE_COMPLETE',
      ResourceType: 'Test::Thing',
    },
    { LogicalResourceId: 'B', PhysicalResourceId: 'thing-B-2', ResourceStatus: 'CREATE_COMPLETE' },
  ])
  expect(await account.call('ListStacks', { StackStatusFilter: ['CREATE_COMPLETE'] })).toMatchObject({
    StackSummaries: [{ StackId }],
  })
  expect(await account.call('ListStacks', { StackStatusFilter: ['DELETE_FAILED'] })).toEqual({
    StackSummaries: [],
  })
})

test('templates are validated', async () => {
  const account = testAccount([])
  const facts = {
    Description: 'things',
    Parameters: [
      {
        ParameterKey: 'Size',
        ParameterType: 'Number',
        DefaultValue: '1',
        Description: 'how big',
        NoEcho: false,
        ParameterConstraints: { AllowedValues: ['1', '2'] },
      },
      {
        ParameterKey: 'Secret',
        ParameterType: 'String',
        DefaultValue: 'hush',
        NoEcho: true,
        ParameterConstraints: {},
      },
    ],
    Capabilities: [],
  }
  expect(await account.call('ValidateTemplate', { TemplateBody: template })).toEqual(facts)
  expect(
    await account.call('ValidateTemplate', { TemplateBody: 'Resources: {A: {Type: AWS::IAM::Role}}' }),
  ).toMatchObject({
    Capabilities: ['CAPABILITY_IAM'],
  })
  await expect(account.call('ValidateTemplate', { TemplateBody: '{' })).rejects.toMatchObject({
    code: 'ValidationError',
  })
})

test.each([
  ['', false],
  ['DeletionPolicy: Retain,', true],
])('the value of a hidden parameter is on disk no longer than its resource (%s)', async (policy, stays) => {
  const world = testWorld()
  const account = testAccount([things().type], world)
  const kept = () => [...filesBelow(world.folder).values()].some((text) => text.includes('hush-hush'))
  await account.make(
    `
Parameters: {Secret: {Type: String, NoEcho: true}}
Resources: {A: {Type: Test::Thing, ${policy} Properties: {Name: !Ref Secret}}}
`,
    { Parameters: [{ ParameterKey: 'Secret', ParameterValue: 'hush-hush' }] },
  )
  expect(kept()).toBe(true)
  await account.remove('s')
  expect(kept()).toBe(stays)
})
