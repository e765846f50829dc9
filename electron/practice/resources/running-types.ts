import { lambdaFunctions } from './lambda/functions.ts'
import { invokeFunctions } from '../lambda/invoke.ts'
import { functionPermissions } from './lambda/permissions.ts'
import { lambdaPool } from '../lambda/pool.ts'
import { lambdaService } from '../services/lambda.ts'
import type { ResourceType, Service, World } from '../world.ts'
import { loadBalancerType } from './elastic-load-balancing/load-balancer.ts'
import { serviceInterfaces } from './ec2/service-interfaces.ts'
import { methodType, resourceType } from './api-gateway/methods.ts'
import { apiAccountType, deploymentType, stagesOf, stageType } from './api-gateway/stages.ts'
import { restApis } from './api-gateway/rest-api.ts'

/**
 * Everything of the account that requests flow through: the resource types, and what they share while the
 * account runs.
 */
export interface Traffic {
  types: ResourceType[]
  lambda: Service
  /** Ends every listener and every execution environment. The resources stay, and come back by `resume`. */
  close(): Promise<void>
}

/**
 * Puts them together. Network interfaces that were lingering when the account last ended go on doing so
 * from here.
 */
export function createTraffic(world: World): Traffic {
  const interfaces = serviceInterfaces(world)
  const pool = lambdaPool(world)
  const permissions = functionPermissions(world)
  const functions = lambdaFunctions(world, pool, interfaces)
  const loadBalancers = loadBalancerType(world, interfaces)
  const apis = restApis(world, invokeFunctions(functions, pool, permissions), (apiId) =>
    stagesOf(world, apiId),
  )
  return {
    types: [
      loadBalancers.type,
      apis.type,
      resourceType(world),
      methodType(world),
      deploymentType(world),
      stageType(world, apis),
      apiAccountType(),
      functions.type,
      permissions.type,
    ],
    lambda: lambdaService(world),
    async close() {
      interfaces.close()
      await Promise.all([loadBalancers.close(), apis.close(), pool.close()])
    },
  }
}
