import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribeStacksCommand,
  ListStackResourcesCommand,
  paginateDescribeStackEvents,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation'
import {
  DescribeAvailabilityZonesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2'
import { GetParametersCommand } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectPracticeAws } from '../../electron/engine/accounts/practice-connection.ts'
import { openClients, type Aws } from '../../electron/engine/aws/clients.ts'
import { isRecording } from '../../electron/engine/aws/configuration-recorder.ts'
import {
  applicationLoadBalancers,
  targetGroups,
} from '../../electron/engine/aws/application-load-balancers.ts'
import { httpApis, vpcLinks } from '../../electron/engine/aws/http-apis.ts'
import { neighbours, serverCertificates } from '../../electron/engine/aws/limits.ts'
import { hasRole } from '../../electron/engine/aws/linked-role.ts'
import { collect } from '../../electron/engine/aws/paging.ts'
import { callerIdentity } from '../../electron/engine/aws/identity.ts'
import {
  createStack,
  deleteStack,
  describeStack,
  followStack,
  type StackState,
} from '../../electron/engine/aws/stacks.ts'
import { chooseZones } from '../../electron/engine/aws/zones.ts'
import { openCatalog } from '../../electron/engine/catalog.ts'
import { templateFiles } from '../unit/templates/bundled.ts'
import { startMoto } from './moto-server.ts'
import { administrator } from '../prepared-accounts.ts'

/**
 * The calls that moto knows, played against it and against the practice account: each answers what Sluice
 * reads from it in the same shape. Where the two differ, AWS's documentation decides, and
 * `electron/practice/README.md` ("Compared with moto") says what it says.
 */
const region = 'us-west-2'
const catalog = openCatalog()

/** Whose outputs hold the data of a wait condition. */
const stumblesOver = ['backend.yaml', 'load-generator.yaml', 'scenarios/own-gateway/template.yaml']

