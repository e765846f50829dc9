import {
  paginateDescribeSecurityGroups,
  paginateDescribeVpcEndpoints,
  type SecurityGroup,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { namesIt } from './inventory-question.ts'
import { interfacesIn, type InterfaceFound } from './network-interfaces.ts'
import { collect } from './paging.ts'

/** Something in a VPC that no stack has made. */
export interface OtherInVpc {
  id: string
  /** What it is, whose, and whether it costs money. */
  text: string
}

/** The service that GuardDuty's endpoints lead to, in every Region and partition. */
const guardDutyService = /\.guardduty-data(-fips)?$/
const hourly = 'billed by the hour'

/** Kinds of interfaces whose owner is billed by the hour. Source: EC2 API reference, InterfaceType. */
const billedKinds = new Set([
  'nat_gateway',
  'natGateway',
  'transit_gateway',
  'vpc_endpoint',
  'network_load_balancer',
])

/**
 * What others have put into a VPC: it keeps the VPC, and the subnets that it is in, from being deleted.
 * @param own AWS's ids of the resources of the deployment's stacks
 */
export async function othersInVpc(aws: Aws, vpcId: string, own: ReadonlySet<string>): Promise<OtherInVpc[]> {
  const { ec2: client } = aws
  const input = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
  try {
    const [endpoints, interfaces, groups] = await Promise.all([
      collect(
        paginateDescribeVpcEndpoints({ client }, input),
        (page) => page.VpcEndpoints,
        (one) => (one.State?.toLowerCase() === 'deleted' ? undefined : otherEndpoint(one)),
      ),
      interfacesIn(aws, vpcId),
      collect(
        paginateDescribeSecurityGroups({ client }, input),
        (page) => page.SecurityGroups,
        // Every VPC has its default group, which goes with it.
        (one) => (one.GroupName === 'default' ? undefined : otherGroup(one)),
      ),
    ])
    // Those of functions go in the end; those that name a resource of a stack, or an endpoint, go with it.
    const named = [...own, ...endpoints.map(({ id }) => id)]
    const ofOthers = interfaces.filter(
      ({ isOfFunction, text }) => !isOfFunction && !named.some((id) => namesIt(text, id)),
    )
    return [...endpoints, ...ofOthers.map(otherInterface), ...groups].filter(({ id }) => !own.has(id))
  } catch (thrown) {
    throw toAppError(thrown, `list what is in ${vpcId}`)
  }
}

function otherEndpoint(one: VpcEndpoint): OtherInVpc {
  const { VpcEndpointId: id = '', ServiceName: service = '', VpcEndpointType: type, OwnerId } = one
  const whose = guardDutyService.test(service)
    ? 'made by GuardDuty, free'
    : `of the account ${OwnerId ?? 'unknown'}, ${type === 'Gateway' ? 'free' : hourly}`
  return { id, text: `${id} (endpoint of ${service}, ${whose})` }
}

function otherInterface({ id, text, owner, kind }: InterfaceFound): OtherInVpc {
  const cost = billedKinds.has(kind) ? `, ${hourly}` : ''
  return { id, text: `${text} of ${owner}${cost}` }
}

function otherGroup({ GroupId: id = '', GroupName: name = '', OwnerId }: SecurityGroup): OtherInVpc {
  return { id, text: `${id} (security group ${name} of the account ${OwnerId ?? 'unknown'}, free)` }
}

/**
 * The VPCs of the Region that GuardDuty keeps an endpoint in: its automated agent makes one in new ones too.
 */
export function vpcsOfGuardDuty({ ec2: client }: Aws): Promise<string[]> {
  const input = { Filters: [{ Name: 'service-name', Values: ['*.guardduty-data', '*.guardduty-data-fips'] }] }
  return collect(
    paginateDescribeVpcEndpoints({ client }, input),
    (page) => page.VpcEndpoints,
    (one) => one.VpcId,
  )
}
