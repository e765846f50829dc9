import { textOf } from '../../json-values.ts'
import type { ResourceRecord, World } from '../../world.ts'
import { evaluate } from '../../iam/evaluate.ts'
import { textAt } from '../properties.ts'

type Network = Pick<World, 'partition' | 'resources' | 'faults'>

/** What an instance reaches beyond its VPC. */
export interface WaysOut {
  /** Through an internet gateway. */
  internet: boolean
  /** The bucket that wait conditions are signalled to: over the internet, or through an S3 endpoint. */
  signals: boolean
}

/**
 * The ways out of a subnet by its route table. VPC Block Public Access closes those through internet
 * gateways, and leaves endpoints open. Source: VPC user guide, "Block public access to VPCs and subnets".
 * @param place of the instance; `publicIp` is '' where it has none
 */
export function waysOut(
  world: Network,
  { region, subnetId, publicIp }: { region: string; subnetId: string; publicIp: string },
): WaysOut {
  const association = world
    .resources('AWS::EC2::SubnetRouteTableAssociation')
    .find(({ properties }) => properties['SubnetId'] === subnetId)
  // The main table of a VPC has local routes only: nothing changes it here.
  if (association === undefined) return { internet: false, signals: false }
  const tableId = textOf(association.properties['RouteTableId'])
  const blocked = world.faults().blockPublicAccess !== undefined
  const internet = !blocked && publicIp !== '' && hasInternetRoute(world, tableId)
  const bucket = `arn:${world.partition}:s3:::cloudformation-waitcondition-${region}/signal`
  const signals = internet || endpointsOf(world, region, tableId).some((one) => letsPut(one, bucket))
  return { internet, signals }
}

function hasInternetRoute(world: Network, tableId: string): boolean {
  return world
    .resources('AWS::EC2::Route')
    .some(
      ({ properties }) =>
        properties['RouteTableId'] === tableId && properties['DestinationCidrBlock'] === '0.0.0.0/0',
    )
}

/** The S3 endpoints on a route table. */
function endpointsOf(world: Network, region: string, tableId: string): ResourceRecord[] {
  return world
    .resources('AWS::EC2::VPCEndpoint')
    .filter(
      ({ properties }) =>
        textAt(properties, 'ServiceName') === `com.amazonaws.${region}.s3` &&
        [properties['RouteTableIds'] ?? []].flat().includes(tableId),
    )
}

function letsPut({ properties }: ResourceRecord, resource: string): boolean {
  const policy = properties['PolicyDocument']
  if (policy === undefined) return true
  const request = { action: 's3:PutObject', resource, context: {} }
  return evaluate({ identity: [policy] }, request).decision === 'allowed'
}
