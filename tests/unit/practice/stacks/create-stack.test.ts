import { describe, expect, test } from 'vitest'
import { testAccount, testWorld } from './test-account.ts'
import { things } from './thing-type.ts'

const chain = `
Parameters: {P: {Type: String, Default: p}}
Resources:
  A: {Type: Test::Thing, Properties: {Name: !Sub '\${P}-\${AWS::StackName}', Tags: [{Key: own, Value: 1}]}}
  B: {Type: Test::Thing, Properties: {Other: !GetAtt A.Arn}}
  C: {Type: Test::Thing, Properties: {Other: !Ref A}}
  D: {Type: Test::Thing, DependsOn: [B, C]}
Outputs:
  Arn: {Value: !GetAtt D.Arn, Description: of D}
  Joined: {Value: !Join [',', [!Ref A, !Ref P, !Ref AWS::Region]]}
`

describe('a stack', () => {
  test('is made in the order of its dependencies, what is independent side by side', async () => {
    const { type, journal } = things()
    const account = testAccount([type])
    const id = await account.make(chain)

    expect(id).toMatch(/^arn:aws:cloudformation:us-west-2:123456789012:stack\/s\/[0-9a-f-]{36}$/)
    expect(journal.slice(0, 4)).toEqual(['create A', 'created A', 'create B', 'create C'])
    expect(journal.slice(4, 6).toSorted()).toEqual(['created B', 'created C'])
    expect(journal.slice(6)).toEqual(['create D', 'created D'])
    expect(await account.shown('s')).toMatchObject({
      StackId: id,
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [{ ParameterKey: 'P', ParameterValue: 'p' }],
      Outputs: [
        { OutputKey: 'Arn', OutputValue: 'arn:thing:D', Description: 'of D' },
        { OutputKey: 'Joined', OutputValue: 'thing-A-1,p,us-west-2' },
      ],
    })
    const events = await account.events('s')
    expect(events[0]).toBe('s CREATE_IN_PROGRESS User Initiated')
    expect(events.slice(1, 4)).toEqual([
      'A CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS Resource creation Initiated',
      'A CREATE_COMPLETE',
    ])
    expect(events.at(-1)).toBe('s CREATE_COMPLETE')
  })

  test('has records with evaluated properties, attributes and tags', async () => {
    const account = testAccount([things().type])
    await account.make(chain, { Tags: [{ Key: 'sluice:deployment', Value: 'd' }] })
    expect(account.resources('Test::Thing')).toHaveLength(4)
    expect(account.resource('thing-A-1')).toMatchObject({
      logicalId: 'A',
      region: 'us-west-2',
      properties: { Name: 'p-s' },
      attributes: { Arn: 'arn:thing:A' },
      tags: {
        'sluice:deployment': 'd',
        own: '1',
        'aws:cloudformation:stack-name': 's',
        'aws:cloudformation:logical-id': 'A',
      },
    })
  })

  test('leaves out what its conditions leave out', async () => {
    const account = testAccount([things().type])
    await account.make(`
Conditions: {Never: !Equals [a, b]}
Resources:
  A: {Type: Test::Thing, Properties: {Name: !If [Never, x, !Ref AWS::NoValue]}}
  B: {Type: Test::Thing, Condition: Never}
Outputs:
  B: {Condition: Never, Value: !Ref B}
`)
    expect(account.resources().map(({ logicalId, properties }) => [logicalId, properties])).toEqual([
      ['A', {}],
    ])
    expect((await account.shown('s')).Outputs).toEqual([])
  })
})

