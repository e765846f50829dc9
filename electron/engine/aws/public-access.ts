import { DescribeVpcBlockPublicAccessOptionsCommand } from '@aws-sdk/client-ec2'
import type { Aws } from './clients.ts'

/** VPC Block Public Access of this Region. */
interface PublicAccess {
  mode: 'off' | 'block-bidirectional' | 'block-ingress'
  /** Who has set it: the account, or an organisation by a declarative policy. */
  managedBy: 'account' | 'declarative-policy'
}

/** Whether traffic through internet gateways is blocked in this Region, whatever a VPC says. */
export async function publicAccess({ ec2 }: Aws): Promise<PublicAccess> {
  const { VpcBlockPublicAccessOptions: options } = await ec2.send(
    new DescribeVpcBlockPublicAccessOptionsCommand({}),
  )
  return { mode: options?.InternetGatewayBlockMode ?? 'off', managedBy: options?.ManagedBy ?? 'account' }
}
