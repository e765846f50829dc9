import { internet } from '../../address-book.ts'
import type { PathOverride, PrivateLink } from '../../traffic/routes.ts'
import { linkReaches, requireVpcLink } from '../api-gateway-v2/vpc-link.ts'
import { requireBalancer } from '../elastic-load-balancing-v2/load-balancer.ts'
import { ResourceError, type World } from '../../world.ts'

interface PrivateIntegration {
  Uri: string
  ConnectionId?: string | undefined
  IntegrationTarget?: string | undefined
  RequestTemplates: Record<string, string>
}

/**
 * How a method of a REST API reaches a load balancer through a VPC link (V2). Source: API Gateway developer
 * guide, "Private integrations for REST APIs": the stage is part of the path that the backend gets, unless
 * `$context.requestOverride.path` says another.
 * @throws ResourceError in the words of the service
 */
export function privateLink(world: World, region: string, integration: PrivateIntegration): PrivateLink {
  const { Uri, ConnectionId, IntegrationTarget, RequestTemplates } = integration
  if (IntegrationTarget === undefined)
    throw new ResourceError('A private integration with a VPC link V2 needs an integration target')
  const link = requireVpcLink(world, region, ConnectionId ?? '')
  const balancer = requireBalancer(world, region, IntegrationTarget)
  const url = URL.canParse(Uri) ? new URL(Uri) : undefined
  // Whether a path of the URI counts is not documented: it says no more than the request's own here.
  if (url?.protocol !== 'http:' || !['/', '/%7Bproxy%7D', '/{proxy}'].includes(url.pathname))
    throw new ResourceError(
      'Invalid HTTP endpoint specified for URI (the practice account speaks HTTP, and passes the path on)',
    )
  const port = Number(url.port || 80)
  return {
    network: balancer.internal ? balancer.vpcId : internet,
    host: balancer.dnsName,
    port,
    reachable: balancer.vpcId === link.vpcId && linkReaches(world, link, balancer, port),
    overrides: Object.fromEntries(
      Object.entries(RequestTemplates).map(([type, text]) => [type.toLowerCase(), overrideIn(text)]),
    ),
  }
}

const fixedPath = /^#set\( ?\$context\.requestOverride\.path = "(\/[^"$]*)" ?\) ?\$input\.body$/
const pathOfParameter = new RegExp(
  /^#set\( ?\$(\w+) = \$input\.params\('(\w+)'\) ?\) ?/.source +
    /#set\( ?\$context\.requestOverride\.path = "\/\$(\w+)" ?\) ?\$input\.body$/.source,
)

/**
 * What a request template does: it sets the path, and passes the body on. Two forms are understood, as public
 * configurations have them:
 *
 *     #set($context.requestOverride.path = "/")
 *     #set($path = $input.params('proxy')) #set($context.requestOverride.path = "/$path")
 */
function overrideIn(template: string): PathOverride {
  const text = template.replaceAll(/\s+/g, ' ').trim()
  const fixed = fixedPath.exec(text)?.[1]
  if (fixed !== undefined) return { path: fixed }
  const [, variable, parameter, used] = pathOfParameter.exec(text) ?? []
  if (parameter === undefined || variable !== used)
    throw new ResourceError(
      'the practice account understands templates that override the path, and nothing else',
    )
  return { parameter }
}
