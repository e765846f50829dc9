import { paginateDescribeNetworkInterfaces, type NetworkInterface } from '@aws-sdk/client-ec2'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { collect } from './paging.ts'

/** Every network interface in a VPC, as a text. Each keeps its subnet and groups from being deleted. */
export async function interfacesIn({ ec2 }: Aws, vpcId: string): Promise<string[]> {
  const input = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
  try {
    return await collect(
      paginateDescribeNetworkInterfaces({ client: ec2 }, input),
      (page) => page.NetworkInterfaces,
      interfaceText,
    )
  } catch (thrown) {
    throw toAppError(thrown, `list the network interfaces of ${vpcId}`)
  }
}

/** The id of an interface, and its instance or AWS's description of its purpose, such as `ELB <name>`. */
export function interfaceText({
  NetworkInterfaceId,
  Attachment,
  Description = '',
}: NetworkInterface): string {
  return `${NetworkInterfaceId} (${Attachment?.InstanceId ?? Description})`
}
