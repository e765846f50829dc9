import { expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import { planDeployment } from '../../../../electron/engine/deployments/plan-deployment.ts'
import type { Outcome, Plan } from '../../../../electron/engine/preflight/account-check.ts'
import { costCheck } from '../../../../electron/engine/preflight/cost-check.ts'
import { choicesSchema } from '../../../../shared/choices-schema.ts'
import type { CommandInput } from '../../../../shared/contract.ts'
import { estimateOf } from '../../../../shared/estimate.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { presetPlan, type Preset } from '../../../../shared/presets.ts'

const catalog = openCatalog()
const experiment = catalog.experiment('proxy-2017')

function planned(preset: Preset, more: Partial<CommandInput<'deployments.plan'>> = {}) {
  const account = { kind: 'profile', profile: 'work' } as const
  const plan = presetPlan(preset, experiment, experiment.scenarios)
  return planDeployment(
    catalog,
    choicesSchema.parse({ experimentId: experiment.id, account, ...plan, ...more }),
    'd1',
  )
}

async function outcomeOf(deployment: Plan['deployment'], prices = builtInPrices): Promise<Outcome> {
  return costCheck.ask({} as Aws, { deployment, catalog, prices } as Plan)
}

const usualCap = 5

test('a run whose ceiling passes the cap may start, and is told that it may end before', async () => {
  const deployment = planned('standard')
  const { mostUsd, twoRoundsUsd } = estimateOf(deployment, experiment)
  expect(mostUsd).toBeGreaterThan(usualCap)
  expect(twoRoundsUsd).toBeLessThan(usualCap)
  expect(await outcomeOf(deployment)).toMatchObject({
    outcome: 'warning',
    finding: expect.stringMatching(/^\$[\d.]+–[\d.]+ expected, .* The cap is \$5\.00\.$/),
    remedy: expect.stringMatching(/^It may stop at the cap before it is sure\./),
  })
})

test('the replay of 2017 may start below the usual cap', async () => {
  expect(await outcomeOf(planned('exact'))).toMatchObject({
    outcome: 'warning',
    remedy: expect.stringMatching(/before its last round/),
  })
})

test('a cap below what is expected of all rounds says so', async () => {
  const deployment = planned('standard')
  const { twoRoundsUsd, expectedUsd } = estimateOf(deployment, experiment)
  const capUsd = (twoRoundsUsd + 0.0001 + expectedUsd) / 2
  const long = planned('standard', { capUsd, load: { ...deployment.plan.load, rounds: 30 } })
  const needed = estimateOf(long, experiment).twoRoundsUsd + 0.01
  expect(await outcomeOf({ ...long, capUsd: needed })).toMatchObject({
    outcome: 'warning',
    remedy: expect.stringMatching(/^It is expected to stop at the cap before it is sure\./),
  })
})

test('a cap that leaves no room for two rounds is refused, with what they may need', async () => {
  const deployment = planned('standard')
  const { twoRoundsUsd } = estimateOf(deployment, experiment)
  expect(await outcomeOf({ ...deployment, capUsd: twoRoundsUsd - 0.01 })).toMatchObject({
    outcome: 'failed',
    finding: expect.stringContaining(`The first two rounds may need $${twoRoundsUsd.toFixed(2)}.`),
  })
  expect((await outcomeOf({ ...deployment, capUsd: twoRoundsUsd + 0.01 })).outcome).toBe('warning')
})

test('a cap above all that it can cost is fine, and practice is free', async () => {
  expect(await outcomeOf(planned('standard', { capUsd: 100 }))).toMatchObject({ outcome: 'ok', remedy: null })
  expect(await outcomeOf(planned('exact', { account: { kind: 'practice' }, capUsd: 0 }))).toMatchObject({
    outcome: 'ok',
    finding: expect.stringMatching(/^Free here\./),
  })
})

test('it says whose prices these are, and of which day', async () => {
  const ofList = { ...builtInPrices, source: 'price-list', region: 'eu-west-1' } as const
  expect((await outcomeOf(planned('standard'), ofList)).finding).toContain(
    `by AWS's list prices of eu-west-1, ${builtInPrices.ofDate}.`,
  )
  expect((await outcomeOf(planned('standard'))).finding).toContain('by built-in list prices of us-west-2, ')
})
