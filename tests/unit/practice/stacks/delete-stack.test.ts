import { describe, expect, test } from 'vitest'
import { testAccount, testWorld } from './test-account.ts'
import { things } from './thing-type.ts'

const chain = `
Resources:
  A: {Type: Test::Thing}
  B: {Type: Test::Thing, Properties: {Other: !Ref A}}
  C: {Type: Test::Thing, Properties: {Other: !Ref B}}
  Alone: {Type: Test::Thing}
`

describe('a deleted stack', () => {
  test('goes on while its document cannot be written, which is written later', async () => {
    const world = testWorld()
    const { documents } = world
    let isFull = false
    const put: typeof documents.put = (key, value) => {
      if (isFull) throw new Error('EMFILE: too many open files')
      documents.put(key, value)
    }
    const account = testAccount([things().type], { ...world, documents: { ...documents, put } })
    const id = await account.make(chain)
    await account.call('DeleteStack', { StackName: 's' })
    isFull = true
    await account.settled()
    expect(await account.shown(id)).toMatchObject({ StackStatus: 'DELETE_COMPLETE' })
    expect(account.resources()).toEqual([])
    isFull = false
    const written = (): unknown => documents.keys('stack/').map((key) => documents.get(key))
    await expect.poll(written, { timeout: 10_000 }).toMatchObject([{ status: 'DELETE_COMPLETE' }])
  })

  test('loses its resources against their dependencies, its name, and not its ARN', async () => {
    const { type, journal } = things()
    const account = testAccount([type])
    const id = await account.make(chain)
    expect(account.live()).toBe(true)
    journal.length = 0
    await account.remove('s', { ClientRequestToken: 'bye' })

    expect(journal.filter((line) => !line.includes('Alone'))).toEqual([
      'delete C',
      'deleted C',
      'delete B',
      'deleted B',
      'delete A',
      'deleted A',
    ])
    expect(account.live()).toBe(false)
    expect(account.resources()).toEqual([])
    await expect(account.shown('s')).rejects.toMatchObject({
      code: 'ValidationError',
      message: 'Stack with id s does not exist',
    })
    expect(await account.shown(id)).toMatchObject({
      StackStatus: 'DELETE_COMPLETE',
      DeletionTime: expect.any(String) as string,
    })
    const { StackEvents } = (await account.call('DescribeStackEvents', { StackName: id })) as {
      StackEvents: object[]
    }
    expect(StackEvents[0]).toMatchObject({
      ResourceStatus: 'DELETE_COMPLETE',
      LogicalResourceId: 's',
      ClientRequestToken: 'bye',
    })
  })

  test('or one that never was can be deleted again', async () => {
    const account = testAccount([things().type])
    const id = await account.make(chain)
    await account.remove('s')
    const events = await account.events(id)
    await account.remove(id)
    await account.remove('never')
    expect(await account.events(id)).toEqual(events)
  })

  test('is kept for a while: the newest 50', async () => {
    const account = testAccount([things().type])
    const ids: string[] = []
    for (let index = 0; index < 52; index++) {
      ids.push(await account.make('Resources: {A: {Type: Test::Thing, Properties: {Ms: 0}}}'))
      await account.remove('s')
    }
    await expect(account.shown(ids[0] ?? '')).rejects.toThrow('does not exist')
    await expect(account.shown(ids[1] ?? '')).rejects.toThrow('does not exist')
    await expect(account.shown(ids[2] ?? '')).resolves.toMatchObject({ StackStatus: 'DELETE_COMPLETE' })
    expect(((await account.call('ListStacks')) as { StackSummaries: unknown[] }).StackSummaries).toHaveLength(
      50,
    )
    expect(account.world.documents.keys('stack-template/')).toHaveLength(50)
  })
})

