import { describe, expect, test } from 'vitest'
import { waitTypes } from '../../../../../electron/practice/resources/cloudformation/wait-conditions.ts'
import { testAccount } from '../../stacks/test-account.ts'
import type { TestAccount } from '../../stacks/test-account.ts'

const template = (more = '') => `
Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Booted: {Type: AWS::CloudFormation::WaitCondition, Properties: {Handle: !Ref Handle, Timeout: 30${more}}}
Outputs:
  Data: {Value: !GetAtt Booted.Data}
`

async function begin(body: string): Promise<{ account: TestAccount; handle: string }> {
  const account = testAccount(waitTypes)
  await account.call('CreateStack', { StackName: 's', TemplateBody: body })
  await expect.poll(() => account.resources()).toHaveLength(1)
  return { account, handle: account.resources()[0]?.physicalId ?? '' }
}

describe('a wait condition', () => {
  test('ends with the data of its signals, each unique id counted once', async () => {
    const { account, handle } = await begin(template(', Count: 2'))
    expect(handle).toMatch(
      new RegExp(
        String.raw`^https://cloudformation-waitcondition-us-west-2\.s3\.us-west-2\.amazonaws\.com/` +
          String.raw`arn%3Aaws%3Acloudformation%3A[^?]+%2FHandle\?` +
          String.raw`AWSAccessKeyId=.+&Expires=\d+&Signature=[\w-]+$`,
      ),
    )
    account.signal(`${handle}x`, { status: 'FAILURE', uniqueId: 'a', data: '', reason: 'for another' })
    account.signal(handle, { status: 'SUCCESS', uniqueId: 'a', data: 'one', reason: '' })
    account.signal(handle, { status: 'SUCCESS', uniqueId: 'a', data: 'again', reason: '' })
    account.signal(handle, { status: 'SUCCESS', uniqueId: 'b', data: 'two', reason: '' })
    await account.settled()
    expect((await account.shown('s')).Outputs).toEqual([
      { OutputKey: 'Data', OutputValue: '{"a":"one","b":"two"}' },
    ])
    await account.remove('s')
    expect(account.world.documents.keys('wait-handle/')).toEqual([])
  })

  test('fails with the reason that was sent', async () => {
    const { account, handle } = await begin(template())
    account.signal(handle, { status: 'FAILURE', uniqueId: 'boot', data: '', reason: 'no nginx' })
    await account.settled()
    expect(await account.events('s')).toContain(
      "Booted CREATE_FAILED WaitCondition received failed message: 'no nginx' for uniqueId: boot",
    )
    expect((await account.shown('s')).StackStatus).toBe('ROLLBACK_COMPLETE')
  })

  test('times out', async () => {
    const { account } = await begin(template().replace('Timeout: 30', 'Timeout: "1"'))
    await account.settled()
    expect(await account.events('s')).toContain(
      'Booted CREATE_FAILED WaitCondition timed out. Received 0 conditions when expecting 1',
    )
  })

  test.each([
    ['Handle: nowhere, Timeout: 30', 'Invalid WaitConditionHandle'],
    ['Handle: !Ref Handle, Timeout: 0', 'Timeout must be a whole number from 1 to 43200'],
    ['Handle: !Ref Handle', 'required key [Timeout] not found'],
  ])('with %s is refused', async (properties, reason) => {
    const account = testAccount(waitTypes)
    await account.make(`
Resources:
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  Booted: {Type: AWS::CloudFormation::WaitCondition, Properties: {${properties}}}
`)
    expect((await account.events('s')).find((event) => event.startsWith('Booted CREATE_FAILED'))).toContain(
      reason,
    )
  })
})
