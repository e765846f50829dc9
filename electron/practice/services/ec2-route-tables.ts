import { textList } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import type { JsonObject, ResourceRecord, World } from '../world.ts'
import { derivedId } from './derived-id.ts'
import { answerPage, filterItems, tagSetOf, type TagSet } from './ec2-query.ts'
import { vpcsOf } from './ec2-vpcs.ts'

interface RouteTable {
  routeTableId: string
  vpcId: string
  associationSet: {
    routeTableAssociationId: string
    routeTableId: string
    subnetId: string | null
    main: boolean
  }[]
  routeSet: JsonObject[]
  tagSet: TagSet
}

/**
 * The route tables of a Region: those of the stacks, and the main one of every VPC, which goes with it.
 * @throws ServiceError `InvalidRouteTableID.NotFound`
 */
export function describeRouteTables(
  world: Pick<World, 'accountId' | 'resources' | 'faults'>,
  input: JsonObject,
  region: string,
): JsonObject {
  const vpcs = vpcsOf(world, region)
  const localRoute = (vpcId: string): JsonObject => ({
    destinationCidrBlock: vpcs.find((vpc) => vpc.vpcId === vpcId)?.cidrBlock ?? null,
    gatewayId: 'local',
    state: 'active',
    origin: 'CreateRouteTable',
  })
  const main = vpcs.map(({ vpcId, mainRouteTableId: routeTableId }): RouteTable => {
    const association = {
      routeTableAssociationId: derivedId('rtbassoc', vpcId),
      routeTableId,
      subnetId: null,
      main: true,
    }
    return { routeTableId, vpcId, associationSet: [association], routeSet: [localRoute(vpcId)], tagSet: [] }
  })
  const ofStacks = world
    .resources('AWS::EC2::RouteTable')
    .filter((table) => table.region === region)
    .map((table): RouteTable => {
      const [routeTableId, vpcId] = [table.physicalId, textAt(table.properties, 'VpcId')]
      const associationSet = partsOf(world, 'AWS::EC2::SubnetRouteTableAssociation', routeTableId).map(
        ({ physicalId, properties }) => ({
          routeTableAssociationId: physicalId,
          routeTableId,
          subnetId: textAt(properties, 'SubnetId'),
          main: false,
        }),
      )
      const routeSet = [localRoute(vpcId), ...routesIn(world, routeTableId)]
      return { routeTableId, vpcId, associationSet, routeSet, tagSet: tagSetOf(table.tags) }
    })
  const found = filterItems([...main, ...ofStacks], input, {
    ids: {
      parameter: 'RouteTableId',
      of: ({ routeTableId }) => routeTableId,
      missing: 'InvalidRouteTableID.NotFound',
    },
    filters: {
      'route-table-id': ({ routeTableId }) => [routeTableId],
      'vpc-id': ({ vpcId }) => [vpcId],
      'association.main': ({ associationSet }) => associationSet.map(({ main }) => String(main)),
      'association.subnet-id': ({ associationSet }) =>
        associationSet.flatMap(({ subnetId }) => subnetId ?? []),
    },
    tags: ({ tagSet }) => tagSet,
  })
  const items = found.map((table) => ({ ...table, ownerId: world.accountId }))
  return answerPage('routeTableSet', items, input)
}

/** A table's own routes, and those that gateway endpoints have put into it. */
function routesIn(world: Pick<World, 'resources'>, routeTableId: string): JsonObject[] {
  const own = partsOf(world, 'AWS::EC2::Route', routeTableId).map(({ properties }) => ({
    destinationCidrBlock: properties['DestinationCidrBlock'] ?? null,
    gatewayId: properties['GatewayId'] ?? null,
    state: 'active',
    origin: 'CreateRoute',
  }))
  const endpoints = world
    .resources('AWS::EC2::VPCEndpoint')
    .filter(({ properties }) => textList(properties['RouteTableIds']).includes(routeTableId))
    .map(({ physicalId, properties }) => ({
      destinationPrefixListId: derivedId('pl', textAt(properties, 'ServiceName')),
      gatewayId: physicalId,
      state: 'active',
      origin: 'CreateRoute',
    }))
  return [...own, ...endpoints]
}

function partsOf(world: Pick<World, 'resources'>, type: string, routeTableId: string): ResourceRecord[] {
  return world.resources(type).filter(({ properties }) => properties['RouteTableId'] === routeTableId)
}
