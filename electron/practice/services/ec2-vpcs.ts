import { textAt } from '../resources/properties.ts'
import type { JsonObject, World } from '../world.ts'
import { derivedId } from './derived-id.ts'
import { answerPage, filterItems, tagSetOf, type TagSet } from './ec2-query.ts'
import { foreignNames } from './foreign.ts'

/** A VPC with what AWS makes along with it. */
export interface VpcFacts {
  vpcId: string
  cidrBlock: string
  isDefault: boolean
  defaultGroupId: string
  mainRouteTableId: string
  tags: TagSet
}

/** The VPC that every Region has from the start. */
export function defaultVpc(region: string): VpcFacts {
  return vpcFacts({
    vpcId: derivedId('vpc', `default ${region}`),
    cidrBlock: '172.31.0.0/16',
    isDefault: true,
    tags: [],
  })
}

/**
 * Every VPC of a Region: the default one, those of the stacks, and those that the fault `foreign` asks for.
 */
export function vpcsOf(world: Pick<World, 'resources' | 'faults'>, region: string): VpcFacts[] {
  const ofStacks = world
    .resources('AWS::EC2::VPC')
    .filter((vpc) => vpc.region === region)
    .map((vpc) => {
      const facts = {
        vpcId: vpc.physicalId,
        cidrBlock: textAt(vpc.properties, 'CidrBlock'),
        isDefault: false,
        tags: tagSetOf(vpc.tags),
      }
      return vpcFacts({ ...facts, defaultGroupId: textAt(vpc.attributes, 'DefaultSecurityGroup') })
    })
  const foreign = foreignNames(world, 'vpcs').map((name) =>
    vpcFacts({
      vpcId: derivedId('vpc', `${name} ${region}`),
      cidrBlock: '192.168.0.0/16',
      isDefault: false,
      tags: [{ key: 'Name', value: name }],
    }),
  )
  return [defaultVpc(region), ...ofStacks, ...foreign]
}

function vpcFacts(
  known: Pick<VpcFacts, 'vpcId' | 'cidrBlock' | 'isDefault' | 'tags'> & { defaultGroupId?: string },
): VpcFacts {
  const { vpcId, defaultGroupId = '', ...rest } = known
  return {
    vpcId,
    ...rest,
    defaultGroupId: defaultGroupId === '' ? derivedId('sg', vpcId) : defaultGroupId,
    mainRouteTableId: derivedId('rtb', vpcId),
  }
}

/** @throws ServiceError `InvalidVpcID.NotFound` */
export function describeVpcs(
  world: Pick<World, 'accountId' | 'resources' | 'faults'>,
  input: JsonObject,
  region: string,
): JsonObject {
  const items = vpcsOf(world, region).map(({ vpcId, cidrBlock, isDefault, tags }) => ({
    vpcId,
    ownerId: world.accountId,
    state: 'available',
    cidrBlock,
    instanceTenancy: 'default',
    isDefault,
    tagSet: tags,
  }))
  const found = filterItems(items, input, {
    ids: { parameter: 'VpcId', of: (vpc) => vpc.vpcId, missing: 'InvalidVpcID.NotFound' },
    filters: {
      'vpc-id': (vpc) => [vpc.vpcId],
      state: (vpc) => [vpc.state],
      cidr: (vpc) => [vpc.cidrBlock],
      'is-default': (vpc) => [String(vpc.isDefault)],
      'owner-id': (vpc) => [vpc.ownerId],
    },
    tags: (vpc) => vpc.tagSet,
  })
  return answerPage('vpcSet', found, input)
}
