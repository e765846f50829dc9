import type { JsonObject, World } from '../world.ts'

/**
 * VPC Block Public Access of a Region: off, unless the fault `blockPublicAccess` says otherwise. Source: EC2
 * API reference, "VpcBlockPublicAccessOptions".
 */
export function describeBlockPublicAccess(
  world: Pick<World, 'accountId' | 'faults'>,
  region: string,
): JsonObject {
  const mode = world.faults().blockPublicAccess ?? 'off'
  return {
    vpcBlockPublicAccessOptions: {
      awsAccountId: world.accountId,
      awsRegion: region,
      state: mode === 'off' ? 'default-state' : 'update-complete',
      internetGatewayBlockMode: mode,
      reason: '',
      managedBy: 'account',
      exclusionsAllowed: 'allowed',
    },
  }
}