const accounts: Record<string, Aws> = {}
let moto: Awaited<ReturnType<typeof startMoto>>
let dataDir: string
beforeAll(async () => {
  moto = await startMoto()
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-moto-'))
  const pacing = {
    pollMs: 200,
    switchBaseMs: 0,
    switchSharedMs: 0,
    createRestApiMs: 0,
    deleteRestApiMs: 0,
    createVpcLinkMs: 0,
    deleteVpcLinkMs: 0,
    agentMs: 0,
    logsMs: 1_000,
    patienceMs: 0,
  }
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  accounts['moto'] = openClients({ region, endpoint: moto.endpoint, credentials, pacing })
  accounts['practice'] = await connectPracticeAws(dataDir, region, administrator)
}, 60_000)
afterAll(async () => {
  for (const aws of Object.values(accounts)) aws.close()
  await moto?.end()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Asks both and answers both answers, moto's first. */
async function both<T>(ask: (aws: Aws) => Promise<T>): Promise<[T, T]> {
  const [theirs, ours] = [accounts['moto'], accounts['practice']]
  if (!theirs || !ours) throw new Error('not started')
  return [await ask(theirs), await ask(ours)]
}

describe('looking', () => {
  test('STS tells account and caller', async () => {
    const [theirs, ours] = await both(callerIdentity)
    expect(ours.accountId).toBe(theirs.accountId)
    for (const { arn } of [theirs, ours]) expect(arn).toMatch(/^arn:aws:(sts|iam)::123456789012:user\//)
  })

  test('EC2 lists zones, and where instance types are offered', async () => {
    const [theirs, ours] = await both(
      async ({ ec2 }) => (await ec2.send(new DescribeAvailabilityZonesCommand({}))).AvailabilityZones ?? [],
    )
    const names = (zones: typeof ours): (string | undefined)[] =>
      zones.map(({ ZoneName, State, ZoneType }) => `${ZoneName} ${State} ${ZoneType}`).toSorted()
    expect(names(ours)).toEqual(names(theirs))
    const offered = await both(async ({ ec2 }) => {
      const Filters = [{ Name: 'instance-type', Values: ['c6i.large'] }]
      const { InstanceTypeOfferings = [] } = await ec2.send(
        new DescribeInstanceTypeOfferingsCommand({ LocationType: 'availability-zone', Filters }),
      )
      return InstanceTypeOfferings.map(({ InstanceType, LocationType }) => `${InstanceType} ${LocationType}`)
    })
    expect(new Set(offered[1])).toEqual(new Set(offered[0]))
    expect(await both((aws) => chooseZones(aws, { instanceTypes: ['c6i.large'], vpcLinks: false }))).toEqual([
      ['us-west-2a', 'us-west-2b'],
      ['us-west-2a', 'us-west-2b'],
    ])
  })

  test('SSM gives the machine image, and names what is unknown', async () => {
    const Names = [
      '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      '/aws/service/none',
    ]
    const [theirs, ours] = await both(({ ssm }) => ssm.send(new GetParametersCommand({ Names })))
    for (const { Parameters, InvalidParameters } of [theirs, ours]) {
      expect(Parameters?.map(({ Name }) => Name)).toEqual([Names[0]])
      expect(Parameters?.[0]?.Value).toMatch(/^ami-[0-9a-f]+$/)
      expect(InvalidParameters).toEqual([Names[1]])
    }
  })

  test('API Gateway lists APIs of every kind, and AWS Config its recorders', async () => {
    const [theirs, ours] = await both(async (aws) => [await neighbours(aws), await isRecording(aws)])
    expect(ours).toEqual(theirs)
    expect(ours).toEqual([{ restApis: [], otherApis: [], functions: [] }, false])
  })

  test('load balancing, API Gateway and IAM list what a deployment could leave: nothing', async () => {
    const [theirs, ours] = await both(async (aws) => ({
      balancers: await applicationLoadBalancers(aws),
      groups: await targetGroups(aws),
      apis: await httpApis(aws),
      links: await vpcLinks(aws),
      certificates: await serverCertificates(aws),
      role: await hasRole(aws, 'AWSServiceRoleForAPIGateway'),
    }))
    expect(ours).toEqual(theirs)
    const nothing = { balancers: [], groups: [], apis: [], links: [] }
    expect(ours).toEqual({ ...nothing, certificates: { used: 0, limit: 20 }, role: false })
  })

  // moto's answer has no parameters, and it stumbles over an output that is a wait condition's data; both
  // of AWS's documentation speak for ours.
  test.each(templateFiles)('CloudFormation takes %s', async (file) => {
    const validate = async ({ cloudformation }: Aws): Promise<string[]> => {
      const { Parameters = [] } = await cloudformation.send(
        new ValidateTemplateCommand({ TemplateBody: catalog.template(file).body }),
      )
      return Parameters.map(({ ParameterKey }) => ParameterKey ?? '').toSorted()
    }
    const { moto: theirs, practice: ours } = accounts
    if (theirs && !stumblesOver.includes(file)) expect(await validate(theirs)).toEqual([])
    if (ours) expect(await validate(ours)).toEqual(Object.keys(catalog.template(file).parameters).toSorted())
  })

  test('a stack that does not exist is an error that we know, and its deletion none', async () => {
    expect(await both((aws) => describeStack(aws, 'sluice-none'))).toEqual([undefined, undefined])
    await both((aws) => deleteStack(aws, 'sluice-none', { token: 'delete-none' }))
  })
})

describe('making', () => {
  const states = new Map<Aws, { guard: StackState; base: StackState }>()
  const make = async (
    aws: Aws,
    file: string,
    parameters: Record<string, string>,
    roleArn?: string,
  ): Promise<StackState> => {
    const arn = await createStack(aws, {
      name: `sluice-m1-${file.replace('.yaml', '')}`,
      templateBody: catalog.template(file).body,
      parameters: { DeploymentId: 'm1', ...parameters },
      tags: { 'sluice:deployment': 'm1' },
      token: `create-${file}`,
      onFailure: 'ROLLBACK',
      ...(roleArn === undefined ? {} : { roleArn }),
    })
    const { state } = await followStack(aws, arn, {
      signal: AbortSignal.timeout(30_000),
      onEvents: () => undefined,
    })
    if (!state) throw new Error(`${file} is gone`)
    return state
  }

  test('guard and base come up with the same outputs and resources', { timeout: 90_000 }, async () => {
    const made = await both(async (aws) => {
      const guard = await make(aws, 'guard.yaml', {})
      const [ZoneA, ZoneB] = await chooseZones(aws, { instanceTypes: ['c6i.large'], vpcLinks: false })
      const PermissionsBoundaryArn = guard.outputs['PermissionsBoundaryArn'] ?? ''
      const base = await make(
        aws,
        'base.yaml',
        { ZoneA, ZoneB, PermissionsBoundaryArn },
        guard.outputs['StackRoleArn'],
      )
      states.set(aws, { guard, base })
      const { StackResourceSummaries = [] } = await aws.cloudformation.send(
        new ListStackResourcesCommand({ StackName: base.name }),
      )
      return {
        statuses: [guard.status, base.status],
        outputs: [guard, base].map(({ outputs }) => Object.keys(outputs).toSorted()),
        resources: StackResourceSummaries.map(
          ({ LogicalResourceId, ResourceType }) => `${LogicalResourceId} ${ResourceType}`,
        ).toSorted(),
      }
    })
    // moto's CloudFormation makes no schedule group, and so has no output for it.
    const comparable = made.map(({ outputs, ...rest }) => ({
      ...rest,
      outputs: outputs.map((names) => names.filter((name) => name !== 'ScheduleGroupName')),
    }))
    expect(comparable[1]).toEqual(comparable[0])
    expect(made[1].outputs[0]).toContain('ScheduleGroupName')
    expect(made[1].statuses).toEqual(['CREATE_COMPLETE', 'CREATE_COMPLETE'])
  })

  test('the same name is refused twice, and answers the stack that is there', async () => {
    for (const [aws, { guard }] of states) expect((await make(aws, 'guard.yaml', {})).arn).toBe(guard.arn)
  })

  test('tags, events and the network can be read back', async () => {
    const [theirs, ours] = await both(async (aws) => {
      const { base } = states.get(aws) ?? {}
      const { Stacks = [] } = await aws.cloudformation.send(
        new DescribeStacksCommand({ StackName: base?.arn ?? '' }),
      )
      const StackEvents = await collect(
        paginateDescribeStackEvents({ client: aws.cloudformation }, { StackName: base?.arn ?? '' }),
        (page) => page.StackEvents,
        (event) => event,
      )
      const VpcIds = [base?.outputs['VpcId'] ?? '']
      const { Vpcs = [] } = await aws.ec2.send(new DescribeVpcsCommand({ VpcIds }))
      const { NetworkInterfaces } = await aws.ec2.send(
        new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'vpc-id', Values: VpcIds }] }),
      )
      return {
        tags: Stacks[0]?.Tags,
        stackEvents: new Set(
          StackEvents.filter(({ ResourceType }) => ResourceType === 'AWS::CloudFormation::Stack').map(
            (one) => one.ResourceStatus,
          ),
        ),
        cidr: Vpcs[0]?.CidrBlock,
        tagged: Vpcs[0]?.Tags?.some(({ Key, Value }) => Key === 'sluice:deployment' && Value === 'm1'),
        NetworkInterfaces,
      }
    })
    expect(ours).toEqual(theirs)
  })

  test('a deleted stack answers by its ARN only', { timeout: 60_000 }, async () => {
    // moto deletes base's resources in no order and fails (the practice account's README says what AWS
    // does), so only ours is deleted in full.
    const ours = accounts['practice']
    for (const [aws, { guard, base }] of states) {
      for (const { arn } of aws === ours ? [base, guard] : [guard]) {
        await deleteStack(aws, arn, { token: 'delete-1' })
        const { state } = await followStack(aws, arn, {
          signal: AbortSignal.timeout(30_000),
          onEvents: () => undefined,
        })
        expect(state?.status).toBe('DELETE_COMPLETE')
      }
      expect(await describeStack(aws, guard.name)).toBeUndefined()
    }
  })
})
