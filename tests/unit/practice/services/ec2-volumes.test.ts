import { expect, test } from 'vitest'
import { volumesOf } from '../../../../electron/practice/services/ec2-volumes.ts'
import type { JsonObject, ResourceRecord } from '../../../../electron/practice/world.ts'

const instance = (properties: JsonObject): ResourceRecord => ({
  stackId: 'arn:stack',
  region: 'us-west-2',
  logicalId: 'Origin',
  type: 'AWS::EC2::Instance',
  physicalId: 'i-1',
  properties,
  attributes: {},
  tags: { 'sluice:deployment': 'd1', 'aws:cloudformation:stack-name': 'sluice-d1-backend' },
})

test('an instance has one root volume, untagged unless the template hands its tags on', () => {
  const [root, ...others] = volumesOf(instance({}))
  expect(others).toEqual([])
  expect(root).toMatchObject({
    device: '/dev/xvda',
    sizeGib: 8,
    volumeType: 'gp3',
    isEncrypted: false,
    deleteOnTermination: true,
    tags: [],
  })
  expect(root?.volumeId).toMatch(/^vol-0[0-9a-f]{16}$/)
  expect(volumesOf(instance({}))[0]?.volumeId).toBe(root?.volumeId)
  const tagged = volumesOf(instance({ PropagateTagsToVolumeOnCreation: 'true' }))
  expect(tagged[0]?.tags).toEqual([{ key: 'sluice:deployment', value: 'd1' }])
})

test('what a template maps changes the root volume or adds one', () => {
  const BlockDeviceMappings = [
    { DeviceName: '/dev/xvda', Ebs: { VolumeSize: '20', Encrypted: true } },
    { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 100, VolumeType: 'st1', DeleteOnTermination: 'false' } },
  ]
  expect(volumesOf(instance({ BlockDeviceMappings }))).toMatchObject([
    { device: '/dev/xvda', sizeGib: 20, volumeType: 'gp3', isEncrypted: true, deleteOnTermination: true },
    { device: '/dev/sdf', sizeGib: 100, volumeType: 'st1', isEncrypted: false, deleteOnTermination: false },
  ])
})
