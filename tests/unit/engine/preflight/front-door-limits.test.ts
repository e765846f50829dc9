import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { describe, expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import type { Outcome, Plan } from '../../../../electron/engine/preflight/account-check.ts'
import { linkedRolesCheck } from '../../../../electron/engine/preflight/linked-roles-check.ts'
import { quotaChecks } from '../../../../electron/engine/preflight/quota-checks.ts'

/** A plan whose templates make one of each of these types. */
function planOf(types: readonly string[], roleBoundary: string | null = null): Plan {
  const resources = types.map((type) => ({ logicalId: type, type, properties: {} }))
  return {
    templates: [{ file: 'x.yaml', body: '', parameters: {}, resources }],
    deployment: { roleBoundary, stacks: [] },
  } as unknown as Plan
}

const answering = (answer: object) => ({ send: async () => answer })

/** An account with one of everything, and room for this many. */
function account(limit: number): Aws {
  const balancers = { LoadBalancers: [{ Type: 'application' }, { Type: 'network' }], TargetGroups: [{}] }
  return {
    quotas: answering({ Quota: { Value: limit } }),
    // Their paginators take real clients only.
    elasticLoadBalancingV2: Object.assign(
      new ElasticLoadBalancingV2Client({ region: 'us-west-2' }),
      answering(balancers),
    ),
    apiGatewayV2: answering({ Items: [{}] }),
    iam: answering({ SummaryMap: { ServerCertificates: 1, ServerCertificatesQuota: limit } }),
  } as unknown as Aws
}

const ofName = (wanted: string, aws: Aws, plan: Plan): Promise<Outcome> | Outcome => {
  const check = quotaChecks.find(({ name }) => name === wanted)
  if (check === undefined) throw new Error(`There is no check ${wanted}`)
  return check.ask(aws, plan)
}

describe.each([
  ['application load balancers', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
  ['target groups', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  ['VPC links', 'AWS::ApiGatewayV2::VpcLink'],
  ['server certificates', 'AWS::IAM::ServerCertificate'],
])('the quota of %s', (name, type) => {
  test('is asked for only where the plan makes one', async () => {
    const nobody = {} as Aws
    expect(await ofName(name, nobody, planOf(['AWS::EC2::VPC']))).toMatchObject({ outcome: 'ok' })
  })

  test('has room for one more, or stops the start', async () => {
    expect(await ofName(name, account(2), planOf([type]))).toMatchObject({
      outcome: 'ok',
      finding: '1 of 2 are in use, the plan needs 1.',
    })
    expect(await ofName(name, account(1), planOf([type]))).toMatchObject({
      outcome: 'failed',
      finding: '1 of 1 are in use, the plan needs 1.',
    })
  })
})

describe('the roles of services', () => {
  const missing = Object.assign(new Error('none'), { name: 'NoSuchEntityException' })
  const withRoles = (...names: string[]): Aws =>
    ({
      iam: {
        send: async ({ input }: { input: { RoleName: string } }) => {
          if (names.includes(input.RoleName)) return {}
          throw missing
        },
      },
    }) as unknown as Aws
  const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer'
  const both = [balancer, 'AWS::ApiGatewayV2::VpcLink']
  const [elb, gateway] = ['AWSServiceRoleForElasticLoadBalancing', 'AWSServiceRoleForAPIGateway']

  test('are not asked for where no resource needs one', async () => {
    expect(await linkedRolesCheck.ask({} as Aws, planOf(['AWS::EC2::VPC']))).toMatchObject({ outcome: 'ok' })
  })

  test('are there, or come with the first resource and stay', async () => {
    expect(await linkedRolesCheck.ask(withRoles(elb, gateway), planOf(both))).toMatchObject({
      outcome: 'ok',
      finding: `The account has ${elb} and ${gateway}.`,
    })
    expect(await linkedRolesCheck.ask(withRoles(elb), planOf(both))).toMatchObject({
      outcome: 'ok',
      finding: `AWS creates ${gateway} with the first VPC link, and it stays.`,
    })
  })

  test("have to be allowed by an organisation's boundary", async () => {
    const plan = planOf([balancer], 'arn:aws:iam::123456789012:policy/developers')
    const outcome = await linkedRolesCheck.ask(withRoles(), plan)
    expect(outcome).toMatchObject({ outcome: 'warning' })
    expect(outcome.remedy).toContain('policy/developers must allow iam:CreateServiceLinkedRole')
  })

  test('that nobody may look for stay unknown', async () => {
    const iam = { send: () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' })) }
    await expect(linkedRolesCheck.ask({ iam } as unknown as Aws, planOf(both))).rejects.toThrow('no')
  })
})
