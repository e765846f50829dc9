import { canBeAssumedBy, findRole, isNewRole, roleMay } from '../iam/role-permissions.ts'
import { pause } from '../../stacks/pause.ts'
import type { ResourceContext, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'

/** AWS's own policy for functions in a VPC. Other managed policies are not known here. */
const vpcAccessPolicy = /:policy\/service-role\/AWSLambdaVPCAccessExecutionRole$/

/**
 * CloudFormation tries the creation of a function again for this many times the pace of a record
 * while its role is new.
 */
const triesForRecords = 500

/** Waits a bounded while for a role that was just made. */
export async function awaitExecutionRole({ world, signal }: ResourceContext, roleArn: string): Promise<void> {
  const endMs = performance.now() + triesForRecords * world.pace.recordMs
  const role = findRole(world, roleArn)
  if (role === undefined) return
  while (isNewRole(world, role) && performance.now() < endMs) await pause(world.pace.recordMs, signal)
}

/**
 * Checks what Lambda checks of a function's role when the function is made.
 * @throws ResourceError in the words of the service: no such role, one that Lambda may not assume, or one
 * that may not make interfaces.
 */
export function checkExecutionRole(world: World, roleArn: string, inVpc: boolean): void {
  const role = findRole(world, roleArn)
  if (role === undefined || !canBeAssumedBy(world, role, 'lambda.amazonaws.com')) {
    throw new ResourceError('The role defined for the function cannot be assumed by Lambda.')
  }
  if (!inVpc) return
  const managed = [role.properties['ManagedPolicyArns'] ?? []].flat()
  const request = { action: 'ec2:CreateNetworkInterface', resource: '*', context: {} }
  const allowed = roleMay(world, role, request)
  if (!allowed && !managed.some((arn) => typeof arn === 'string' && vpcAccessPolicy.test(arn))) {
    throw new ResourceError(
      'The provided execution role does not have permissions to call CreateNetworkInterface on EC2',
    )
  }
}

/** Whether Lambda may write to a log group in the name of a function's role. */
export function mayLogTo(world: World, region: string, roleArn: string, logGroup: string): boolean {
  const role = findRole(world, roleArn)
  const group = `arn:${world.partition}:logs:${region}:${world.accountId}:log-group:${logGroup}`
  const request = { action: 'logs:PutLogEvents', resource: `${group}:log-stream:any`, context: {} }
  return role !== undefined && roleMay(world, role, request)
}
