import { openInvocationLogs, type InvocationLogs } from '../lambda/invocation-logs.ts'
import { invokeFunctions } from '../lambda/invoke.ts'
import { lambdaPool } from '../lambda/pool.ts'
import type { ResourceType, World } from '../world.ts'
import { methodType, resourceType } from './api-gateway/methods.ts'
import { RestApiType } from './api-gateway/rest-api.ts'
import { apiAccountType, deploymentType, stageType } from './api-gateway/stages.ts'
import { HttpApiType, httpStageType } from './api-gateway-v2/http-api.ts'
import { integrationType, routeType } from './api-gateway-v2/integrations.ts'
import { vpcLinkType } from './api-gateway-v2/vpc-link.ts'
import { ServiceInterfaces } from './ec2/service-interfaces.ts'
import { LoadBalancerType } from './elastic-load-balancing/load-balancer.ts'
import { ApplicationListenerType } from './elastic-load-balancing-v2/listener.ts'
import { listenerRuleType } from './elastic-load-balancing-v2/listener-rule.ts'
import { applicationLoadBalancerType } from './elastic-load-balancing-v2/load-balancer.ts'
import { targetGroupType } from './elastic-load-balancing-v2/target-group.ts'
import { FunctionUrlType } from './lambda/function-url.ts'
import { FunctionType } from './lambda/functions.ts'
import { PermissionType } from './lambda/permissions.ts'

/** Resource types that carry traffic, and what they share while the account runs. */
export interface RunningTypes {
  types: ResourceType[]
  /** What functions have logged since the account was started. */
  logs: InvocationLogs
  /** Ends every listener and every execution environment. The resources stay; `resume` brings them back. */
  close(): Promise<void>
}

export function createRunningTypes(world: World): RunningTypes {
  const interfaces = new ServiceInterfaces(world)
  const pool = lambdaPool(world)
  const permissions = new PermissionType(world)
  const functions = new FunctionType(world, pool, interfaces)
  const loadBalancers = new LoadBalancerType(world, interfaces)
  const logs = openInvocationLogs((name) => world.resource(name, 'AWS::Logs::LogGroup') !== undefined)
  const invoke = invokeFunctions(functions, pool, permissions, logs)
  const apis = new RestApiType(world, invoke)
  const httpApis = new HttpApiType(world, invoke)
  const urls = new FunctionUrlType(world, invoke)
  const listeners = new ApplicationListenerType(world)
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
      applicationLoadBalancerType(world, interfaces, (arn) => listeners.closeOf(arn)),
      targetGroupType(world),
      listeners,
      listenerRuleType(world),
      httpApis,
      integrationType(world),
      routeType(world),
      httpStageType(world),
      vpcLinkType(world, interfaces),
      urls,
    ],
    logs,
    async close() {
      interfaces.close()
      const fronts = [loadBalancers, listeners, apis, httpApis, urls]
      await Promise.all([...fronts.map((front) => front.close()), pool.close()])
    },
  }
}
