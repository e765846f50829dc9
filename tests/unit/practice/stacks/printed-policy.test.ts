import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { guardStatements } from '../../../../electron/engine/policy/guard-statements.ts'
import { personPolicy } from '../../../../electron/engine/policy/policies.ts'
import { roleBoundary } from '../../../../electron/engine/policy/role-boundary.ts'
import type { Json } from '../../../../electron/practice/world.ts'
import { bundledStacks, type BundledStacks } from './bundled-stacks.ts'

const place = { accountId: '123456789012', region: 'us-west-2' }
const arn = 'arn:aws:iam::123456789012:policy/sluice-boundary'
const boundary = roleBoundary(openCatalog().template('guard.yaml'), place) as unknown as Json

/** The stacks of somebody who has exactly the printed policy, in an account with the printed boundary. */
const asPrinted = (): BundledStacks =>
  bundledStacks({ user: personPolicy(place) as unknown as Json, boundary: { arn, document: boundary } })

describe('with exactly the printed policy and the printed boundary', () => {
  test('every stack comes and goes', async () => {
    const stacks = asPrinted()
    expect(await stacks.create()).toEqual([])
    expect(await stacks.remove()).toEqual([])
    expect(stacks.account.live()).toBe(false)
  })

  test('every role of the deployment carries the boundary, and no policy is made', async () => {
    const stacks = asPrinted()
    expect(await stacks.create()).toEqual([])
    const roles = stacks.account.resources('AWS::IAM::Role')
    expect(roles.map(({ logicalId }) => logicalId).toSorted()).toEqual([
      'LambdaRole',
      'LoadGeneratorRole',
      'ReaperRole',
      'StackRole',
    ])
    for (const { properties } of roles) expect(properties['PermissionsBoundary']).toBe(arn)
    expect(stacks.account.resources('AWS::IAM::ManagedPolicy')).toEqual([])
  })

  test('a role without it cannot be made', async () => {
    const stacks = bundledStacks({ user: personPolicy(place) as unknown as Json })
    const [first = ''] = await stacks.create()
    expect(first).toMatch(/perform: iam:Create(Role|Policy) on resource: arn:aws:iam::123456789012:/)
  })

  // Handing a role over is asked by CreateStack itself.
  const asked = guardStatements(place).filter(({ Action }) => !Action.includes('iam:PassRole'))
  test.each([...asked.map(({ Sid }) => Sid), 'DeadMansSwitch'])(
    'without %s guard fails with the missing action, and goes once it is there again',
    async (sid) => {
      const stacks = asPrinted()
      stacks.faults.missingStatements = [`User/${sid}`]
      const failures = [...(await stacks.create()), ...(await stacks.remove())]
      expect(failures.filter((line) => line.includes(':user/practice is not authorized to'))).not.toEqual([])
      stacks.faults.missingStatements = []
      expect(await stacks.remove()).toEqual([])
      expect(stacks.account.live()).toBe(false)
    },
  )
})
