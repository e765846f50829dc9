import { partitionOf } from '../../../shared/partition.ts'
import { tagContext } from './access.ts'
import type { ConditionContext } from './conditions.ts'
import { words } from './action-classes.ts'
import { createActionOf, taggedLast } from './ec2-targets.ts'
import type { AccessRequest } from './evaluate.ts'
import type { Account, HandledResource, Target } from './handled-resource.ts'
import { handlerActions, type Handler } from './handler-actions.ts'
import { linkedRoleOf, servicePassedTo } from './iam-targets.ts'
import { targetsOf } from './service-targets.ts'
import { textOf } from '../json-values.ts'

/** The service whose tags are condition keys of its own, beside `aws:ResourceTag`. */
const ownTagKeys = ['ec2']

/**
 * Everything that a handler asks AWS for a resource, as IAM decides on it: one request an action and a
 * resource that it acts on.
 */
export function handlerRequests(
  account: Account,
  resource: HandledResource,
  handler: Handler,
): AccessRequest[] {
  const has = (property: string): boolean =>
    property === 'Tags' ? ownTags(resource.tags).length > 0 : resource.properties[property] !== undefined
  return handlerActions(resource.type, handler, has).flatMap((action) =>
    targetsOf(account, resource, action).flatMap((target) => requestsFor(resource, action, target)),
  )
}

function requestsFor(resource: HandledResource, action: string, target: Target): AccessRequest[] {
  const context = {
    'aws:RequestedRegion': action.startsWith('iam:')
      ? partitionOf(resource.region).iamRegion
      : resource.region,
    ...tagsOf(action, target),
    ...iamContext(resource, action),
    ...lambdaContext(resource, action),
  }
  const request = { action, resource: target.arn, context }
  if (action !== 'ec2:CreateTags') return [request]
  const onCreation = { ...context, 'ec2:CreateAction': createActionOf(resource.type) }
  return [{ ...request, context: onCreation }, ...(taggedLast.includes(resource.type) ? [request] : [])]
}

function tagsOf(action: string, { state, tags }: Target): ConditionContext {
  if (state === 'untagged') return {}
  if (state === 'new') {
    const own = ownTags(tags)
    return {
      ...tagContext('aws:RequestTag', Object.fromEntries(own)),
      'aws:TagKeys': own.map(([key]) => key),
    }
  }
  const service = action.split(':')[0] ?? ''
  const ofService = ownTagKeys.includes(service) ? tagContext(`${service}:ResourceTag`, tags) : {}
  return { ...tagContext('aws:ResourceTag', tags), ...ofService }
}

/** Actions on a role that know its permissions boundary. Source: Service Authorization Reference, IAM. */
const knowsBoundary = words(`iam:AttachRolePolicy iam:CreateRole iam:DeleteRole iam:DeleteRolePolicy
  iam:DetachRolePolicy iam:GetRole iam:PutRolePolicy`)

function iamContext(resource: HandledResource, action: string): ConditionContext {
  if (action === 'iam:PassRole') return { 'iam:PassedToService': servicePassedTo(resource) }
  if (action === 'iam:CreateServiceLinkedRole')
    return { 'iam:AWSServiceName': linkedRoleOf(resource.type).service }
  const boundary = textOf(resource.properties['PermissionsBoundary'])
  return boundary !== '' && knowsBoundary.includes(action) ? { 'iam:PermissionsBoundary': boundary } : {}
}

/** Who may call a function, and how. Source: Service Authorization Reference, AWS Lambda. */
function lambdaContext({ properties }: HandledResource, action: string): ConditionContext {
  if (action === 'lambda:CreateFunctionUrlConfig')
    return { 'lambda:FunctionUrlAuthType': textOf(properties['AuthType']) }
  if (action !== 'lambda:AddPermission') return {}
  const authType = textOf(properties['FunctionUrlAuthType'])
  return {
    'lambda:Principal': textOf(properties['Principal']),
    ...(authType === '' ? {} : { 'lambda:FunctionUrlAuthType': authType }),
  }
}

/** Tags that are not AWS's own: those come without a permission. */
function ownTags(tags: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(tags).filter(([key]) => !key.startsWith('aws:'))
}
