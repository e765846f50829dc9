import { GetAccountCommand, GetRestApisCommand, paginateGetRestApis } from '@aws-sdk/client-api-gateway'
import { GetApisCommand, type Api } from '@aws-sdk/client-apigatewayv2'
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DescribeAddressesCommand,
  DescribeRegionsCommand,
  DescribeVpcsCommand,
  EC2Client,
  paginateDescribeVpcs,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing'
import {
  IAMClient,
  ListAccountAliasesCommand,
  ListRolesCommand,
  paginateSimulatePrincipalPolicy,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import {
  GetAccountSettingsCommand,
  ListFunctionsCommand,
  paginateListFunctions,
} from '@aws-sdk/client-lambda'
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api'
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { printed } from '../../prepared-accounts.ts'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'

let account: ServicesAccount
beforeAll(async () => {
  account = await openServicesAccount(printed('us-west-2'))
})
afterEach(() => account.setFaults({}))
afterAll(() => account.close())

const user = 'arn:aws:iam::123456789012:user/practice'

test('the account has an alias, Regions, and no elastic address', async () => {
  expect((await account.iam.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual(['practice'])
  const { Regions } = await account.ec2.send(new DescribeRegionsCommand({}))
  expect(Regions?.length).toBe(17)
  expect(Regions).toContainEqual({
    RegionName: 'us-west-2',
    Endpoint: 'ec2.us-west-2.amazonaws.com',
    OptInStatus: 'opt-in-not-required',
  })
  const all = await account.ec2.send(new DescribeRegionsCommand({ AllRegions: true }))
  expect(all.Regions?.some(({ OptInStatus }) => OptInStatus === 'not-opted-in')).toBe(true)
  expect((await account.ec2.send(new DescribeAddressesCommand({}))).Addresses).toEqual([])
})

test('the simulator says what the user may do, in pages', async () => {
  account.setFaults({ denied: ['iam:ListRoles', 'tag:*'] })
  const input = {
    PolicySourceArn: user,
    ActionNames: ['iam:ListRoles', 'tag:GetResources', 'ec2:DescribeVpcs'],
    ResourceArns: ['*', 'arn:aws:ec2:us-west-2:123456789012:vpc/vpc-1'],
  }
  const decisions: string[] = []
  for await (const page of paginateSimulatePrincipalPolicy({ client: account.iam, pageSize: 4 }, input)) {
    expect(page.EvaluationResults?.length).toBeLessThanOrEqual(4)
    decisions.push(...(page.EvaluationResults ?? []).map(({ EvalDecision }) => EvalDecision ?? ''))
  }
  expect(decisions).toEqual([
    'implicitDeny',
    'implicitDeny',
    'explicitDeny',
    'explicitDeny',
    'allowed',
    'allowed',
  ])
  const simulate = (PolicySourceArn: string, ActionNames = ['ec2:DescribeVpcs']) =>
    account.iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames }))
  await expect(simulate(user.replace('practice', 'nobody'))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  })
  await expect(simulate('arn:aws:sts::123456789012:assumed-role/a/b')).rejects.toMatchObject({
    name: 'InvalidInputException',
  })
  await expect(simulate(user, ['ec2:*'])).rejects.toMatchObject({ name: 'InvalidInputException' })
})

