import { expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { rolePolicies } from '../../../../electron/engine/policy/role-policies.ts'

const place = { accountId: '123456789012', region: 'us-west-2' }
const policies = rolePolicies(openCatalog().template('guard.yaml'), place)

test('every role of guard can be read, with nothing of the template left in it', () => {
  expect(policies.map(({ logicalId }) => logicalId)).toEqual(['StackRole', 'ReaperRole'])
  for (const { description, policy } of policies) {
    expect(description).not.toBe('')
    expect(policy.Statement.length).toBeGreaterThan(0)
    expect(JSON.stringify(policy)).not.toMatch(/\$\{|AWS::|DeploymentId|"Boundary"|RoleBoundary/)
  }
})

test('the role of the switch may delete stacks of its deployment, but not guard', () => {
  expect(policies[1]?.policy.Statement).toMatchObject([
    {
      Effect: 'Allow',
      Action: 'cloudformation:DeleteStack',
      Resource: 'arn:aws:cloudformation:us-west-2:123456789012:stack/sluice-*-*/*',
    },
    { Effect: 'Deny', Resource: 'arn:aws:cloudformation:us-west-2:123456789012:stack/sluice-*-guard/*' },
  ])
})
