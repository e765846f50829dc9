import { expect, test } from 'vitest'
import { openDocuments } from '../../../../electron/practice/documents.ts'
import { waitTypes } from '../../../../electron/practice/resources/cloudformation/wait-conditions.ts'
import { testAccount, testWorld } from './test-account.ts'
import { things } from './thing-type.ts'

const slow = `
Resources:
  A: {Type: Test::Thing}
  B: {Type: Test::Thing, DependsOn: A, Properties: {Ms: 60000}}
  C: {Type: Test::Thing, DependsOn: B}
Outputs: {A: {Value: !Ref A}}
`

test('live resources come back in the order of their dependencies, before operations go on', async () => {
  const world = testWorld()
  const before = testAccount([things().type], world)
  const id = await before.make('Resources: {B: {Type: Test::Thing, DependsOn: A}, A: {Type: Test::Thing}}')
  await before.close()

  const { type, journal } = things()
  const after = testAccount([type], testWorld(world.folder))
  await after.resume()
  expect(journal).toEqual(['resume A', 'resume B'])
  expect((await after.shown('s')).StackId).toBe(id)
  expect(after.resource('thing-A-1')?.attributes).toMatchObject({ _own: 'x' })
  await after.remove('s')
  expect(after.live()).toBe(false)
})

test('a creation goes on: what was in progress is made again, what was there is not', async () => {
  const world = testWorld()
  const first = things()
  const before = testAccount([first.type], world)
  await before.call('CreateStack', { StackName: 's', TemplateBody: slow, ClientRequestToken: 't' })
  await expect.poll(() => first.journal).toContain('create B')
  await before.close()
  expect((await before.shown('s')).StackStatus).toBe('CREATE_IN_PROGRESS')

  const second = things()
  const patient = {
    ...second.type,
    create: (properties: object, context: never) => second.type.create({ ...properties, Ms: 1 }, context),
  }
  const after = testAccount([patient], testWorld(world.folder))
  await after.resume()
  await after.settled()
  expect(second.journal).toEqual(['resume A', 'create B', 'created B', 'create C', 'created C'])
  expect(await after.shown('s')).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    Outputs: [{ OutputValue: 'thing-A-1' }],
  })
  // Made twice, announced once.
  expect((await after.events('s')).filter((event) => event === 'B CREATE_IN_PROGRESS')).toHaveLength(1)
})

test('an account that is killed leaves the same documents and can restart from each', async () => {
  // Every state that was ever on disk is a moment at which a kill -9 could have come.
  const world = testWorld()
  const moments: { key: string; value: unknown }[][] = []
  const documents = openDocuments(world.folder, () => expect.unreachable())
  const watched = {
    ...world,
    documents: {
      ...documents,
      put(key: string, value: unknown) {
        documents.put(key, value)
        moments.push(documents.keys('').map((kept) => ({ key: kept, value: documents.get(kept) })))
      },
    },
  }
  const account = testAccount([things().type], watched)
  await account.make(
    'Resources: {A: {Type: Test::Thing}, B: {Type: Test::Thing, DependsOn: A}, ' +
      'C: {Type: Test::Thing, DependsOn: B, Properties: {Fails: no}}}',
  )
  await account.remove('s')
  expect(moments.length).toBeGreaterThan(10)

  for (const moment of moments.slice(1)) {
    const again = testWorld()
    for (const { key, value } of moment) again.documents.put(key, value)
    const { type, journal } = things()
    const taken = testAccount([type], again)
    await taken.resume()
    await taken.settled()
    const status = ((await taken.call('ListStacks')) as { StackSummaries: { StackStatus: string }[] })
      .StackSummaries[0]?.StackStatus
    expect(['ROLLBACK_COMPLETE', 'DELETE_COMPLETE']).toContain(status)
    expect(taken.resources()).toEqual([])
    expect(journal.filter((line) => line.startsWith('created')).length).toBeLessThanOrEqual(2)
  }
})

test('the time limit of a stack runs on while the account is away', async () => {
  const world = testWorld()
  const first = things()
  const before = testAccount([first.type], world)
  await before.call('CreateStack', { StackName: 's', TemplateBody: slow, TimeoutInMinutes: '1' })
  await expect.poll(() => first.journal).toContain('create B')
  await before.close()

  const later = testWorld(world.folder)
  const [key = ''] = later.documents.keys('stack/')
  later.documents.put(key, { ...(later.documents.get(key) as object), createdAtMs: Date.now() - 60_000 })
  const after = testAccount([things().type], later)
  await after.resume()
  await after.settled()
  expect((await after.shown('s')).StackStatus).toBe('ROLLBACK_COMPLETE')
  expect(await after.events('s')).toContain(
    's ROLLBACK_IN_PROGRESS Stack creation time exceeded the specified timeout. ' +
      'The following resource(s) failed to create: [B]. Rollback requested by user.',
  )
})

test('a signal that came before a restart counts after it', async () => {
  const world = testWorld()
  const before = testAccount(waitTypes, world)
  await before.call('CreateStack', {
    StackName: 's',
    TemplateBody:
      'Resources: {H: {Type: AWS::CloudFormation::WaitConditionHandle}, ' +
      'W: {Type: AWS::CloudFormation::WaitCondition, Properties: {Handle: !Ref H, Timeout: 30}}}\n' +
      'Outputs: {D: {Value: !GetAtt W.Data}}',
  })
  await expect.poll(() => before.resources('AWS::CloudFormation::WaitConditionHandle')).toHaveLength(1)
  await before.close()
  before.signal(before.resources()[0]?.physicalId ?? '', {
    status: 'SUCCESS',
    uniqueId: 'boot',
    data: 'v1',
    reason: '',
  })

  const after = testAccount(waitTypes, testWorld(world.folder))
  await after.resume()
  await after.settled()
  expect((await after.shown('s')).Outputs).toEqual([{ OutputKey: 'D', OutputValue: '{"boot":"v1"}' }])
})
