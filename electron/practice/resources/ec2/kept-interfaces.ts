import type { World } from '../../world.ts'

/** A network interface that a service keeps in a VPC, as its document `interface/<id>` has it. */
export interface KeptInterface {
  networkInterfaceId: string
  description: string
  interfaceType: string
  status: string
  requesterId?: string
  region: string
  vpcId: string
  subnetId: string
  groupIds: string[]
  privateIpAddress?: string
  /** When it disappears, in epoch milliseconds; missing while it is used. */
  goneAtMs?: number
}

const prefix = 'interface/'

export function keptInterfaces({ documents }: Pick<World, 'documents'>): KeptInterface[] {
  return documents.keys(prefix).map((key) => documents.get(key) as KeptInterface)
}

/** The key of an interface's document. */
export function interfaceKey(networkInterfaceId: string): string {
  return prefix + networkInterfaceId
}
