import { describe, expect, test } from 'vitest'
import { faultsSchema } from '../../../../../electron/practice/faults.ts'
import {
  blockDevices,
  checkEncryption,
} from '../../../../../electron/practice/resources/ec2/block-devices.ts'
import type { JsonObject } from '../../../../../electron/practice/world.ts'
import { propertiesOf } from '../../../templates/bundled.ts'

type Rule = 'customer-key' | 'demanded'

const root = (ebs: JsonObject): JsonObject[] => [{ DeviceName: '/dev/xvda', Ebs: ebs }]
const managed = { Encrypted: true, KmsKeyId: 'alias/aws/ebs' }

function check(rule: Rule | undefined, mapped: unknown): void {
  const faults = faultsSchema.parse({ volumeEncryption: rule })
  const world = { faults: () => faults, accountId: '123456789012', partition: 'aws' }
  checkEncryption(world, 'us-west-2', blockDevices.parse(mapped))
}

describe.each([
  ['demanded', /ec2:RunInstances .* explicit deny in a service control policy/],
  ['customer-key', /Client\.InternalError: Client error on launch/],
] as [Rule, RegExp][])('an account whose rule about volumes is %s', (rule, reason) => {
  test('refuses an instance that maps nothing, another device, or its root without encryption', () => {
    for (const mapped of [
      undefined,
      [{ DeviceName: '/dev/sdf', Ebs: managed }],
      root({}),
      [...root(managed), { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8 } }],
    ])
      expect(() => check(rule, mapped)).toThrow(reason)
  })

  test.each([
    ['backend.yaml', 'OriginInstance'],
    ['load-generator.yaml', 'LoadGeneratorInstance'],
  ])('takes the instance of %s', (file, id) => {
    check(rule, propertiesOf(file, id)['BlockDeviceMappings'])
  })
})

test('encrypted volumes get the default key of the account, unless they name AWS’s', () => {
  check('demanded', root({ Encrypted: true }))
  expect(() => check('customer-key', root({ Encrypted: true }))).toThrow(/Client error on launch/)
  check(undefined, undefined)
})

test('a key needs encryption, and no other key is there', () => {
  expect(() => blockDevices.parse(root({ KmsKeyId: 'alias/aws/ebs' }))).toThrow(
    /requires the parameter Encrypted/,
  )
  expect(() => blockDevices.parse(root({ Encrypted: true, KmsKeyId: 'alias/mine' }))).toThrow(/no other key/)
})