describe('a failure', () => {
  const failing = `
Resources:
  Good: {Type: Test::Thing}
  Bad: {Type: Test::Thing, DependsOn: Good, Properties: {Fails: it broke, Ms: 5}}
  Slow: {Type: Test::Thing, DependsOn: Good, Properties: {Ms: 10000}}
  Never: {Type: Test::Thing, DependsOn: [Bad]}
`
  test('cancels its siblings and rolls back, in reverse order', async () => {
    const { type, journal } = things()
    const account = testAccount([type])
    await account.make(failing)
    const events = await account.events('s')
    expect(events).toEqual([
      's CREATE_IN_PROGRESS User Initiated',
      'Good CREATE_IN_PROGRESS',
      'Good CREATE_IN_PROGRESS Resource creation Initiated',
      'Good CREATE_COMPLETE',
      'Bad CREATE_IN_PROGRESS',
      'Slow CREATE_IN_PROGRESS',
      'Bad CREATE_FAILED it broke',
      'Slow CREATE_FAILED Resource creation cancelled',
      's ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad, Slow]. ' +
        'Rollback requested by user.',
      'Good DELETE_IN_PROGRESS',
      'Good DELETE_COMPLETE',
      's ROLLBACK_COMPLETE',
    ])
    expect(journal).not.toContain('create Never')
    expect(account.resources()).toEqual([])
    // The name stays taken until the stack is deleted.
    await expect(account.make(chain)).rejects.toMatchObject({
      code: 'AlreadyExistsException',
      message: 'Stack [s] already exists',
    })
    await account.remove('s')
    await expect(account.make(chain)).resolves.toContain(':stack/s/')
  })

  test('with OnFailure DO_NOTHING leaves everything, with DELETE nothing', async () => {
    const account = testAccount([things().type])
    const failingSoon = failing.replace('10000', '10')
    await account.make(failingSoon, { OnFailure: 'DO_NOTHING' })
    const { StackStatus, StackStatusReason } = await account.shown('s')
    expect([StackStatus, StackStatusReason]).toEqual([
      'CREATE_FAILED',
      'The following resource(s) failed to create: [Bad]. ',
    ])
    // What does not need the resource that failed is made all the same.
    expect(account.resources().map(({ logicalId }) => logicalId)).toEqual(['Good', 'Slow'])
    const deleted = await account.make(failing, { StackName: 't', OnFailure: 'DELETE' })
    await expect(account.shown('t')).rejects.toThrow('Stack with id t does not exist')
    expect((await account.shown(deleted)).StackStatus).toBe('DELETE_COMPLETE')
  })

  test.each([
    [
      '{A: {Type: Test::Thing}, B: {Type: AWS::Nonsense::Thing}}',
      'B CREATE_FAILED The practice account has no resource type AWS::Nonsense::Thing',
    ],
    [
      '{A: {Type: Test::Thing}, B: {Type: Test::Thing, Properties: {Nmae: x}}}',
      'B CREATE_FAILED Properties validation failed for Test::Thing: #: extraneous key [Nmae] is not ' +
        'permitted',
    ],
  ])('of %s comes before anything is made', async (resources, event) => {
    const { type, journal } = things()
    const account = testAccount([type])
    await account.make(`Resources: ${resources}`)
    expect(await account.events('s')).toContain(event)
    expect(journal).toEqual([])
    expect((await account.shown('s')).StackStatus).toBe('ROLLBACK_COMPLETE')
    await account.make(`Resources: ${resources}`, { StackName: 'kept', OnFailure: 'DO_NOTHING' })
    expect(journal).toEqual([])
  })

  test('for want of a required property names it', async () => {
    const { type } = things()
    const account = testAccount([{ ...type, properties: { ...type.properties, Name: 'required' } }])
    await account.make('Resources: {A: {Type: Test::Thing, Properties: {Name: !Ref AWS::NoValue}}}')
    expect(await account.events('s')).toContain(
      'A CREATE_FAILED Properties validation failed for Test::Thing: #: required key [Name] not found',
    )
  })

  test('of an attribute or an output has a reason too', async () => {
    const account = testAccount([things().type])
    await account.make(
      'Resources: {A: {Type: Test::Thing}, B: {Type: Test::Thing, Properties: {Name: !GetAtt A.Nonsense}}}',
    )
    expect(await account.events('s')).toContain(
      'B CREATE_FAILED Template error: resource A does not support attribute type Nonsense in Fn::GetAtt',
    )
    await account.make('Resources: {A: {Type: Test::Thing}}\nOutputs: {O: {Value: !GetAtt A.Nonsense}}', {
      StackName: 't',
    })
    expect((await account.events('t')).find((event) => event.startsWith('t ROLLBACK_IN_PROGRESS'))).toContain(
      'attribute type Nonsense',
    )
    expect((await account.shown('t')).StackStatus).toBe('ROLLBACK_COMPLETE')
  })

  test('can be asked for by a fault, by logical id or type', async () => {
    const account = testAccount(
      [things().type],
      testWorld(undefined, () => ({ createFailed: ['C'] })),
    )
    await account.make(chain)
    expect(await account.events('s')).toContain(
      'C CREATE_FAILED Made to fail by the fault "createFailed" of the practice account (C)',
    )
    expect(account.resources()).toEqual([])
  })

  test('that nobody expected is a failure of the resource, not of the account', async () => {
    const { type } = things()
    const account = testAccount([{ ...type, create: () => Promise.reject(new TypeError('oops')) }])
    await account.make('Resources: {A: {Type: Test::Thing}}')
    expect(await account.events('s')).toContain('A CREATE_FAILED Internal Failure: oops')
  })
})

