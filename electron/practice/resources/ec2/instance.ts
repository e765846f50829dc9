import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { subnetAddress } from './subnet-address.ts'
import { pause } from '../../stacks/pause.ts'
import { imageArchitecture } from '../../stacks/public-parameters.ts'
import { randomText } from '../names.ts'
import { requireGroups, requireSubnets } from './network-references.ts'
import { parseProperties, propertyList, tagList, textAt, wholeNumber, yesOrNo } from '../properties.ts'
import type { JsonObject, ResourceRecord, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { blockDevices, checkEncryption } from './block-devices.ts'
import { privateName, publicAddress, publicName, wantedAddress } from './instance-addresses.ts'
import { joinGuardDuty } from './guardduty-agent.ts'
import { instancePlace } from './instance-place.ts'
import { mayRegister, requireProfile } from './instance-role.ts'
import { killProcessesOf } from '../../machines/marked-processes.ts'
import { bootMachine, type Machine } from '../../machines/machine.ts'
import { waysOut } from './ways-out.ts'
import { isTerminated, rememberTerminated } from './terminated-instances.ts'

const schema = z.strictObject({
  ImageId: z.string(),
  InstanceType: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, 'Invalid instance type'),
  SubnetId: z.string(),
  SecurityGroupIds: z.array(z.string()).min(1),
  IamInstanceProfile: z.string().optional(),
  UserData: z.base64().optional(),
  PrivateIpAddress: z.string().optional(),
  MetadataOptions: z
    .strictObject({
      HttpEndpoint: z.enum(['enabled', 'disabled']).optional(),
      HttpTokens: z.enum(['optional', 'required']).optional(),
      HttpPutResponseHopLimit: wholeNumber.optional(),
      InstanceMetadataTags: z.enum(['enabled', 'disabled']).optional(),
    })
    .optional(),
  BlockDeviceMappings: blockDevices,
  CreditSpecification: z.strictObject({ CPUCredits: z.enum(['standard', 'unlimited']) }).optional(),
  PropagateTagsToVolumeOnCreation: yesOrNo.optional(),
  Tags: tagList.optional(),
})

/** On AWS, user data is limited before it is encoded. */
const mostUserDataBytes = 16_384

/** Instances as folders and processes of this machine. `machines` holds those that are there, by their id. */
export function instanceType(world: World, machines: Map<string, Machine>): ResourceType {
  return {
    type: 'AWS::EC2::Instance',
    properties: propertyList(schema),
    async create(properties, { region, logicalId, signal }) {
      const wanted = parseProperties(schema, properties)
      requireImage(wanted.ImageId, region)
      const { vpcId, subnets } = requireSubnets(world, region, [wanted.SubnetId])
      const [subnet] = subnets
      if (subnet === undefined) throw new ResourceError(`The subnet ID '${wanted.SubnetId}' does not exist`)
      requireGroups(world, vpcId, wanted.SecurityGroupIds)
      const profile =
        wanted.IamInstanceProfile === undefined ? undefined : requireProfile(world, wanted.IamInstanceProfile)
      if (Buffer.from(wanted.UserData ?? '', 'base64').length > mostUserDataBytes)
        throw new ResourceError(`User data is limited to ${mostUserDataBytes} bytes`)
      checkEncryption(world, region, wanted.BlockDeviceMappings)
      await removeLeftFolders(world, machines)
      const { PrivateIpAddress: wantedIp, SubnetId } = wanted
      const privateIp =
        wantedIp === undefined ? subnetAddress(world, SubnetId) : wantedAddress(world, subnet, wantedIp)
      await pause(world.pace.instanceBootMs, signal)
      const instanceId = `i-0${randomText('hex', 16)}`
      const publicIp = isPublic(subnet) ? publicAddress(world) : ''
      const attributes = {
        InstanceId: instanceId,
        PrivateIp: privateIp,
        PrivateDnsName: privateName(privateIp, region),
        PublicIp: publicIp,
        PublicDnsName: publicName(publicIp, region),
        AvailabilityZone: textAt(subnet.properties, 'AvailabilityZone'),
        VpcId: vpcId,
      }
      const facts = {
        instanceId,
        logicalId,
        region,
        vpcId,
        privateIp,
        publicHosts: publicHosts(attributes),
        waysOut: () => waysOut(world, { region, subnetId: SubnetId, publicIp }),
        userData: wanted.UserData ?? '',
        hasAgent: mayRegister(world, profile),
      }
      machines.set(instanceId, bootMachine(world, facts))
      joinGuardDuty(world, region, vpcId)
      return { physicalId: instanceId, attributes }
    },
    async delete(record) {
      const { physicalId } = record
      await machines.get(physicalId)?.terminate()
      machines.delete(physicalId)
      rememberTerminated(world, record, Date.now())
    },
    async resume(record) {
      if (machines.has(record.physicalId) || isTerminated(world, record.physicalId)) return
      machines.set(record.physicalId, bootMachine(world, factsOf(world, record)))
    },
  }
}

function requireImage(imageId: string, region: string): void {
  if (imageArchitecture(imageId, region) === 'x86_64') return
  throw new ResourceError(`The image id '[${imageId}]' does not exist, or is not made for x86_64`)
}

function publicHosts(attributes: JsonObject): string[] {
  return ['PublicIp', 'PublicDnsName'].flatMap((name) => textAt(attributes, name) || [])
}

function factsOf(world: World, record: ResourceRecord) {
  const name = textAt(record.properties, 'IamInstanceProfile')
  const profile = world.resources('AWS::IAM::InstanceProfile').find(({ physicalId }) => physicalId === name)
  return {
    instanceId: record.physicalId,
    logicalId: record.logicalId,
    region: record.region,
    vpcId: instancePlace(record, world.resources('AWS::EC2::Subnet')).vpcId,
    privateIp: textAt(record.attributes, 'PrivateIp'),
    publicHosts: publicHosts(record.attributes),
    waysOut: () =>
      waysOut(world, {
        region: record.region,
        subnetId: textAt(record.properties, 'SubnetId'),
        publicIp: textAt(record.attributes, 'PublicIp'),
      }),
    userData: textAt(record.properties, 'UserData'),
    hasAgent: mayRegister(world, profile),
  }
}

function isPublic(subnet: ResourceRecord): boolean {
  const isPublic = subnet.properties['MapPublicIpOnLaunch']
  return isPublic === true || isPublic === 'true'
}

/** An account that was killed while it made an instance leaves a folder that no resource knows. */
async function removeLeftFolders(world: World, machines: ReadonlyMap<string, Machine>): Promise<void> {
  const folder = join(world.folder, 'instances')
  const known = new Set([
    ...machines.keys(),
    ...world.resources('AWS::EC2::Instance').map(({ physicalId }) => physicalId),
  ])
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // There has been no instance yet.
  }
  for (const name of names) {
    if (known.has(name)) continue
    await killProcessesOf(name, join(folder, name))
    rmSync(join(folder, name), { recursive: true, force: true })
  }
}
