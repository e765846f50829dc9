import { evaluate, type AccessRequest } from '../iam/evaluate.ts'
import { refusalText } from '../iam/refusal-text.ts'
import type { World } from '../world.ts'
import type { Template } from './parse-template.ts'
import type { StackPrincipal } from './stack-principal.ts'
import { validationError } from './validation-error.ts'

/** Parameter type → the action with which its value is looked up, other than that of SSM. */
const lookups: Readonly<Record<string, string>> = {
  'AWS::EC2::AvailabilityZone::Name': 'ec2:DescribeAvailabilityZones',
  'AWS::EC2::Instance::Id': 'ec2:DescribeInstances',
  'AWS::EC2::SecurityGroup::Id': 'ec2:DescribeSecurityGroups',
  'AWS::EC2::Subnet::Id': 'ec2:DescribeSubnets',
  'AWS::EC2::VPC::Id': 'ec2:DescribeVpcs',
}

/**
 * Values that name something are looked up by the principal of the stack, before it is there.
 * Source: CloudFormation user guide, "CloudFormation-supplied parameter types".
 * @throws ServiceError `ValidationError` in the words of IAM
 */
export function checkParameterAccess(
  world: World,
  { arn, grants }: StackPrincipal,
  template: Template,
  values: Readonly<Record<string, string>>,
  region: string,
): void {
  const context = { 'aws:RequestedRegion': region }
  for (const [name, { Type }] of Object.entries(template.Parameters)) {
    const request = requestOf(world, region, Type, values[name] ?? '')
    if (request === undefined) continue
    const verdict = evaluate(grants, { ...request, context })
    if (verdict.decision !== 'allowed') throw validationError(refusalText(arn, request, verdict))
  }
}

function requestOf(
  { partition, accountId }: World,
  region: string,
  type: string,
  value: string,
): Pick<AccessRequest, 'action' | 'resource'> | undefined {
  if (type.startsWith('AWS::SSM::Parameter::')) {
    // The public ones belong to no account.
    const owner = value.startsWith('/aws/service/') ? '' : accountId
    const resource = `arn:${partition}:ssm:${region}:${owner}:parameter${value}`
    return { action: 'ssm:GetParameters', resource }
  }
  const action = lookups[/^List<(.+)>$/.exec(type)?.[1] ?? type]
  return action === undefined ? undefined : { action, resource: '*' }
}
