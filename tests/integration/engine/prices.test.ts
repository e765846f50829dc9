import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

let sluice: Sluice
let engine: Engine
beforeEach(() => {
  sluice = openSluice()
  engine = createEngine({ dataDir: sluice.dataDir })
})
afterEach(async () => {
  await engine.close()
  await sluice.end()
})

const practice = { kind: 'practice' } as const

test('the practice account is asked, and a Region without prices there gets the built-in ones', async () => {
  const { source, region, ofDate, filledIn, prices } = await call(engine, 'prices.get', {
    account: practice,
    region: 'us-east-2',
  })
  expect({ source, region, filledIn }).toEqual({ source: 'built-in', region: 'us-east-2', filledIn: [] })
  expect(ofDate).toBe(builtInPrices.ofDate)
  expect(prices.restApi).toMatchObject({ usd: 3.5, source: expect.stringMatching(/^built-in/) })
  expect(prices.restApi.beyond).toEqual(builtInPrices.prices.restApi.beyond)
  const elsewhere = await call(engine, 'prices.get', { account: practice, region: 'eu-west-1' })
  expect(elsewhere).toEqual(builtInPrices)
})