describe('a failed deletion', () => {
  test('says what and why, keeps what that needs, and can be retried', async () => {
    const { type, journal, undeletable } = things()
    const account = testAccount([type])
    await account.make(chain)
    undeletable.set('B', 'B is in use')
    await account.remove('s')
    expect(await account.shown('s')).toMatchObject({
      StackStatus: 'DELETE_FAILED',
      StackStatusReason: 'The following resource(s) failed to delete: [B]. ',
    })
    expect(await account.events('s')).toContain('B DELETE_FAILED B is in use')
    expect(account.resources().map(({ logicalId }) => logicalId)).toEqual(['A', 'B'])
    expect(journal).not.toContain('delete A')

    undeletable.clear()
    await account.remove('s')
    expect(account.live()).toBe(false)
  })

  test('may leave behind what failed, and nothing else', async () => {
    const { type, undeletable } = things()
    const account = testAccount([type])
    const id = await account.make(chain)
    await expect(account.remove('s', { RetainResources: ['B'] })).rejects.toThrow(
      'only in the DELETE_FAILED state',
    )
    undeletable.set('B', 'B is in use')
    await account.remove('s')
    await expect(account.remove('s', { RetainResources: ['A'] })).rejects.toThrow(
      'Do not specify following resources : [A]',
    )
    await account.remove('s', { RetainResources: ['B'] })
    expect((await account.shown(id)).StackStatus).toBe('DELETE_COMPLETE')
    // It is still there, for the person who removes it by hand.
    expect(account.resources().map(({ logicalId }) => logicalId)).toEqual(['B'])
    expect(account.live()).toBe(false)
    expect((await account.events(id)).slice(-5)).toEqual([
      's DELETE_IN_PROGRESS User Initiated',
      'B DELETE_SKIPPED',
      'A DELETE_IN_PROGRESS',
      'A DELETE_COMPLETE',
      's DELETE_COMPLETE',
    ])
  })

  test('can be forced', async () => {
    const { type, undeletable } = things()
    const account = testAccount([type])
    const id = await account.make(chain)
    undeletable.set('B', 'B is in use')
    await account.remove('s')
    await account.remove('s', { DeletionMode: 'FORCE_DELETE_STACK' })
    expect((await account.shown(id)).StackStatus).toBe('DELETE_COMPLETE')
    expect(await account.events(id)).toContain('B DELETE_SKIPPED B is in use')
  })

  test('can be asked for by a fault, a number of times, also across a restart', async () => {
    const world = testWorld(undefined, () => ({ deleteFailed: [{ resource: 'Test::Thing', times: 2 }] }))
    const { type } = things()
    const first = testAccount([type], world)
    const id = await first.make('Resources: {A: {Type: Test::Thing}}')
    await first.remove('s')
    expect((await first.shown('s')).StackStatus).toBe('DELETE_FAILED')
    await first.close()
    const second = testAccount([type], testWorld(world.folder, world.faults))
    await second.resume()
    await second.remove('s')
    expect((await second.shown('s')).StackStatus).toBe('DELETE_FAILED')
    await second.remove('s')
    expect((await second.shown(id)).StackStatus).toBe('DELETE_COMPLETE')
  })

  test('of a rollback is ROLLBACK_FAILED', async () => {
    const { type, undeletable } = things()
    undeletable.set('A', 'stuck')
    const account = testAccount([type])
    await account.make(
      'Resources: {A: {Type: Test::Thing}, B: {Type: Test::Thing, DependsOn: A, Properties: {Fails: no}}}',
    )
    expect((await account.shown('s')).StackStatus).toBe('ROLLBACK_FAILED')
  })
})