describe('a call', () => {
  test('with the same token makes one stack', async () => {
    const account = testAccount([things().type])
    const input = { StackName: 's', TemplateBody: chain, ClientRequestToken: 't1' }
    const [first, second] = await Promise.all([
      account.call('CreateStack', input),
      account.call('CreateStack', input),
    ])
    expect(second['StackId']).toBe(first['StackId'])
    await account.settled()
    const { StackEvents } = (await account.call('DescribeStackEvents', { StackName: 's' })) as {
      StackEvents: { ClientRequestToken: string }[]
    }
    expect(new Set(StackEvents.map(({ ClientRequestToken }) => ClientRequestToken))).toEqual(new Set(['t1']))
    await expect(account.call('CreateStack', { ...input, ClientRequestToken: 't2' })).rejects.toMatchObject({
      code: 'AlreadyExistsException',
    })
  })

  test.each([
    [{ StackName: '1s', TemplateBody: chain }, 'ValidationError', "Value '1s' at 'stackName'"],
    [{ StackName: 's' }, 'ValidationError', 'Either Template URL or Template Body must be specified'],
    [{ StackName: 's', TemplateURL: 'https://x' }, 'ValidationError', 'takes no TemplateURL'],
    [{ StackName: 's', TemplateBody: 'Resources: [' }, 'ValidationError', 'Template format error'],
    [
      { StackName: 's', TemplateBody: `${chain}#${'x'.repeat(51_200 - chain.length)}` },
      'ValidationError',
      'less than or equal to 51200',
    ],
    [
      { StackName: 's', TemplateBody: chain, Parameters: [{ ParameterKey: 'Q', ParameterValue: 'x' }] },
      'ValidationError',
      'Parameters: [Q] do not exist',
    ],
    [{ StackName: 's', TemplateBody: chain, OnFailure: 'EXPLODE' }, 'ValidationError', "at 'onFailure'"],
    [
      { StackName: 's', TemplateBody: chain, RoleARN: 'arn:aws:iam::123456789012:role/gone' },
      'ValidationError',
      'Role arn:aws:iam::123456789012:role/gone is invalid or cannot be assumed',
    ],
    [
      { StackName: 's', TemplateBody: 'Resources: {A: {Type: AWS::IAM::Role}}' },
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_IAM]',
    ],
    [
      {
        StackName: 's',
        TemplateBody: 'Resources: {A: {Type: AWS::IAM::Role, Properties: {RoleName: x}}}',
        Capabilities: ['CAPABILITY_IAM'],
      },
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    ],
  ])('%j is refused with %s and makes nothing', async (input, code, message) => {
    const account = testAccount([things().type])
    await expect(account.call('CreateStack', input)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
    })
    expect(account.live()).toBe(false)
  })

  test('with a template of exactly 51,200 bytes is taken', async () => {
    const account = testAccount([things().type])
    await account.make(`${chain}#${'x'.repeat(51_200 - chain.length - 1)}`)
    expect((await account.shown('s')).StackStatus).toBe('CREATE_COMPLETE')
  })

  test('in another Region sees nothing of this one', async () => {
    const account = testAccount([things().type])
    const id = await account.make(chain)
    const describe = account.service.operations['DescribeStacks']
    expect(() => describe?.({ StackName: id }, { region: 'eu-west-1', requestId: 'r' })).toThrow(
      'does not exist',
    )
    expect(describe?.({}, { region: 'eu-west-1', requestId: 'r' })).toEqual({ Stacks: [] })
  })
})