test('the simulator decides as calls do: by resource, condition and what is missing', async () => {
  const passed = 'arn:aws:iam::123456789012:role/sluice/d1/guard/StackRole'
  const simulate = async (ActionNames: string[], more: object = {}) =>
    (
      await account.iam.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn: user, ActionNames, ...more }),
      )
    ).EvaluationResults?.map(({ EvalDecision, MissingContextValues, MatchedStatements }) => ({
      EvalDecision,
      missing: MissingContextValues,
      by: MatchedStatements?.map(({ SourcePolicyId }) => SourcePolicyId),
    }))
  const none = { missing: [], by: [] }
  expect(await simulate(['cloudformation:CreateStack'])).toEqual([{ EvalDecision: 'implicitDeny', ...none }])
  const ResourceArns = ['arn:aws:cloudformation:us-west-2:123456789012:stack/sluice-d1-base/*']
  expect(await simulate(['cloudformation:CreateStack'], { ResourceArns })).toEqual([
    { EvalDecision: 'allowed', missing: [], by: ['OwnStacks'] },
  ])
  const passing = (ContextKeyValues: string[]) =>
    simulate(['iam:PassRole'], {
      ResourceArns: [passed],
      ContextEntries: [{ ContextKeyName: 'iam:PassedToService', ContextKeyType: 'string', ContextKeyValues }],
    })
  expect(await simulate(['iam:PassRole'], { ResourceArns: [passed] })).toEqual([
    { EvalDecision: 'implicitDeny', missing: ['iam:PassedToService'], by: [] },
  ])
  expect(await passing(['cloudformation.amazonaws.com'])).toEqual([
    { EvalDecision: 'allowed', missing: [], by: ['HandGuardRolesOver'] },
  ])
  expect(await passing(['ec2.amazonaws.com'])).toEqual([{ EvalDecision: 'implicitDeny', ...none }])
})

test('quotas are AWS’s usual ones, or those that were asked for', async () => {
  const quota = async (ServiceCode: string, QuotaCode: string) =>
    (await account.quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }))).Quota?.Value
  expect(await quota('vpc', 'L-F678F1CE')).toBe(5)
  expect(await quota('ec2', 'L-0263D0A3')).toBe(5)
  expect(await quota('ec2', 'L-1216C47A')).toBe(64)
  expect(await quota('elasticloadbalancing', 'L-E9E9831D')).toBe(20)
  await expect(quota('vpc', 'L-1216C47A')).rejects.toMatchObject({ name: 'NoSuchResourceException' })
  account.setFaults({ quotas: { 'L-F678F1CE': 1, 'L-8A5B8E43': 2500 }, lambdaConcurrency: 10 })
  expect(await quota('vpc', 'L-F678F1CE')).toBe(1)
  expect(await quota('lambda', 'L-B99A9384')).toBe(10)
  const { AccountLimit } = await account.lambda.send(new GetAccountSettingsCommand({}))
  expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 })
  expect((await account.apiGateway.send(new GetAccountCommand({}))).throttleSettings).toEqual({
    rateLimit: 2500,
    burstLimit: 1250,
  })
})

