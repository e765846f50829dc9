import type { Service, World } from '../world.ts'
import { deleteSecurityGroup, deleteVpcEndpoints } from './ec2-guardduty.ts'
import { describeAddresses, describeInternetGateways, describeVpcEndpoints } from './ec2-gateways.ts'
import { describeBlockPublicAccess } from './ec2-public-access.ts'
import { describeInstances, terminateInstances } from './ec2-instances.ts'
import { describeNetworkInterfaces } from './ec2-interfaces.ts'
import { describeRegions } from './ec2-regions.ts'
import { describeRouteTables } from './ec2-route-tables.ts'
import { describeSecurityGroups } from './ec2-security-groups.ts'
import { describeSubnets } from './ec2-subnets.ts'
import { describeVolumes } from './ec2-volumes.ts'
import { describeVpcs } from './ec2-vpcs.ts'
import { describeAvailabilityZones, describeInstanceTypeOfferings } from './ec2-zones.ts'

type Ec2World = Pick<World, 'accountId' | 'partition' | 'documents' | 'resources' | 'faults'>

/**
 * EC2, as far as the app asks it: describing what exists. Everything is created and deleted by
 * CloudFormation, except for TerminateInstances and for what the fault `foreignInterface` has made.
 * @param terminate ends an instance at once
 */
export function ec2Service(world: Ec2World, terminate: (instanceId: string) => Promise<void>): Service {
  return {
    name: 'ec2',
    protocol: 'ec2',
    version: '2016-11-15',
    operations: {
      DeleteSecurityGroup: (input) => deleteSecurityGroup(world, input),
      DeleteVpcEndpoints: (input) => deleteVpcEndpoints(world, input),
      DescribeAddresses: (input) => describeAddresses(input),
      DescribeAvailabilityZones: (input, call) => describeAvailabilityZones(input, call.region),
      DescribeInstances: (input, call) => describeInstances(world, input, call.region, Date.now()),
      DescribeInstanceTypeOfferings: (input, call) => describeInstanceTypeOfferings(input, call.region),
      DescribeInternetGateways: (input, call) => describeInternetGateways(world, input, call.region),
      DescribeNetworkInterfaces: (input, call) =>
        describeNetworkInterfaces(world, input, call.region, Date.now()),
      DescribeRegions: (input) => describeRegions(input, world.partition),
      DescribeRouteTables: (input, call) => describeRouteTables(world, input, call.region),
      DescribeSecurityGroups: (input, call) => describeSecurityGroups(world, input, call.region),
      DescribeSubnets: (input, call) => describeSubnets(world, input, call.region),
      DescribeVolumes: (input, call) => describeVolumes(world, input, call.region),
      DescribeVpcBlockPublicAccessOptions: (_input, call) => describeBlockPublicAccess(world, call.region),
      DescribeVpcEndpoints: (input, call) => describeVpcEndpoints(world, input, call.region),
      DescribeVpcs: (input, call) => describeVpcs(world, input, call.region),
      TerminateInstances: (input, call) => terminateInstances(world, input, call.region, terminate),
    },
  }
}
