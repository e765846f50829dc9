import { textOf } from '../json-values.ts'
import { untagged, type Account, type HandledResource, type Target } from './handled-resource.ts'

/**
 * The paths that a handler calls with a method of HTTP, which is the action. Tags that come with a creation
 * need PUT on the tags of what is created. Source: API Gateway developer guide, "How Amazon API Gateway works
 * with IAM" and "Tagging"; Service Authorization Reference, "Amazon API Gateway Management".
 */
export function apiGatewayTargets(account: Account, resource: HandledResource, method: string): Target[] {
  const [collection, one] = pathsOf(resource)
  const isTagging =
    method === 'TagResource' || (method === 'PUT' && resource.type !== 'AWS::ApiGateway::Method')
  if (!isTagging) return [untagged(arnOf(account, resource, method === 'POST' ? collection : one))]
  if (Object.keys(resource.tags).length === 0) return []
  const tagged = encodeURIComponent(arnOf(account, resource, one))
  return [untagged(arnOf(account, resource, `/tags/${tagged}`))]
}

/** Where a resource is created, and where it is. */
function pathsOf(resource: HandledResource): [collection: string, one: string] {
  const { type, properties, physicalId } = resource
  if (type.startsWith('AWS::ApiGatewayV2::')) return pathsOfVersion2(resource)
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

/** Of HTTP APIs and VPC links, which are version 2 of the service. */
function pathsOfVersion2({ type, properties, physicalId }: HandledResource): [string, string] {
  const api = `/apis/${textOf(properties['ApiId'])}`
  const id = physicalId === '' ? '*' : physicalId
  switch (type) {
    case 'AWS::ApiGatewayV2::Integration':
      return [`${api}/integrations`, `${api}/integrations/${id}`]
    case 'AWS::ApiGatewayV2::Route':
      return [`${api}/routes`, `${api}/routes/${id}`]
    case 'AWS::ApiGatewayV2::Stage':
      return [`${api}/stages`, `${api}/stages/${textOf(properties['StageName'])}`]
    case 'AWS::ApiGatewayV2::VpcLink':
      return ['/vpclinks', `/vpclinks/${id}`]
    default:
      return ['/apis', `/apis/${id}`]
  }
}

function arnOf({ partition }: Account, { region }: HandledResource, path: string): string {
  return `arn:${partition}:apigateway:${region}::${path}`
}
