import type { ResourceType, World } from '../world.ts'
import { loadBalancerType } from './load-balancer.ts'
import { serviceInterfaces } from './network-interfaces.ts'

/** Everything of the account that requests flow through: the resource types, and what they share while the account runs. */
export interface Traffic {
  types: ResourceType[]
  /** Ends every listener and every execution environment. The resources stay, and come back by `resume`. */
  close(): Promise<void>
}

export function createTraffic(world: World): Traffic {
  const interfaces = serviceInterfaces(world)
  const loadBalancers = loadBalancerType(world, interfaces)
  return {
    types: [loadBalancers.type],
    async close() {
      interfaces.close()
      await loadBalancers.close()
    },
  }
}
