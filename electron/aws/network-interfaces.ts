import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2'
import { toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/** The ids of every network interface in a VPC. While there is one, its subnets and groups cannot be deleted. */
export async function interfacesIn(aws: Aws, vpcId: string): Promise<string[]> {
  try {
    const { NetworkInterfaces } = await aws.ec2.send(
      new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }),
    )
    return (NetworkInterfaces ?? []).map((networkInterface) => networkInterface.NetworkInterfaceId ?? '')
  } catch (thrown) {
    throw toAppError(thrown, `list the network interfaces of ${vpcId}`)
  }
}
