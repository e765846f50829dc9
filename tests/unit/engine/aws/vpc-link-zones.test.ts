import { expect, test } from 'vitest'
import { createCauses } from '../../../../electron/engine/aws/stack-causes.ts'
import { mayHaveVpcLinks } from '../../../../electron/engine/aws/vpc-link-zones.ts'

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

const link = 'AWS::ApiGatewayV2::VpcLink'
const denied = 'not authorized to perform: x:Y with an explicit deny in a service control policy'

test.each([
  ['whatever AWS says', link, 'CREATE_FAILED', 'Unsupported configuration', true],
  ['when AWS says nothing', link, 'CREATE_FAILED', '', true],
  ['not where an organisation denies it', link, 'CREATE_FAILED', denied, false],
  ['not of a link that cannot be deleted', link, 'DELETE_FAILED', 'Unsupported configuration', false],
  ['not of another resource', 'AWS::ApiGatewayV2::Api', 'CREATE_FAILED', 'VPC links are not here', false],
])('a link that cannot be made says what to do about its zone: %s', (_, type, status, reason, says) => {
  const causes = createCauses()
  causes.add({
    id: '1',
    atMs: 0,
    stackName: 'sluice-d-vpc-link',
    logicalId: 'VpcLink',
    type,
    status,
    reason,
    failed: true,
    hookReason: '',
  })
  const advice = 'choose another Region, or leave out'
  expect(causes.failure()?.reason.includes(advice)).toBe(says)
})
