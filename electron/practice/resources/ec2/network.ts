import { z } from 'zod'
import { contains, overlaps, parseCidr } from '../../stacks/cidr.ts'
import { textOf } from '../../json-values.ts'
import { availabilityZones } from '../../stacks/zones.ts'
import { parseProperties, propertyList, tagList, yesOrNo } from '../properties.ts'
import type { ResourceContext, ResourceRecord, ResourceType } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { hasPublicAddresses, subnetIsUsed, vpcIsUsed } from './network-users.ts'
import { newId } from '../names.ts'
import { recordPause, waitUntilFree } from '../record-steps.ts'

/**
 * The record of this type and Region that an id names. Throws `ResourceError` in the words of EC2 when
 * there is none.
 */
export function requireRecord(
  { world, region }: ResourceContext,
  type: string,
  what: string,
  id: string,
): ResourceRecord {
  const record = world.resource(id)
  if (record?.type !== type || record.region !== region)
    throw new ResourceError(`The ${what} ID '${id}' does not exist`)
  return record
}

const vpcSchema = z.strictObject({
  CidrBlock: z.string(),
  EnableDnsHostnames: yesOrNo.optional(),
  EnableDnsSupport: yesOrNo.optional(),
  InstanceTenancy: z.enum(['default']).optional(),
  Tags: tagList.optional(),
})

const vpc: ResourceType = {
  type: 'AWS::EC2::VPC',
  properties: propertyList(vpcSchema),
  async create(properties, context) {
    const { CidrBlock } = parseProperties(vpcSchema, properties)
    const block = parseCidr(CidrBlock)
    if (block === undefined || block.prefix < 16 || block.prefix > 28)
      throw new ResourceError(`The CIDR '${CidrBlock}' is invalid.`)
    await recordPause(context)
    const VpcId = newId('vpc')
    const attributes = {
      VpcId,
      CidrBlock,
      CidrBlockAssociations: [newId('vpc-cidr-assoc')],
      DefaultNetworkAcl: newId('acl'),
      DefaultSecurityGroup: newId('sg'),
      Ipv6CidrBlocks: [],
    }
    return { physicalId: VpcId, attributes }
  },
  async delete({ physicalId }, context) {
    await waitUntilFree(
      context,
      () => vpcIsUsed(context.world, physicalId),
      `The vpc '${physicalId}' has dependencies and cannot be deleted.`,
    )
  },
}

const subnetSchema = z.strictObject({
  VpcId: z.string(),
  CidrBlock: z.string(),
  AvailabilityZone: z.string().optional(),
  MapPublicIpOnLaunch: yesOrNo.optional(),
  Tags: tagList.optional(),
})

const subnet: ResourceType = {
  type: 'AWS::EC2::Subnet',
  properties: propertyList(subnetSchema),
  async create(properties, context) {
    const { world, region } = context
    const { VpcId, CidrBlock, AvailabilityZone } = parseProperties(subnetSchema, properties)
    const zones = availabilityZones(region)
    const zone = AvailabilityZone ?? zones[0] ?? ''
    if (!zones.includes(zone))
      throw new ResourceError(
        `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be ` +
          `created in the following availability zones: ${zones.join(', ')}.`,
      )
    await recordPause(context)
    const outer = parseCidr(
      textOf(requireRecord(context, 'AWS::EC2::VPC', 'vpc', VpcId).attributes['CidrBlock']),
    )
    const block = parseCidr(CidrBlock)
    if (outer === undefined || block === undefined || block.prefix > 28 || !contains(outer, block))
      throw new ResourceError(`The CIDR '${CidrBlock}' is invalid.`)
    const conflict = world.resources('AWS::EC2::Subnet').some(({ attributes }) => {
      const other = attributes['VpcId'] === VpcId ? parseCidr(attributes['CidrBlock'] as string) : undefined
      return other !== undefined && overlaps(other, block)
    })
    if (conflict) throw new ResourceError(`The CIDR '${CidrBlock}' conflicts with another subnet`)
    const SubnetId = newId('subnet')
    const attributes = {
      SubnetId,
      VpcId,
      CidrBlock,
      AvailabilityZone: zone,
      AvailabilityZoneId: `${region}-az${zones.indexOf(zone) + 1}`,
      NetworkAclAssociationId: newId('aclassoc'),
      Ipv6CidrBlocks: [],
    }
    return { physicalId: SubnetId, attributes }
  },
  async delete({ physicalId }, context) {
    const { world } = context
    await waitUntilFree(
      context,
      () => subnetIsUsed(world, physicalId),
      `The subnet '${physicalId}' has dependencies and cannot be deleted.`,
    )
    world.documents.remove(`subnet-address/${physicalId}`)
  },
}

const gatewaySchema = z.strictObject({ Tags: tagList.optional() })

const internetGateway: ResourceType = {
  type: 'AWS::EC2::InternetGateway',
  properties: propertyList(gatewaySchema),
  async create(properties, context) {
    parseProperties(gatewaySchema, properties)
    await recordPause(context)
    const InternetGatewayId = newId('igw')
    return { physicalId: InternetGatewayId, attributes: { InternetGatewayId } }
  },
  async delete({ physicalId }, context) {
    const attached = (): boolean =>
      attachments(context).some(({ properties }) => properties['InternetGatewayId'] === physicalId)
    await waitUntilFree(
      context,
      attached,
      `The internetGateway '${physicalId}' has dependencies and cannot be deleted.`,
    )
  },
}

const attachmentSchema = z.strictObject({ VpcId: z.string(), InternetGatewayId: z.string() })

const gatewayAttachment: ResourceType = {
  type: 'AWS::EC2::VPCGatewayAttachment',
  properties: propertyList(attachmentSchema),
  async create(properties, context) {
    const { VpcId, InternetGatewayId } = parseProperties(attachmentSchema, properties)
    await recordPause(context)
    requireRecord(context, 'AWS::EC2::VPC', 'vpc', VpcId)
    requireRecord(context, 'AWS::EC2::InternetGateway', 'internetGateway', InternetGatewayId)
    for (const { properties: other } of attachments(context)) {
      if (other['InternetGatewayId'] === InternetGatewayId)
        throw new ResourceError(
          `resource ${InternetGatewayId} is already attached to network ${textOf(other['VpcId'])}`,
        )
      if (other['VpcId'] === VpcId)
        throw new ResourceError(`Network ${VpcId} already has an internet gateway attached`)
    }
    return { physicalId: `IGW|${VpcId}`, attributes: { AttachmentType: 'IGW' } }
  },
  async delete({ properties }, context) {
    const vpcId = textOf(properties['VpcId'])
    const reason =
      `Network ${vpcId} has some mapped public address(es). ` +
      'Please unmap those public address(es) before detaching the gateway.'
    await waitUntilFree(context, () => hasPublicAddresses(context.world, vpcId), reason)
  },
}

function attachments({ world }: ResourceContext): ResourceRecord[] {
  return world.resources('AWS::EC2::VPCGatewayAttachment')
}

export const networkResourceTypes: ResourceType[] = [vpc, subnet, internetGateway, gatewayAttachment]