describe('the mode of a deletion', () => {
  const one = 'Resources: {A: {Type: Test::Thing}}'

  test('EXPRESS is told to the resource types', async () => {
    const { type } = things()
    const seen: boolean[] = []
    const account = testAccount([
      { ...type, delete: async (_record, { express }) => void seen.push(express) },
    ])
    for (const more of [
      {},
      { DeploymentConfig: { Mode: 'STANDARD' } },
      { DeploymentConfig: { Mode: 'EXPRESS' } },
    ]) {
      await account.make(one)
      await account.remove('s', more)
    }
    expect(seen).toEqual([false, false, true])
  })

  test('another is refused, and so is any where the Region knows none', async () => {
    const { type } = things()
    const account = testAccount([type])
    await account.make(one)
    await expect(account.remove('s', { DeploymentConfig: { Mode: 'FAST' } })).rejects.toThrow(
      '[STANDARD, EXPRESS]',
    )
    const old = testAccount(
      [type],
      testWorld(undefined, () => ({ noExpressMode: true })),
    )
    await old.make(one)
    await expect(old.remove('s', { DeploymentConfig: { Mode: 'EXPRESS' } })).rejects.toThrow(
      'DeploymentConfig is not supported',
    )
    await old.remove('s')
    expect(old.live()).toBe(false)
  })
})

describe('DeletionPolicy', () => {
  test('Retain leaves a resource where it is; RetainExceptOnCreate not in a rollback', async () => {
    const { type, journal } = things()
    const account = testAccount([type])
    const id = await account.make(
      'Resources: {A: {Type: Test::Thing, DeletionPolicy: Retain}, B: {Type: Test::Thing, ' +
        'DeletionPolicy: RetainExceptOnCreate}}',
    )
    await account.remove('s')
    expect((await account.events(id)).filter((event) => event.includes('SKIPPED')).toSorted()).toEqual([
      'A DELETE_SKIPPED',
      'B DELETE_SKIPPED',
    ])
    expect(journal.some((line) => line.startsWith('delete'))).toBe(false)

    await account.make(
      'Resources: {A: {Type: Test::Thing, DeletionPolicy: RetainExceptOnCreate}, ' +
        'B: {Type: Test::Thing, DependsOn: A, Properties: {Fails: no}}}',
    )
    expect(journal).toContain('deleted A')
  })
})

test('a stack that is being made can be deleted: what is in progress is cancelled', async () => {
  const { type, journal } = things()
  const account = testAccount([type])
  const { StackId } = await account.call('CreateStack', {
    StackName: 's',
    TemplateBody:
      'Resources: {A: {Type: Test::Thing}, B: {Type: Test::Thing, DependsOn: A, Properties: {Ms: 60000}}}',
  })
  await expect.poll(() => journal).toContain('create B')
  await account.remove('s')
  const events = await account.events(StackId as string)
  expect(events).toContain('B CREATE_FAILED Resource creation cancelled')
  expect(events.at(-1)).toBe('s DELETE_COMPLETE')
  expect(journal.at(-1)).toBe('deleted A')
})

test('a stack role that is gone makes the deletion fail at once', async () => {
  const role = things()
  const account = testAccount([
    {
      ...role.type,
      type: 'AWS::IAM::Role',
      properties: { AssumeRolePolicyDocument: 'optional' },
      create: () =>
        Promise.resolve({ physicalId: 'r', attributes: { Arn: 'arn:aws:iam::123456789012:role/r' } }),
    },
    things().type,
  ])
  const trust =
    '{Statement: [{Effect: Allow, Principal: {Service: cloudformation.amazonaws.com}, ' +
    "Action: 'sts:AssumeRole'}]}"
  await account.make(
    `Resources: {R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: ${trust}}}}`,
    {
      StackName: 'guard',
      Capabilities: ['CAPABILITY_IAM'],
    },
  )
  const id = await account.make(chain, { RoleARN: 'arn:aws:iam::123456789012:role/r' })
  expect(await account.shown(id)).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    RoleARN: 'arn:aws:iam::123456789012:role/r',
  })
  await account.remove('guard')
  await expect(account.remove('s')).rejects.toMatchObject({
    code: 'ValidationError',
    message: 'Role arn:aws:iam::123456789012:role/r is invalid or cannot be assumed',
  })
  expect((await account.shown('s')).StackStatus).toBe('CREATE_COMPLETE')
})
