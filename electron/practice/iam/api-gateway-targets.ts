import { textOf } from '../json-values.ts'
import { untagged, type Account, type HandledResource, type Target } from './handled-resource.ts'

/**
 * The paths that a handler calls with a method of HTTP, which is the action. Tags that come with a creation
 * need PUT on the tags of what is created. Source: API Gateway developer guide, "How Amazon API Gateway works
 * with IAM" and "Tagging"; Service Authorization Reference, "Amazon API Gateway Management".
 */
export function apiGatewayTargets(account: Account, resource: HandledResource, method: string): Target[] {
  const [collection, one] = pathsOf(resource)
  const isTagging = method === 'PUT' && resource.type !== 'AWS::ApiGateway::Method'
  if (!isTagging) return [untagged(arnOf(account, resource, method === 'POST' ? collection : one))]
  if (Object.keys(resource.tags).length === 0) return []
  const tagged = encodeURIComponent(arnOf(account, resource, one))
  return [untagged(arnOf(account, resource, `/tags/${tagged}`))]
}

/** Where a resource is created, and where it is. */
function pathsOf({ type, properties, physicalId }: HandledResource): [collection: string, one: string] {
  const api = `/restapis/${textOf(properties['RestApiId'])}`
  const id = physicalId === '' ? '*' : physicalId
  switch (type) {
    case 'AWS::ApiGateway::Resource':
      return [`${api}/resources/${textOf(properties['ParentId'])}`, `${api}/resources/${id}`]
    case 'AWS::ApiGateway::Method': {
      const verb = textOf(properties['HttpMethod'])
      const path = `${api}/resources/${textOf(properties['ResourceId'])}/methods/${verb}`
      return [path, path]
    }
    case 'AWS::ApiGateway::Deployment':
      return [`${api}/deployments`, `${api}/deployments/${id}`]
    case 'AWS::ApiGateway::Stage':
      return [`${api}/stages`, `${api}/stages/${textOf(properties['StageName'])}`]
    default:
      return ['/restapis', `/restapis/${id}`]
  }
}

function arnOf({ partition }: Account, { region }: HandledResource, path: string): string {
  return `arn:${partition}:apigateway:${region}::${path}`
}
