import type { World } from '../../world.ts'
import { interfaceKey, keptInterfaces } from './kept-interfaces.ts'

/** What GuardDuty's automated agent keeps in a VPC, as the document `guardduty/<vpc>` has it. */
interface GuardDutyNetwork {
  region: string
  vpcId: string
  /** Null once somebody has deleted it. */
  endpointId: string | null
  groupId: string | null
  subnetIds: string[]
}

const prefix = 'guardduty/'

export function guardDutyNetworks({ documents }: Pick<World, 'documents'>): GuardDutyNetwork[] {
  return documents.keys(prefix).map((key) => documents.get(key) as GuardDutyNetwork)
}

/** The service of the endpoints that GuardDuty makes. */
export function guardDutyService(region: string): string {
  return `com.amazonaws.${region}.guardduty-data`
}

/** Deletes an endpoint with its interfaces. @returns whether it was one of these */
export function deleteGuardDutyEndpoint(world: Pick<World, 'documents'>, endpointId: string): boolean {
  const found = guardDutyNetworks(world).find((network) => network.endpointId === endpointId)
  if (found === undefined) return false
  const own = keptInterfaces(world).filter(
    ({ interfaceType, vpcId }) => interfaceType === 'vpc_endpoint' && vpcId === found.vpcId,
  )
  for (const { networkInterfaceId } of own) world.documents.remove(interfaceKey(networkInterfaceId))
  keepGuardDutyNetwork(world, { ...found, endpointId: null })
  return true
}

/** Deletes a group of these. */
export function deleteGuardDutyGroup(world: Pick<World, 'documents'>, groupId: string): boolean {
  const found = guardDutyNetworks(world).find((network) => network.groupId === groupId)
  if (found === undefined) return false
  keepGuardDutyNetwork(world, { ...found, groupId: null })
  return true
}

/** Keeps what is left of a network; nothing is known of one of which nothing is. */
export function keepGuardDutyNetwork(
  { documents }: Pick<World, 'documents'>,
  network: GuardDutyNetwork,
): void {
  const key = prefix + network.vpcId
  if (network.endpointId === null && network.groupId === null) documents.remove(key)
  else documents.put(key, network)
}
