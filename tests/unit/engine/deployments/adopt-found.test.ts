import { expect, test } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { adopted } from '../../../../electron/engine/deployments/adopt-found.ts'
import { planStacks } from '../../../../electron/engine/deployments/stack-plan.ts'
import { deploymentSchema } from '../../../../shared/deployment.ts'
import type { Found } from '../../../../shared/receipt.ts'

const catalog = openCatalog()
const practice = { kind: 'practice' } as const

/** What a sweep finds of a deployment of these scenarios, or only some of its stacks. */
function found(experimentId: string | null, scenarios: string[], only?: string[]): Found {
  const stacks = planStacks(
    'd1',
    scenarios.map((id) => catalog.scenario(id)),
    catalog.sharedStacks,
  )
  return {
    deploymentId: 'd1',
    experimentId,
    accountId: '123456789012',
    endpoint: null,
    region: 'us-west-2',
    expiresAtMs: null,
    stacks: stacks
      .map(({ name }) => ({ name, arn: `arn:${name}`, status: 'CREATE_COMPLETE', createdAtMs: 1 }))
      .filter(({ name }) => only?.some((part) => name.endsWith(part)) ?? true),
  }
}
const adopt = (one: Found) => deploymentSchema.parse(adopted(catalog, practice, one, 2))

test.each(catalog.experiments.map(({ id, scenarios }) => [id, scenarios] as const))(
  'what is found of %s is taken over with the kind of each stack, and its own scenarios',
  (id, scenarios) => {
    const planned = planStacks(
      'd1',
      scenarios.map((each) => catalog.scenario(each)),
      catalog.sharedStacks,
    )
    const { experimentId, scenarios: taken, stacks } = adopt(found(id, [...scenarios]))
    expect(experimentId).toBe(id)
    expect(taken).toEqual(scenarios.filter((each) => catalog.scenario(each).template !== null))
    const parts = ({ name, kind, scenarioId, sharedId }: (typeof planned)[number]) => ({
      name,
      kind,
      scenarioId,
      sharedId,
    })
    expect(stacks.map(parts)).toEqual(planned.map(parts))
  },
)

test('what does not say its experiment, or one that this version does not know, is given no other', () => {
  expect(adopt(found(null, ['http-lambda'], ['-guard']))).toMatchObject({ experimentId: '', scenarios: [] })
  expect(adopt(found('of-tomorrow', ['http-lambda'])).experimentId).toBe('of-tomorrow')
})
