import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAddressBook } from '../../../electron/practice/address-book.ts'
import { openDocuments } from '../../../electron/practice/documents.ts'
import { openFaults } from '../../../electron/practice/faults.ts'
import { usualPace } from '../../../electron/practice/pace.ts'
import { createRunningTypes } from '../../../electron/practice/resources/running-types.ts'
import type { JsonObject, ResourceContext, ResourceRecord, World } from '../../../electron/practice/world.ts'

/**
 * The part of an account where traffic flows, on real documents and a real address book, without the
 * interpreter of templates.
 */
export interface TrafficWorld {
  world: World
  traffic: ReturnType<typeof createRunningTypes>
  /** What was logged, newest last. */
  logged: { level: string; message: string; details: JsonObject | undefined }[]
  /** Records a resource of a type that others make: a subnet, an instance, a role. */
  record(type: string, physicalId: string, properties: JsonObject, attributes?: JsonObject): ResourceRecord
  /** Makes a resource the way a stack would. */
  create(type: string, logicalId: string, properties: JsonObject): Promise<ResourceRecord>
  remove(record: ResourceRecord, how?: { express?: boolean }): Promise<void>
  /** Ends the account's traffic and starts it again on the same folder, as after a kill. */
  restart(): Promise<void>
  setFaults(faults: JsonObject): void
  close(): Promise<void>
}

export const region = 'us-west-2'
export const accountId = '123456789012'

export function openTrafficWorld(pace: Partial<World['pace']> = {}): TrafficWorld {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-traffic-'))
  const records = new Map<string, ResourceRecord>()
  const logged: TrafficWorld['logged'] = []
  const faults = openFaults(join(folder, 'faults.json'))
  const open = (): World => ({
    accountId,
    partition: 'aws',
    folder,
    documents: openDocuments(join(folder, 'documents'), (file, reason) =>
      logged.push({ level: 'error', message: file, details: { reason } }),
    ),
    addresses: openAddressBook(join(folder, 'addresses')),
    children: {
      environment: {},
      spawn: () => {
        throw new Error('Traffic starts no process.')
      },
    },
    pace: {
      ...usualPace,
      recordMs: 1,
      roleReadyMs: 0,
      inServiceMs: 300,
      stageReadyMs: 300,
      interfaceLingerMs: 400,
      ...pace,
    },
    faults: () => faults.current(),
    userPolicies: () => [],
    managedPolicy: () => undefined,
    managedPolicies: () => [],
    resources: (type) => [...records.values()].filter((record) => type === undefined || record.type === type),
    resource: (physicalId) => records.get(physicalId),
    signal: () => undefined,
    log: (level, message, details) => logged.push({ level, message, details }),
  })
  const context = (logicalId: string): ResourceContext => ({
    world: self.world,
    region,
    stackId: `arn:aws:cloudformation:${region}:${accountId}:stack/sluice-test/1`,
    stackName: 'sluice-test',
    express: false,
    logicalId,
    tags: { 'sluice:deployment': 'test' },
    signal: new AbortController().signal,
  })
  const typeOf = (name: string) => {
    const type = self.traffic.types.find((candidate) => candidate.type === name)
    if (type === undefined) throw new Error(`Traffic has no ${name}`)
    return type
  }
  const keep = (
    type: string,
    logicalId: string,
    made: { physicalId: string; attributes: JsonObject },
    properties: JsonObject,
  ) => {
    const { stackId, tags } = context(logicalId)
    const record = { stackId, region, logicalId, type, properties, tags, ...made }
    records.set(made.physicalId, record)
    return record
  }
  const world = open()
  const self: TrafficWorld = {
    world,
    traffic: createRunningTypes(world),
    logged,
    record: (type, physicalId, properties, attributes = {}) =>
      keep(type, physicalId, { physicalId, attributes }, properties),
    async create(type, logicalId, properties) {
      const unknown = Object.keys(properties).filter((name) => !(name in typeOf(type).properties))
      if (unknown.length > 0) throw new Error(`${type} does not understand ${unknown.join()}`)
      return keep(type, logicalId, await typeOf(type).create(properties, context(logicalId)), properties)
    },
    async remove(record, { express = false } = {}) {
      await typeOf(record.type).delete(record, { ...context(record.logicalId), express })
      records.delete(record.physicalId)
    },
    async restart() {
      await self.traffic.close()
      self.world = open()
      self.traffic = createRunningTypes(self.world)
      for (const record of records.values()) {
        await self.traffic.types
          .find(({ type }) => type === record.type)
          ?.resume?.(record, context(record.logicalId))
      }
    },
    setFaults: (faults) => writeFileSync(join(folder, 'faults.json'), JSON.stringify(faults)),
    async close() {
      await self.traffic.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return self
}

/** A VPC with two subnets, a group, and the origin's, which lets only that one in. */
export function recordNetwork(account: TrafficWorld): { subnets: [string, string]; group: string } {
  account.record('AWS::EC2::VPC', 'vpc-1', { CidrBlock: '10.0.0.0/16' })
  account.record('AWS::EC2::Subnet', 'subnet-a', { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24' })
  account.record('AWS::EC2::Subnet', 'subnet-b', { VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24' })
  account.record(
    'AWS::EC2::SecurityGroup',
    'sg-1',
    { VpcId: 'vpc-1', GroupDescription: 'test' },
    { GroupId: 'sg-1' },
  )
  const fromOne = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, SourceSecurityGroupId: 'sg-1' }]
  account.record('AWS::EC2::SecurityGroup', 'sg-origin', {
    VpcId: 'vpc-1',
    GroupDescription: 'test',
    SecurityGroupIngress: fromOne,
  })
  return { subnets: ['subnet-a', 'subnet-b'], group: 'sg-1' }
}

/** Waits until a check holds. @throws after the time given. */
export async function until(check: () => Promise<boolean> | boolean, withinMs = 5_000): Promise<void> {
  const deadlineMs = performance.now() + withinMs
  while (!(await check())) {
    if (performance.now() > deadlineMs)
      throw new Error(`Still not so after ${withinMs} ms: ${check.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
