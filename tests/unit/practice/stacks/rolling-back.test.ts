import { expect, test, vi } from 'vitest'
import { testAccount } from './test-account.ts'
import { things } from './thing-type.ts'

test('a deletion is refused while the stack rolls back, and not after that', async () => {
  const account = testAccount([things().type])
  await account.call('CreateStack', {
    StackName: 's',
    TemplateBody:
      'Resources: {A: {Type: Test::Thing, Properties: {Ms: 50}},' +
      ' B: {Type: Test::Thing, DependsOn: A, Properties: {Fails: no}}}',
  })
  await vi.waitUntil(async () => (await account.shown('s')).StackStatus === 'ROLLBACK_IN_PROGRESS', {
    interval: 2,
  })
  await expect(account.call('DeleteStack', { StackName: 's' })).rejects.toMatchObject({
    code: 'ValidationError',
    message: expect.stringMatching(/^Stack \[arn:.*\] cannot be deleted while in status ROLLBACK_IN_PROG/),
  })
  await account.settled()
  await account.remove('s')
  expect(account.live()).toBe(false)
})
