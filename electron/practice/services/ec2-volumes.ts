import { isTrue, textOf } from '../json-values.ts'
import { rootDevice } from '../resources/ec2/block-devices.ts'
import { isTerminated } from '../resources/ec2/terminated-instances.ts'
import { textAt } from '../resources/properties.ts'
import type { JsonObject, ResourceRecord, World } from '../world.ts'
import { derivedId } from './derived-id.ts'
import { answerPage, filterItems, tagSetOf, type TagSet } from './ec2-query.ts'

/** The size of the root volume in Amazon Linux images, in GiB. */
const imageGib = 8

export interface VolumeFacts {
  volumeId: string
  device: string
  sizeGib: number
  volumeType: string
  isEncrypted: boolean
  deleteOnTermination: boolean
  tags: TagSet
}

/**
 * An instance's volumes: the root volume, and whatever else its template maps. They have the instance's
 * tags only if the template says so; those that CloudFormation itself puts on the instance (`aws:…`) are
 * not handed on.
 */
export function volumesOf(instance: ResourceRecord): VolumeFacts[] {
  const { properties, physicalId } = instance
  const mappings = Array.isArray(properties['BlockDeviceMappings'])
    ? (properties['BlockDeviceMappings'] as JsonObject[])
    : []
  const mapped = new Map(
    mappings.map((mapping) => [textAt(mapping, 'DeviceName'), (mapping['Ebs'] ?? {}) as JsonObject]),
  )
  const devices = new Map([[rootDevice, {} as JsonObject], ...mapped])
  const own = Object.entries(instance.tags).filter(([key]) => !key.startsWith('aws:'))
  const tags = isTrue(properties['PropagateTagsToVolumeOnCreation']) ? tagSetOf(Object.fromEntries(own)) : []
  return [...devices].map(([device, ebs]) => ({
    volumeId: derivedId('vol', `${physicalId} ${device}`),
    device,
    sizeGib: Number(ebs['VolumeSize'] ?? imageGib),
    volumeType: textOf(ebs['VolumeType']) || 'gp3',
    isEncrypted: isTrue(ebs['Encrypted']),
    deleteOnTermination: isTrue(ebs['DeleteOnTermination'] ?? true),
    tags,
  }))
}

/**
 * The volumes of a Region's instances: they come and go with them.
 * @throws ServiceError `InvalidVolume.NotFound`
 */
export function describeVolumes(
  world: Pick<World, 'documents' | 'resources'>,
  input: JsonObject,
  region: string,
): JsonObject {
  const items = world
    .resources('AWS::EC2::Instance')
    .filter((instance) => instance.region === region && !isTerminated(world, instance.physicalId))
    .flatMap((instance) =>
      volumesOf(instance).map(
        ({ volumeId, device, sizeGib, volumeType, isEncrypted, deleteOnTermination, tags }) => ({
          volumeId,
          size: sizeGib,
          volumeType,
          encrypted: isEncrypted,
          status: 'in-use',
          availabilityZone: textAt(instance.attributes, 'AvailabilityZone'),
          attachmentSet: [
            { volumeId, instanceId: instance.physicalId, device, status: 'attached', deleteOnTermination },
          ],
          tagSet: tags,
        }),
      ),
    )
  const found = filterItems(items, input, {
    ids: { parameter: 'VolumeId', of: ({ volumeId }) => volumeId, missing: 'InvalidVolume.NotFound' },
    filters: {
      'volume-id': ({ volumeId }) => [volumeId],
      status: ({ status }) => [status],
      'availability-zone': ({ availabilityZone }) => [availabilityZone],
      'attachment.instance-id': ({ attachmentSet }) => attachmentSet.map(({ instanceId }) => instanceId),
      'attachment.device': ({ attachmentSet }) => attachmentSet.map(({ device }) => device),
    },
    tags: ({ tagSet }) => tagSet,
  })
  return answerPage('volumeSet', found, input)
}
