import { z } from 'zod'
import { ResourceError, type World } from '../../world.ts'
import { wholeNumber, yesOrNo } from '../properties.ts'

/** The device of the root volume in Amazon Linux images. */
export const rootDevice = '/dev/xvda'

/** AWS's own key for volumes, which everybody in an account may use. */
const managedKey = 'alias/aws/ebs'

const blockDevice = z.strictObject({
  DeviceName: z.string().startsWith('/dev/'),
  Ebs: z
    .strictObject({
      VolumeSize: wholeNumber.optional(),
      VolumeType: z.string().optional(),
      Encrypted: yesOrNo.optional(),
      KmsKeyId: z.literal(managedKey, 'the practice account has no other key than alias/aws/ebs').optional(),
      DeleteOnTermination: yesOrNo.optional(),
    })
    .refine(
      ({ Encrypted, KmsKeyId }) => KmsKeyId === undefined || Encrypted === true,
      'The parameter KmsKeyId requires the parameter Encrypted to be set.',
    ),
})

export const blockDevices = z.array(blockDevice).optional()

/**
 * What becomes of an instance's volumes in an account with rules about their encryption (fault
 * `volumeEncryption`). The root volume is there whether it is mapped or not. Sources: EBS user guide,
 * "Encryption by default"; EC2 user guide, "Client.InternalError: Client error on launch".
 * @throws ResourceError in the words of EC2
 */
export function checkEncryption(
  world: Pick<World, 'faults' | 'accountId' | 'partition'>,
  region: string,
  mapped: z.output<typeof blockDevices>,
): void {
  const { accountId, partition } = world
  const rule = world.faults().volumeEncryption
  if (rule === undefined) return
  const volumes = new Map([[rootDevice, undefined], ...(mapped ?? []).map(deviceOf)])
  for (const ebs of volumes.values()) {
    if (rule === 'demanded' && ebs?.Encrypted !== true)
      throw new ResourceError(
        'You are not authorized to perform this operation. ' +
          `User: arn:${partition}:sts::${accountId}:assumed-role is not authorized to perform: ` +
          `ec2:RunInstances on resource: arn:${partition}:ec2:${region}:${accountId}:volume/* ` +
          'with an explicit deny in a service control policy',
      )
    // Without a key of its own a volume gets the account's default key, encrypted or not as it was asked for.
    if (rule === 'customer-key' && ebs?.KmsKeyId !== managedKey)
      throw new ResourceError(
        'Instance failed to stabilize. Current state: terminated. ' +
          'Reason: Client.InternalError: Client error on launch',
      )
  }
}

type Mapped = z.output<typeof blockDevice>

function deviceOf({ DeviceName, Ebs }: Mapped): [string, Mapped['Ebs']] {
  return [DeviceName, Ebs]
}
