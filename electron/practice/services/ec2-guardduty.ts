import { textList, textOf } from '../json-values.ts'
import {
  deleteGuardDutyEndpoint,
  deleteGuardDutyGroup,
  guardDutyNetworks,
  guardDutyService,
} from '../resources/ec2/guardduty-network.ts'
import { groupIsUsed } from '../resources/ec2/network-users.ts'
import type { JsonObject, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { derivedId } from './derived-id.ts'
import { defaultVpc } from './ec2-vpcs.ts'

interface GuardDutyEndpoint {
  vpcEndpointId: string
  vpcId: string
  serviceName: string
  subnetIds: string[]
  groupIds: string[]
}

/** The endpoints of GuardDuty in a Region: in the VPCs of the stacks, and in the default one. */
export function guardDutyEndpoints(
  world: Pick<World, 'documents' | 'faults'>,
  region: string,
): GuardDutyEndpoint[] {
  const serviceName = guardDutyService(region)
  const ofStacks = guardDutyNetworks(world).flatMap(({ vpcId, endpointId, groupId, subnetIds, ...one }) =>
    one.region !== region || endpointId === null
      ? []
      : [
          {
            vpcEndpointId: endpointId,
            vpcId,
            serviceName,
            subnetIds,
            groupIds: groupId === null ? [] : [groupId],
          },
        ],
  )
  if (!world.faults().foreignInterface) return ofStacks
  const { vpcId } = defaultVpc(region)
  const vpcEndpointId = derivedId('vpce', vpcId)
  return [{ vpcEndpointId, vpcId, serviceName, subnetIds: [], groupIds: [] }, ...ofStacks]
}

/** The groups of those endpoints, by the name that GuardDuty gives them. */
export function guardDutyGroups(
  world: Pick<World, 'documents'>,
  region: string,
): { groupId: string; groupName: string; vpcId: string }[] {
  return guardDutyNetworks(world).flatMap(({ vpcId, groupId, ...one }) =>
    one.region !== region || groupId === null
      ? []
      : [{ groupId, groupName: `GuardDutyManagedSecurityGroup-${vpcId}`, vpcId }],
  )
}

/** Deletes endpoints that no stack has made. What cannot be deleted is listed. */
export function deleteVpcEndpoints(world: Pick<World, 'documents'>, input: JsonObject): JsonObject {
  const ids = textList(input['VpcEndpointId'])
  const unknown = ids.filter((id) => !deleteGuardDutyEndpoint(world, id))
  return {
    unsuccessful: unknown.map((id) => ({
      resourceId: id,
      error: {
        code: 'InvalidVpcEndpoint.NotFound',
        message: `The VpcEndpoint Id '${id}' does not exist, or belongs to a stack`,
      },
    })),
  }
}

/**
 * Deletes a group that no stack has made.
 * @throws ServiceError `DependencyViolation`, `InvalidGroup.NotFound`
 */
export function deleteSecurityGroup(
  world: Pick<World, 'documents' | 'resources'>,
  input: JsonObject,
): JsonObject {
  const groupId = textOf(input['GroupId'])
  if (groupIsUsed(world, groupId))
    throw new ServiceError('DependencyViolation', `resource ${groupId} has a dependent object`)
  if (!deleteGuardDutyGroup(world, groupId))
    throw new ServiceError('InvalidGroup.NotFound', `The security group '${groupId}' does not exist`)
  return { return: true, groupId }
}
