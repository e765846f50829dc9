import { paginateDescribeNetworkInterfaces, type NetworkInterface } from '@aws-sdk/client-ec2'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { collect } from './paging.ts'

/** A network interface in a VPC. It keeps its subnet and its groups from being deleted. */
export interface InterfaceFound {
  id: string
  /** Its id, and its instance or AWS's description of its purpose. */
  text: string
  /** Whether Lambda keeps it for a function, also for a while after that is gone. */
  isOfFunction: boolean
  /** Who made it: an account, or a service by the name or account that EC2 knows it by. */
  owner: string
  /** EC2's own word for what it is, such as `vpc_endpoint`. */
  kind: string
}

/** Every network interface in a VPC. */
export async function interfacesIn({ ec2 }: Aws, vpcId: string): Promise<InterfaceFound[]> {
  const input = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
  try {
    return await collect(
      paginateDescribeNetworkInterfaces({ client: ec2 }, input),
      (page) => page.NetworkInterfaces,
      interfaceFound,
    )
  } catch (thrown) {
    throw toAppError(thrown, `list the network interfaces of ${vpcId}`)
  }
}

function interfaceFound(one: NetworkInterface): InterfaceFound {
  const { NetworkInterfaceId: id = '', InterfaceType: kind = 'interface', RequesterId, OwnerId } = one
  return {
    id,
    text: interfaceText(one),
    // Source: EC2 API reference, NetworkInterface. The requester of Lambda's is the role of a function.
    isOfFunction: kind === 'lambda',
    owner: RequesterId ?? OwnerId ?? 'an unknown owner',
    kind,
  }
}

/**
 * The id of an interface, and its instance or AWS's description of its purpose, such as `ELB <name>`
 * (source: Elastic Load Balancing user guide) or `VPC Endpoint Interface <id>` (EC2 user guide,
 * "Requester-managed network interfaces").
 */
export function interfaceText({
  NetworkInterfaceId,
  Attachment,
  Description = '',
}: NetworkInterface): string {
  return `${NetworkInterfaceId} (${Attachment?.InstanceId ?? Description})`
}
