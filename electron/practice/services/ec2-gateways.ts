import { textList } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import type { JsonObject, World } from '../world.ts'
import { derivedId } from './derived-id.ts'
import { answerPage, filterItems, tagSetOf, type TagSet } from './ec2-query.ts'
import { guardDutyEndpoints } from './ec2-guardduty.ts'
import { defaultVpc } from './ec2-vpcs.ts'

interface Gateway {
  internetGatewayId: string
  attachmentSet: { vpcId: string; state: string }[]
  tagSet: TagSet
}

/**
 * The internet gateways of a Region: those of the stacks, and the default VPC's.
 * @throws ServiceError `InvalidInternetGatewayID.NotFound`
 */
export function describeInternetGateways(
  world: Pick<World, 'accountId' | 'resources'>,
  input: JsonObject,
  region: string,
): JsonObject {
  const { vpcId } = defaultVpc(region)
  const ofDefault: Gateway = {
    internetGatewayId: derivedId('igw', vpcId),
    attachmentSet: [{ vpcId, state: 'available' }],
    tagSet: [],
  }
  const attachments = world.resources('AWS::EC2::VPCGatewayAttachment').map(({ properties }) => properties)
  const ofStacks = world
    .resources('AWS::EC2::InternetGateway')
    .filter((gateway) => gateway.region === region)
    .map((gateway): Gateway => {
      const attached = attachments.filter(({ InternetGatewayId }) => InternetGatewayId === gateway.physicalId)
      return {
        internetGatewayId: gateway.physicalId,
        attachmentSet: attached.map((properties) => ({
          vpcId: textAt(properties, 'VpcId'),
          state: 'available',
        })),
        tagSet: tagSetOf(gateway.tags),
      }
    })
  const found = filterItems([ofDefault, ...ofStacks], input, {
    ids: {
      parameter: 'InternetGatewayId',
      of: (gateway) => gateway.internetGatewayId,
      missing: 'InvalidInternetGatewayID.NotFound',
    },
    filters: {
      'internet-gateway-id': ({ internetGatewayId }) => [internetGatewayId],
      'attachment.vpc-id': ({ attachmentSet }) => attachmentSet.map((attachment) => attachment.vpcId),
      'attachment.state': ({ attachmentSet }) => attachmentSet.map(({ state }) => state),
    },
    tags: ({ tagSet }) => tagSet,
  })
  const items = found.map((gateway) => ({ ...gateway, ownerId: world.accountId }))
  return answerPage('internetGatewaySet', items, input)
}

/**
 * The gateway endpoints of a Region, and the interface endpoints of GuardDuty.
 * @throws ServiceError `InvalidVpcEndpointId.NotFound`
 */
export function describeVpcEndpoints(
  world: Pick<World, 'accountId' | 'documents' | 'faults' | 'resources'>,
  input: JsonObject,
  region: string,
): JsonObject {
  const ofStacks = world
    .resources('AWS::EC2::VPCEndpoint')
    .filter((endpoint) => endpoint.region === region)
    .map(({ physicalId, properties, attributes, tags }) => ({
      vpcEndpointId: physicalId,
      vpcEndpointType: 'Gateway',
      vpcId: textAt(properties, 'VpcId'),
      serviceName: textAt(properties, 'ServiceName'),
      state: 'available',
      ownerId: world.accountId,
      routeTableIdSet: textList(properties['RouteTableIds']),
      subnetIdSet: [] as string[],
      groupSet: [] as { groupId: string }[],
      networkInterfaceIdSet: [],
      requesterManaged: false,
      policyDocument:
        properties['PolicyDocument'] === undefined ? null : JSON.stringify(properties['PolicyDocument']),
      creationTimestamp: attributes['CreationTimestamp'] ?? null,
      tagSet: tagSetOf(tags),
    }))
  const foreign = guardDutyEndpoints(world, region).map(({ subnetIds, groupIds, ...endpoint }) => ({
    ...endpoint,
    vpcEndpointType: 'Interface',
    state: 'available',
    ownerId: world.accountId,
    routeTableIdSet: [],
    subnetIdSet: subnetIds,
    groupSet: groupIds.map((groupId) => ({ groupId })),
    networkInterfaceIdSet: [],
    requesterManaged: false,
    policyDocument: null,
    creationTimestamp: null,
    tagSet: tagSetOf({ GuardDutyManaged: 'true' }),
  }))
  const found = filterItems([...ofStacks, ...foreign], input, {
    ids: {
      parameter: 'VpcEndpointId',
      of: ({ vpcEndpointId }) => vpcEndpointId,
      missing: 'InvalidVpcEndpointId.NotFound',
    },
    filters: {
      'vpc-endpoint-id': ({ vpcEndpointId }) => [vpcEndpointId],
      'vpc-id': ({ vpcId }) => [vpcId],
      'service-name': ({ serviceName }) => [serviceName],
      'vpc-endpoint-state': ({ state }) => [state],
      'vpc-endpoint-type': ({ vpcEndpointType }) => [vpcEndpointType],
    },
    tags: ({ tagSet }) => tagSet,
  })
  return answerPage('vpcEndpointSet', found, input)
}

/**
 * There are no elastic addresses: no resource type of the practice account makes one. @throws ServiceError
 * `InvalidAllocationID.NotFound`
 */
export function describeAddresses(input: JsonObject): JsonObject {
  const none = (): string[] => []
  const found = filterItems<JsonObject>([], input, {
    ids: { parameter: 'AllocationId', of: () => '', missing: 'InvalidAllocationID.NotFound' },
    filters: {
      'allocation-id': none,
      domain: none,
      'instance-id': none,
      'network-interface-id': none,
      'public-ip': none,
    },
    tags: () => [],
  })
  return { addressesSet: found }
}