test('what somebody else has is seen in every Region, in pages, without tags', async () => {
  account.setFaults({ foreign: { restApis: 30, functions: 60, vpcs: 7 } })
  const apis: string[] = []
  for await (const page of paginateGetRestApis({ client: account.apiGateway }, {})) {
    apis.push(...(page.items ?? []).map(({ id }) => id ?? ''))
    expect(page.items?.length).toBeLessThanOrEqual(25)
  }
  expect(new Set(apis).size).toBe(30)
  let functions = 0
  for await (const page of paginateListFunctions({ client: account.lambda }, {}))
    functions += page.Functions?.length ?? 0
  expect(functions).toBe(60)
  let vpcs = 0
  for await (const page of paginateDescribeVpcs({ client: account.elsewhere, pageSize: 5 }, {}))
    vpcs += page.Vpcs?.length ?? 0
  expect(vpcs).toBe(8)
  expect((await account.tagging.send(new GetResourcesCommand({}))).ResourceTagMappingList).toEqual([])
  account.setFaults({})
  expect((await account.apiGateway.send(new GetRestApisCommand({}))).items).toEqual([])
  expect((await account.lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([])
})

test('HTTP and WebSocket APIs of somebody else are seen by the API’s second version, in pages', async () => {
  account.setFaults({ foreign: { httpApis: 26, webSocketApis: 2 } })
  const apis: Api[] = []
  for (let NextToken: string | undefined; ;) {
    const page = await account.apiGatewayV2.send(new GetApisCommand({ MaxResults: '20', NextToken }))
    apis.push(...(page.Items ?? []))
    if (page.NextToken === undefined) break
    NextToken = page.NextToken
  }
  expect(new Set(apis.map(({ ApiId }) => ApiId)).size).toBe(28)
  expect(apis.filter(({ ProtocolType }) => ProtocolType === 'WEBSOCKET')).toHaveLength(2)
  expect((await account.apiGateway.send(new GetRestApisCommand({}))).items).toEqual([])
  account.setFaults({ denied: ['apigateway:GET'] })
  await expect(account.apiGatewayV2.send(new GetApisCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  })
})

test('a call that is denied is refused in the words of its service, and no other', async () => {
  account.setFaults({
    denied: [
      'iam:ListRoles',
      'elasticloadbalancing:DescribeLoadBalancers',
      'logs:*',
      'ec2:DescribeVpcs',
      'apigateway:GET',
      'lambda:ListFunctions',
      'tag:GetResources',
      'sts:GetCallerIdentity',
    ],
  })
  const calls: [() => Promise<unknown>, string][] = [
    [() => account.iam.send(new ListRolesCommand({})), 'AccessDenied'],
    [() => account.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({})), 'AccessDenied'],
    [() => account.logs.send(new DescribeLogGroupsCommand({})), 'AccessDeniedException'],
    [() => account.ec2.send(new DescribeVpcsCommand({})), 'UnauthorizedOperation'],
    [() => account.apiGateway.send(new GetRestApisCommand({})), 'AccessDeniedException'],
    [() => account.lambda.send(new ListFunctionsCommand({})), 'AccessDeniedException'],
    [() => account.tagging.send(new GetResourcesCommand({})), 'AccessDeniedException'],
  ]
  for (const [call, name] of calls) {
    await expect(call()).rejects.toMatchObject({
      name,
      message: expect.stringContaining(`User: ${user} is not authorized`) as string,
    })
  }
  expect((await account.iam.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual(['practice'])
  expect((await account.sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(user)
})

test('the policy of a session limits it, and the policies of its role still count', async () => {
  const assume = async (Policy: object): Promise<STSClient> => {
    const { Credentials } = await account.sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::123456789012:role/practice-operator',
        RoleSessionName: 'limited',
        Policy: JSON.stringify(Policy),
      }),
    )
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    }
    return new STSClient({ ...account.config, credentials })
  }
  const limited = await assume({ Statement: { Effect: 'Allow', Action: 'ec2:*', Resource: '*' } })
  const { credentials } = limited.config
  const ec2 = new EC2Client({ ...account.config, credentials })
  const iam = new IAMClient({ ...account.config, credentials })
  expect((await limited.send(new GetCallerIdentityCommand({}))).Arn).toMatch(/practice-operator\/limited$/)
  expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs).toHaveLength(1)
  await expect(iam.send(new ListRolesCommand({}))).rejects.toThrow(
    'because no session policy allows the iam:ListRoles action',
  )
  const InstanceIds = ['i-0123456789abcdef0']
  await expect(ec2.send(new TerminateInstancesCommand({ InstanceIds }))).rejects.toThrow(
    'because no identity-based policy allows the ec2:TerminateInstances action',
  )
  await expect(assume({ Statement: { Effect: 'Allow', Condition: { Nonsense: {} } } })).rejects.toMatchObject(
    {
      name: 'MalformedPolicyDocumentException',
    },
  )
  for (const client of [limited, ec2, iam]) client.destroy()
})

test('an account with a wrong clock refuses the right date, and dates its answers', async () => {
  const dateOf = async (): Promise<number> => {
    const response = await fetch(account.config.endpoint, { method: 'POST' })
    return Date.parse(response.headers.get('date') ?? '')
  }
  expect(Math.abs((await dateOf()) - Date.now())).toBeLessThan(5000)
  account.setFaults({ clockSkewMs: 20 * 60_000 })
  expect((await dateOf()) - Date.now()).toBeGreaterThan(19 * 60_000)
  const sts = new STSClient(account.config)
  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'RequestTimeTooSkewed',
  })
  // The SDK takes the difference from the answer and goes on by it.
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(user)
  sts.destroy()
})
