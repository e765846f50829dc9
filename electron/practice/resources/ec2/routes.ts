import { z } from 'zod'
import { parseCidr } from '../../stacks/cidr.ts'
import { textOf } from '../../json-values.ts'
import { parseProperties, propertyList, tagList } from '../properties.ts'
import type { ResourceRecord, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { statementsOf } from '../../iam/statements.ts'
import { requireRecord } from './network.ts'
import { newId } from '../names.ts'
import { recordPause, waitUntilFree } from '../record-steps.ts'

const routeTableSchema = z.strictObject({ VpcId: z.string(), Tags: tagList.optional() })

const routeTable: ResourceType = {
  type: 'AWS::EC2::RouteTable',
  properties: propertyList(routeTableSchema),
  async create(properties, context) {
    const { VpcId } = parseProperties(routeTableSchema, properties)
    await recordPause(context)
    requireRecord(context, 'AWS::EC2::VPC', 'vpc', VpcId)
    const RouteTableId = newId('rtb')
    return { physicalId: RouteTableId, attributes: { RouteTableId } }
  },
  async delete({ physicalId }, context) {
    const used = (): boolean =>
      context.world
        .resources('AWS::EC2::SubnetRouteTableAssociation')
        .some(({ properties }) => properties['RouteTableId'] === physicalId)
    await waitUntilFree(
      context,
      used,
      `The routeTable '${physicalId}' has dependencies and cannot be deleted.`,
    )
  },
}

const routeSchema = z.strictObject({
  RouteTableId: z.string(),
  DestinationCidrBlock: z.string(),
  GatewayId: z.string(),
})

const route: ResourceType = {
  type: 'AWS::EC2::Route',
  properties: propertyList(routeSchema),
  async create(properties, context) {
    const { RouteTableId, DestinationCidrBlock, GatewayId } = parseProperties(routeSchema, properties)
    await recordPause(context)
    const vpcId = vpcOf(requireRecord(context, 'AWS::EC2::RouteTable', 'routeTable', RouteTableId))
    requireRecord(context, 'AWS::EC2::InternetGateway', 'internetGateway', GatewayId)
    if (parseCidr(DestinationCidrBlock) === undefined)
      throw new ResourceError(
        `Value (${DestinationCidrBlock}) for parameter destinationCidrBlock is invalid. ` +
          'This is not a valid CIDR block.',
      )
    const attached = context.world
      .resources('AWS::EC2::VPCGatewayAttachment')
      .some(
        (attachment) =>
          attachment.properties['InternetGatewayId'] === GatewayId && vpcOf(attachment) === vpcId,
      )
    if (!attached)
      throw new ResourceError(
        `route table ${RouteTableId} and network gateway ${GatewayId} belong to different networks`,
      )
    const physicalId = `${RouteTableId}|${DestinationCidrBlock}`
    if (context.world.resource(physicalId) !== undefined)
      throw new ResourceError(`The route identified by ${DestinationCidrBlock} already exists.`)
    return { physicalId, attributes: { CidrBlock: DestinationCidrBlock } }
  },
  delete: (_record, context) => recordPause(context),
}

const associationSchema = z.strictObject({ RouteTableId: z.string(), SubnetId: z.string() })

const subnetRouteTableAssociation: ResourceType = {
  type: 'AWS::EC2::SubnetRouteTableAssociation',
  properties: propertyList(associationSchema),
  async create(properties, context) {
    const { RouteTableId, SubnetId } = parseProperties(associationSchema, properties)
    await recordPause(context)
    const table = requireRecord(context, 'AWS::EC2::RouteTable', 'routeTable', RouteTableId)
    const subnet = requireRecord(context, 'AWS::EC2::Subnet', 'subnet', SubnetId)
    if (vpcOf(table) !== vpcOf(subnet))
      throw new ResourceError(
        `Route table ${RouteTableId} and subnet ${SubnetId} belong to different networks`,
      )
    const taken = context.world
      .resources('AWS::EC2::SubnetRouteTableAssociation')
      .some((other) => other.properties['SubnetId'] === SubnetId)
    if (taken)
      throw new ResourceError(
        `the specified association for route table ${RouteTableId} conflicts with an existing association`,
      )
    const Id = newId('rtbassoc')
    return { physicalId: Id, attributes: { Id } }
  },
  delete: (_record, context) => recordPause(context),
}

const endpointSchema = z.strictObject({
  VpcId: z.string(),
  ServiceName: z.string(),
  VpcEndpointType: z.literal('Gateway').default('Gateway'),
  RouteTableIds: z.array(z.string()).optional(),
  PolicyDocument: z.record(z.string(), z.json()).optional(),
  Tags: tagList.optional(),
})

/** Gateway endpoints only: the free ones, for S3 and DynamoDB. */
const vpcEndpoint: ResourceType = {
  type: 'AWS::EC2::VPCEndpoint',
  properties: propertyList(endpointSchema),
  async create(properties, context) {
    const {
      VpcId,
      ServiceName,
      RouteTableIds = [],
      PolicyDocument,
    } = parseProperties(endpointSchema, properties)
    await recordPause(context)
    requireRecord(context, 'AWS::EC2::VPC', 'vpc', VpcId)
    if (!['s3', 'dynamodb'].some((service) => ServiceName === `com.amazonaws.${context.region}.${service}`))
      throw new ResourceError(`The Vpc Endpoint Service '${ServiceName}' does not exist`)
    for (const id of RouteTableIds) {
      if (vpcOf(requireRecord(context, 'AWS::EC2::RouteTable', 'routeTable', id)) !== VpcId)
        throw new ResourceError(`Route table ${id} belongs to a different network than ${VpcId}`)
      if (endpointsOn(context.world, id).some((other) => other.properties['ServiceName'] === ServiceName))
        throw new ResourceError(
          `route table ${id} already has a route with destination-prefix-list-id of ${ServiceName}`,
        )
    }
    if (PolicyDocument !== undefined && statementsOf(PolicyDocument).length === 0)
      throw new ResourceError('Invalid policy document')
    const Id = newId('vpce')
    return {
      physicalId: Id,
      attributes: {
        Id,
        CreationTimestamp: new Date().toISOString(),
        DnsEntries: [],
        NetworkInterfaceIds: [],
      },
    }
  },
  delete: (_record, context) => recordPause(context),
}

function endpointsOn(world: World, routeTableId: string): ResourceRecord[] {
  return world
    .resources('AWS::EC2::VPCEndpoint')
    .filter(({ properties }) => [properties['RouteTableIds'] ?? []].flat().includes(routeTableId))
}

function vpcOf(record: ResourceRecord): string {
  return textOf(record.properties['VpcId'])
}

export const routeResourceTypes: ResourceType[] = [
  routeTable,
  route,
  subnetRouteTableAssociation,
  vpcEndpoint,
]
