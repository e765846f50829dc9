import type { Service, World } from '../world.ts'
import { describeInstances } from './ec2-instances.ts'
import { describeNetworkInterfaces } from './ec2-interfaces.ts'
import { answerPage, filterItems, textOf } from './ec2-query.ts'
import { describeAvailabilityZones, describeInstanceTypeOfferings } from './ec2-zones.ts'

type Ec2World = Pick<World, 'accountId' | 'documents' | 'resources'>

/** EC2, as far as the app asks it: describing what there is. Everything is made and removed by CloudFormation. */
export function ec2Service(world: Ec2World): Service {
  return {
    name: 'ec2',
    protocol: 'ec2',
    version: '2016-11-15',
    operations: {
      DescribeAvailabilityZones: (input, call) => describeAvailabilityZones(input, call.region),
      DescribeInstanceTypeOfferings: (input, call) => describeInstanceTypeOfferings(input, call.region),
      DescribeInstances: (input, call) => describeInstances(world, input, call.region),
      DescribeNetworkInterfaces: (input, call) => describeNetworkInterfaces(world, input, call.region, Date.now()),
      DescribeVpcs(input, call) {
        const vpcs = world.resources('AWS::EC2::VPC').filter((vpc) => vpc.region === call.region)
        const items = vpcs.map((vpc) => ({
          vpcId: vpc.physicalId,
          ownerId: world.accountId,
          state: 'available',
          cidrBlock: textOf(vpc.properties['CidrBlock']),
          instanceTenancy: 'default',
          isDefault: false,
          tagSet: Object.entries(vpc.tags).map(([key, value]) => ({ key, value })),
        }))
        const found = filterItems(items, input, {
          ids: { parameter: 'VpcId', of: (vpc) => vpc.vpcId, missing: 'InvalidVpcID.NotFound' },
          filters: {
            'vpc-id': (vpc) => [vpc.vpcId],
            state: (vpc) => [vpc.state],
            cidr: (vpc) => [vpc.cidrBlock],
            'is-default': () => ['false'],
          },
          tags: (vpc) => vpc.tagSet,
        })
        return answerPage('vpcSet', found, input)
      },
    },
  }
}
