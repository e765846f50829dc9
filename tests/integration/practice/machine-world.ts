import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openAddressBook } from '../../../electron/practice/address-book.ts'
import { openChildren } from '../../../electron/practice/children.ts'
import { openDocuments } from '../../../electron/practice/documents.ts'
import { openFaults } from '../../../electron/practice/faults.ts'
import { createMachines } from '../../../electron/practice/machines/machines.ts'
import { usualPace } from '../../../electron/practice/pace.ts'
import { publicParameter } from '../../../electron/practice/stacks/public-parameters.ts'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import type { JsonObject, ResourceContext, ResourceRecord, World } from '../../../electron/practice/world.ts'

const region = 'us-west-2'
export const signalUrl =
  'https://cloudformation-waitcondition-us-west-2.s3.us-west-2.amazonaws.com/x?Expires=1&Signature=y'

/** The part of an account where instances live, with real processes, without the interpreter of templates. */
export function openMachineWorld() {
  // A person may have a `$` in the path of the data folder, and nginx has variables.
  const folder = mkdtempSync(join(tmpdir(), 'sluice-$machines-'))
  const records = new Map<string, ResourceRecord>()
  const logged: string[] = []
  const signals: { url: string; status: string; uniqueId: string; data: string; reason: string }[] = []

  const open = () => {
    const faults = openFaults(join(folder, 'faults.json'))
    const children = openChildren()
    const world: World = {
      accountId: '123456789012',
      partition: 'aws',
      folder,
      documents: openDocuments(join(folder, 'documents'), (file) => logged.push(file)),
      addresses: openAddressBook(join(folder, 'addresses.txt')),
      children,
      pace: {
        ...usualPace,
        recordMs: 1,
        roleReadyMs: 0,
        instanceBootMs: 20,
        agentRegistersMs: 150,
        invocationAppearsMs: 300,
      },
      faults: () => faults.current(),
      userPolicies: () => [],
      managedPolicy: () => undefined,
      managedPolicies: () => [],
      resources: (type) =>
        [...records.values()].filter((record) => type === undefined || record.type === type),
      resource: (physicalId) => records.get(physicalId),
      signal: (url, signal) => signals.push({ url, ...signal }),
      log: (level, message, details) => logged.push(`${level} ${message} ${JSON.stringify(details)}`),
    }
    return { world, children, machines: createMachines(world) }
  }

  let current = open()

  const contextOf = (logicalId: string): ResourceContext => ({
    world: current.world,
    region,
    stackId: `arn:aws:cloudformation:${region}:123456789012:stack/sluice-test/1`,
    stackName: 'sluice-test',
    express: false,
    logicalId,
    tags: {},
    signal: new AbortController().signal,
  })

  const record = (
    type: string,
    physicalId: string,
    properties: JsonObject,
    attributes: JsonObject = {},
    logicalId = physicalId,
  ): ResourceRecord => {
    const made = {
      stackId: contextOf('').stackId,
      region,
      logicalId,
      type,
      physicalId,
      properties,
      attributes,
      tags: {},
    }
    records.set(physicalId, made)
    return made
  }

  const type = () => {
    const [instance] = current.machines.types
    if (instance === undefined) throw new Error('no type')
    return instance
  }

  const CidrBlock = '10.0.0.0/24'
  record(
    'AWS::EC2::Subnet',
    'subnet-1',
    { VpcId: 'vpc-1', CidrBlock, AvailabilityZone: `${region}a`, MapPublicIpOnLaunch: true },
    { CidrBlock },
  )
  const RouteTableId = 'rtb-1'
  record('AWS::EC2::SubnetRouteTableAssociation', 'rtbassoc-1', { SubnetId: 'subnet-1', RouteTableId })
  const toInternet = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }
  record('AWS::EC2::Route', 'rtb-1|0.0.0.0/0', toInternet)
  record('AWS::EC2::SecurityGroup', 'sg-1', { VpcId: 'vpc-1' })
  const allow = { Statement: [{ Effect: 'Allow', Action: ['ssm:UpdateInstanceInformation'], Resource: '*' }] }
  record('AWS::IAM::Role', 'role-1', { Policies: [{ PolicyName: 'agent', PolicyDocument: allow }] })
  record('AWS::IAM::InstanceProfile', 'profile-1', { Roles: ['role-1'] })

  return {
    folder,
    logged,
    signals,
    world: () => current.world,
    /** An S3 endpoint on the route table of its subnet. */
    addEndpoint: () =>
      record('AWS::EC2::VPCEndpoint', 'vpce-1', {
        ServiceName: `com.amazonaws.${region}.s3`,
        RouteTableIds: [RouteTableId],
      }),
    properties: (userData: string, change: JsonObject = {}): JsonObject => ({
      ImageId:
        publicParameter('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64', region) ??
        '',
      InstanceType: 'c6i.large',
      SubnetId: 'subnet-1',
      SecurityGroupIds: ['sg-1'],
      UserData: Buffer.from(userData).toString('base64'),
      ...change,
    }),
    async create(logicalId: string, properties: JsonObject): Promise<ResourceRecord> {
      const { physicalId, attributes } = await type().create(properties, contextOf(logicalId))
      return record('AWS::EC2::Instance', physicalId, properties, attributes, logicalId)
    },
    async remove(instance: ResourceRecord) {
      await type().delete(instance, contextOf(instance.logicalId))
      records.delete(instance.physicalId)
    },
    /** Ends the account and starts it again on the same folder. */
    async restart() {
      await current.machines.close()
      await current.children.close()
      current = open()
      for (const instance of current.world.resources('AWS::EC2::Instance'))
        await type().resume?.(instance, contextOf(instance.logicalId))
    },
    async ssm(operation: string, input: JsonObject): Promise<JsonObject> {
      const handler = current.machines.ssm.operations[operation]
      if (handler === undefined) throw new Error(`no operation ${operation}`)
      return handler(input, { region, requestId: 'r' })
    },
    setFaults: (faults: JsonObject) => writeFileSync(join(folder, 'faults.json'), JSON.stringify(faults)),
    async close() {
      await current.machines.close()
      await current.children.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type MachineWorld = ReturnType<typeof openMachineWorld>

export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 8_000,
): Promise<T> {
  for (const untilMs = Date.now() + timeoutMs; Date.now() < untilMs; await delay(20)) {
    const found = await look()
    if (found !== undefined && found !== false) return found
  }
  throw new Error(`Waited in vain: ${what}`)
}

const underWay = new Set(['Pending', 'InProgress', 'Delayed', 'Cancelling'])

/** Sends a script and waits for its end. */
export async function runCommand(
  world: MachineWorld,
  instanceId: string,
  script: string,
  parameters: JsonObject = {},
): Promise<JsonObject> {
  const sent = await world.ssm('SendCommand', {
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: [instanceId],
    Parameters: { commands: [script], ...parameters },
    TimeoutSeconds: 60,
  })
  const CommandId = (sent['Command'] as JsonObject)['CommandId'] ?? ''
  return until('the end of a command', async () => {
    const invocation = await world
      .ssm('GetCommandInvocation', { CommandId, InstanceId: instanceId })
      .catch(() => undefined)
    return invocation !== undefined && !underWay.has(textAt(invocation, 'Status')) ? invocation : undefined
  })
}

/** Waits until the agent of an instance is in the list. */
export async function awaitAgent(world: MachineWorld, instanceId: string): Promise<JsonObject> {
  return until('the agent', async () => {
    const answer = await world.ssm('DescribeInstanceInformation', {
      Filters: [{ Key: 'InstanceIds', Values: [instanceId] }],
    })
    return (answer['InstanceInformationList'] as JsonObject[])[0]
  })
}

export const originUserData = `#cloud-config
write_files:
  - path: /etc/sluice/signal-url
    content: |
      ${signalUrl}
  - path: /etc/nginx/nginx.conf
    content: |
      user nginx;
      worker_processes auto;
      pid /run/nginx.pid;
      events { worker_connections 1024; }
      http {
        types { text/plain txt; }
        access_log off;
        keepalive_requests 100000000;
        server {
          listen 80;
          listen [::]:80;
          root /srv/pages;
        }
        server {
          listen 8081;
          location = /stub_status { allow 10.0.0.0/16; deny all; stub_status; }
          location / { return 404; }
        }
      }
  - path: /srv/pages/hello.txt
    encoding: b64
    content: aGVsbG8=
  - path: /usr/local/sbin/setup
    permissions: '0755'
    content: |
      printf '{"Status":"%s","UniqueId":"origin","Data":"%s"}'
runcmd: [/usr/local/sbin/setup]
`

export const generatorUserData = `#cloud-config
write_files:
  - path: /etc/sluice/signal-url
    content: ${signalUrl}
`
