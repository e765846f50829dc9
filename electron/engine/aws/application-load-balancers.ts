import {
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
  type LoadBalancer,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Aws } from './clients.ts'
import { collect } from './paging.ts'

/** Every application load balancer of the account in this Region. */
export function applicationLoadBalancers({ elasticLoadBalancingV2: client }: Aws): Promise<LoadBalancer[]> {
  return collect(
    paginateDescribeLoadBalancers({ client }, {}),
    (page) => page.LoadBalancers,
    (one) => (one.Type === 'application' ? one : undefined),
  )
}

/** Every target group of the account in this Region. */
export function targetGroups({ elasticLoadBalancingV2: client }: Aws): Promise<TargetGroup[]> {
  return collect(
    paginateDescribeTargetGroups({ client }, {}),
    (page) => page.TargetGroups,
    (one) => one,
  )
}
