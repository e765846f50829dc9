import { paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

export interface NetworkInterface {
  id: string
  /** What AWS says that it is for, such as `ELB <name>` or `AWS Lambda VPC ENI-<function>-…`. */
  description: string
  /** The instance that it belongs to; null where it is a service's. */
  instanceId: string | null
}

/** Every network interface in a VPC. While there is one, its subnets and groups cannot be deleted. */
export async function interfacesIn({ ec2 }: Aws, vpcId: string): Promise<NetworkInterface[]> {
  const found: NetworkInterface[] = []
  try {
    const input = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
    for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client: ec2 }, input))
      for (const { NetworkInterfaceId = '', Description = '', Attachment } of NetworkInterfaces)
        found.push({ id: NetworkInterfaceId, description: Description, instanceId: Attachment?.InstanceId ?? null })
    return found
  } catch (thrown) {
    throw toAppError(thrown, `list the network interfaces of ${vpcId}`)
  }
}

/** Whether an interface is there for a resource, by the id that AWS gave to that. */
export function belongsTo({ description, instanceId }: NetworkInterface, physicalId: string): boolean {
  return instanceId === physicalId || description.split(/\s+/).includes(physicalId)
}
