/**
 * A role that a service makes for its own use, with the first resource of a kind in an account. It stays when
 * that goes: others in the account may need it by then. Sources: Elastic Load Balancing user guide and API
 * Gateway developer guide, "Service-linked roles".
 */
export interface LinkedRole {
  name: string
  /** Types of resources of which the first one makes it. */
  types: readonly string[]
  /** What the first one is called. */
  madeWith: string
}

const linkedRoles: readonly LinkedRole[] = [
  {
    name: 'AWSServiceRoleForElasticLoadBalancing',
    types: ['AWS::ElasticLoadBalancing::LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
    madeWith: 'load balancer',
  },
  { name: 'AWSServiceRoleForAPIGateway', types: ['AWS::ApiGatewayV2::VpcLink'], madeWith: 'VPC link' },
]

/** The roles that resources of some types make. */
export function linkedRolesOf(types: readonly string[]): LinkedRole[] {
  return linkedRoles.filter((role) => role.types.some((type) => types.includes(type)))
}
