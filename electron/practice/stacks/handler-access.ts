import { randomUUID } from 'node:crypto'
import { evaluate, type AccessRequest, type Verdict } from '../iam/evaluate.ts'
import { refusalText } from '../iam/refusal-text.ts'
import type { HandledResource } from '../iam/handled-resource.ts'
import type { Handler } from '../iam/handler-actions.ts'
import { handlerRequests } from '../iam/handler-requests.ts'
import { textOf } from '../json-values.ts'
import { newName } from '../resources/names.ts'
import { ResourceError, type World } from '../world.ts'
import { stackPrincipal } from './stack-principal.ts'
import type { StackRecord, StackResource } from './stack-record.ts'

/**
 * What a stack's resource asks of AWS is decided by the policies of the principal that the stack acts with.
 * @throws ResourceError with the text of the event, as for the first action that is denied
 */
export function checkHandlerAccess(
  world: World,
  stack: StackRecord,
  resource: StackResource,
  handler: Handler,
): void {
  const principal = stackPrincipal(world, stack)
  if (principal === undefined) return
  for (const request of handlerRequests(world, handledResource(stack, resource), handler)) {
    const verdict = evaluate(principal.grants, request)
    if (verdict.decision !== 'allowed') throw new ResourceError(denialText(principal.arn, request, verdict))
  }
}

/** Properties that hold a name which the template may choose. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::ElasticLoadBalancing::LoadBalancer': 'LoadBalancerName',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ServerCertificate': 'ServerCertificateName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Scheduler::ScheduleGroup': 'Name',
}

/** The longest name that CloudFormation makes for a role, which is the shortest of all limits. */
const maxNameLength = 64

function handledResource(stack: StackRecord, resource: StackResource): HandledResource {
  const { type, physicalId, properties, tags, logicalId } = resource
  const chosen = textOf(properties[nameProperties[type] ?? ''])
  const name = physicalId || chosen || newName({ stackName: stack.name, logicalId }, maxNameLength)
  return { type, region: stack.region, physicalId, name, properties, tags }
}

/** Prefix of an action → the service as the AWS SDK for Java names it in errors, and the HTTP status. */
const services: Readonly<Record<string, [name: string, status: number]>> = {
  apigateway: ['ApiGateway', 403],
  ec2: ['Ec2', 403],
  elasticloadbalancing: ['ElasticLoadBalancing', 403],
  iam: ['Iam', 403],
  lambda: ['Lambda', 403],
  logs: ['CloudWatchLogs', 400],
  scheduler: ['Scheduler', 403],
  ssm: ['Ssm', 400],
}

const tagActions = /:(AddTags|CreateTags|Tag(Resource|Role)|Untag(Resource|Role))$/
const taggingHint =
  'Encountered a permissions error performing a tagging operation, please add required tag permissions. ' +
  'See https://repost.aws/knowledge-center/cloudformation-tagging-permission-error for how to resolve. '

/**
 * The reason of an event, in the shape of those that AWS shows. Source: events in public bug reports, such as
 * hashicorp/terraform-provider-awscc and aws/aws-cdk issues with `HandlerErrorCode: AccessDenied`.
 */
function denialText(principalArn: string, { action, resource }: AccessRequest, verdict: Verdict): string {
  const [service, status] = services[action.split(':')[0] ?? ''] ?? ['Unknown', 403]
  const isTagging = tagActions.test(action)
  const start = service === 'Ec2' ? 'You are not authorized to perform this operation. ' : ''
  const said = `${start}${refusalText(principalArn, { action, resource }, verdict)}`
  const call = `Service: ${service}, Status Code: ${status}, Request ID: ${randomUUID()}`
  const details = `(${call}) (SDK Attempt Count: 1)`
  const code = isTagging ? 'UnauthorizedTaggingOperation' : 'AccessDenied'
  const handled = `Resource handler returned message: "${said} ${details}" (RequestToken: ${randomUUID()}, `
  return `${isTagging ? taggingHint : ''}${handled}HandlerErrorCode: ${code})`
}
