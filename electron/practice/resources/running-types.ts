import { openInvocationLogs } from '../lambda/invocation-logs.ts'
import { invokeFunctions } from '../lambda/invoke.ts'
import { lambdaPool } from '../lambda/pool.ts'
import type { ResourceType, World } from '../world.ts'
import { methodType, resourceType } from './api-gateway/methods.ts'
import { RestApiType } from './api-gateway/rest-api.ts'
import { apiAccountType, deploymentType, stageType } from './api-gateway/stages.ts'
import { ServiceInterfaces } from './ec2/service-interfaces.ts'
import { LoadBalancerType } from './elastic-load-balancing/load-balancer.ts'
import { FunctionType } from './lambda/functions.ts'
import { PermissionType } from './lambda/permissions.ts'

/** Resource types that carry traffic, and what they share while the account runs. */
export interface RunningTypes {
  types: ResourceType[]
  /** Bytes that functions have logged to a group since the account was started. */
  storedBytes(logGroup: string): number
  /** Ends every listener and every execution environment. The resources stay; `resume` brings them back. */
  close(): Promise<void>
}

export function createRunningTypes(world: World): RunningTypes {
  const interfaces = new ServiceInterfaces(world)
  const pool = lambdaPool(world)
  const permissions = new PermissionType(world)
  const functions = new FunctionType(world, pool, interfaces)
  const loadBalancers = new LoadBalancerType(world, interfaces)
  const logs = openInvocationLogs()
  const apis = new RestApiType(world, invokeFunctions(functions, pool, permissions, logs))
  return {
    types: [
      loadBalancers,
      apis,
      resourceType(world),
      methodType(world),
      deploymentType(world),
      stageType(world, apis),
      apiAccountType(),
      functions,
      permissions,
    ],
    storedBytes: (logGroup) => logs.storedBytes(logGroup),
    async close() {
      interfaces.close()
      await Promise.all([loadBalancers.close(), apis.close(), pool.close()])
    },
  }
}
