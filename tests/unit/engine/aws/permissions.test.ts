import type { SimulatePrincipalPolicyCommandInput } from '@aws-sdk/client-iam'
import { expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { deniedOf } from '../../../../electron/engine/aws/permissions.ts'

const user = 'arn:aws:iam::123456789012:user/me'
const question = { actions: ['ec2:RunInstances', 'ec2:DescribeVpcs'], resources: ['*'], context: { a: 'b' } }

/** IAM that gives these answers one after the other. */
function iamWith(...answers: object[]) {
  const asked: SimulatePrincipalPolicyCommandInput[] = []
  const send = async ({ input }: { input: SimulatePrincipalPolicyCommandInput }): Promise<object> => {
    asked.push(input)
    const next = answers.shift()
    if (next === undefined) throw new Error('asked too often')
    return next
  }
  return { aws: { iam: { send } } as unknown as Aws, asked }
}

test('each statement is asked with its ARNs, its condition keys and those of every call', async () => {
  const { aws, asked } = iamWith({ EvaluationResults: [] }, { EvaluationResults: [] })
  const other = { ...question, resources: ['arn:x'], context: {} }
  await deniedOf(aws, user, [question, other], { 'aws:SecureTransport': 'true' })
  const entry = (ContextKeyName: string, value: string, ContextKeyType = 'string') => ({
    ContextKeyName,
    ContextKeyType,
    ContextKeyValues: [value],
  })
  const every = [entry('aws:SecureTransport', 'true', 'boolean'), entry('aws:PrincipalArn', user)]
  expect(asked).toMatchObject([
    { PolicySourceArn: user, ResourceArns: ['*'], ContextEntries: [...every, entry('a', 'b')] },
    { PolicySourceArn: user, ResourceArns: ['arn:x'], ContextEntries: every },
  ])
})

test('what is not allowed is told with all that leaves a doubt, over all pages', async () => {
  const { aws, asked } = iamWith(
    {
      IsTruncated: true,
      Marker: 'more',
      EvaluationResults: [
        { EvalActionName: 'ec2:DescribeVpcs', EvalResourceName: '*', EvalDecision: 'allowed' },
        {
          EvalActionName: 'ec2:RunInstances',
          EvalResourceName: 'arn:x',
          EvalDecision: 'explicitDeny',
          MissingContextValues: ['aws:SourceIp'],
          ResourceSpecificResults: [
            { EvalResourceName: 'arn:x', EvalResourceDecision: 'explicitDeny', MissingContextValues: ['k'] },
          ],
        },
      ],
    },
    {
      EvaluationResults: [
        {
          EvalActionName: 'ec2:RunInstances',
          EvalResourceName: 'arn:y',
          EvalDecision: 'implicitDeny',
          OrganizationsDecisionDetail: { AllowedByOrganizations: false },
        },
      ],
    },
  )
  expect(await deniedOf(aws, user, [question], {})).toEqual([
    {
      action: 'ec2:RunInstances',
      resource: 'arn:x',
      isExplicit: true,
      isAbove: false,
      missing: ['aws:SourceIp', 'k'],
    },
    { action: 'ec2:RunInstances', resource: 'arn:y', isExplicit: false, isAbove: true, missing: [] },
  ])
  expect(asked.map(({ Marker }) => Marker)).toEqual([undefined, 'more'])
})

test('a session is asked for by its role, whose path it does not tell', async () => {
  const Arn = 'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_a_0'
  const { aws, asked } = iamWith({ Role: { Arn } }, { EvaluationResults: [] })
  await deniedOf(aws, 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_a_0/me', [question], {})
  expect(asked[1]?.PolicySourceArn).toBe(Arn)
})
