import { expect, test } from 'vitest'
import { createCauses } from '../../../../electron/engine/aws/stack-causes.ts'
import { mayHaveVpcLinks, otherZonesAdvice } from '../../../../electron/engine/aws/vpc-link-zones.ts'

test.each([
  ['usw2-az4', true],
  ['use1-az3', false],
  ['usw1-az2', false],
  ['ape1-az1', false],
  ['euw3-az2', false],
])('%s has VPC links: %s', (zone, has) => {
  expect(mayHaveVpcLinks(zone)).toBe(has)
})

test('a Region that AWS does not list may have them in every zone', () => {
  expect(mayHaveVpcLinks('mxc1-az2')).toBe(true)
})

test('a link that is refused for its zone says what to do', () => {
  const reason = 'Subnets [subnet-1] are in Availability Zones where VPC links are not supported'
  const causes = createCauses()
  causes.add({
    id: '1',
    atMs: 0,
    stackName: 'sluice-d-vpc-link',
    logicalId: 'VpcLink',
    type: 'AWS::ApiGatewayV2::VpcLink',
    status: 'CREATE_FAILED',
    reason,
    failed: true,
    hookReason: '',
  })
  expect(causes.failure()?.reason).toContain('Choose another Region, or leave out')
  expect(otherZonesAdvice('VPC link limit exceeded')).toBeNull()
})
