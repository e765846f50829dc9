import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetProductsCommand, paginateGetProducts } from '@aws-sdk/client-pricing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openClients, type Aws } from '../../../electron/engine/aws/clients.ts'
import { askPriceList } from '../../../electron/engine/aws/price-list.ts'
import { createPriceTables, type PriceTables } from '../../../electron/engine/price-tables.ts'
import { openStore, type Store } from '../../../electron/engine/store/open.ts'
import type { Account } from '../../../shared/account.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { printed } from '../../prepared-accounts.ts'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'

let account: ServicesAccount
let aws: Aws
beforeAll(async () => {
  account = await openServicesAccount(printed('us-west-2'))
  aws = clientsIn('us-east-1')
})
afterEach(() => account.setFaults({}))
afterAll(async () => {
  aws.close()
  await account.close()
})

const pacing = {
  pollMs: 1,
  switchBaseMs: 1,
  switchSharedMs: 1,
  createRestApiMs: 0,
  deleteRestApiMs: 0,
  createVpcLinkMs: 0,
  deleteVpcLinkMs: 0,
  agentMs: 1,
  logsMs: 1_000,
  patienceMs: 0,
}

/** Clients that take the practice account for AWS. */
function clientsIn(region: string, detour: Aws['detour'] = null): Aws {
  const { endpoint, credentials } = account.config
  return openClients({ region, endpoint, credentials, pacing }, detour)
}

const signal = new AbortController().signal
const today = '2026-11-26'
const fromAws = { source: 'price-list', ofDate: today } as const

describe('GetProducts', () => {
  test('answers every price that is asked for, with its tiers', async () => {
    const table = await askPriceList({ aws, region: 'us-west-2', signal }, fromAws)
    expect(table).toMatchObject({ region: 'us-west-2', source: 'price-list', ofDate: today, filledIn: [] })
    const { instances, ...others } = builtInPrices.prices
    const figures = ({ usd, per, beyond }: (typeof others)['restApi']) => ({ usd, per, beyond })
    for (const [name, price] of Object.entries(others))
      expect(figures(table?.prices[name as keyof typeof others] ?? price), name).toEqual(figures(price))
    for (const [type, { usd }] of Object.entries(instances))
      expect(table?.prices.instances[type], type).toMatchObject({ usd, source: 'AWS Price List API' })
  })

  test('gives each product once over its pages, and knows no other Region', async () => {
    const all = async (pageSize: number): Promise<string[]> => {
      const input = {
        ServiceCode: 'AmazonEC2',
        Filters: [{ Type: 'TERM_MATCH' as const, Field: 'regionCode', Value: 'us-west-2' }],
      }
      const found: string[] = []
      for await (const { PriceList = [] } of paginateGetProducts({ client: aws.pricing, pageSize }, input)) {
        expect(PriceList.length).toBeLessThanOrEqual(pageSize)
        found.push(...PriceList.map(String))
      }
      return found
    }
    const found = await all(3)
    expect(found).toEqual(await all(100))
    expect(
      new Set(found.map((text) => (JSON.parse(text) as { product: { sku: string } }).product.sku)).size,
    ).toBe(Object.keys(builtInPrices.prices.instances).length + 1)
    expect(await askPriceList({ aws, region: 'eu-west-1', signal }, fromAws)).toBeNull()
  })

  test('refuses a filter that it does not know, and a token that it did not give', async () => {
    const ask = (more: object) => aws.pricing.send(new GetProductsCommand({ ServiceCode: 'AWSELB', ...more }))
    await expect(
      ask({ Filters: [{ Type: 'NONE_OF', Field: 'usagetype', Value: 'x' }] }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(ask({ NextToken: '?' })).rejects.toMatchObject({ name: 'InvalidNextTokenException' })
  })

  test('needs its permission', async () => {
    account.setFaults({ denied: ['pricing:GetProducts'] })
    await expect(askPriceList({ aws, region: 'us-west-2', signal }, fromAws)).rejects.toMatchObject({
      code: 'aws',
      details: { kind: 'refused' },
    })
  })
})

describe('the prices of a Region', () => {
  const person: Account = { kind: 'profile', profile: 'p' }
  let folder: string
  let store: Store
  let day = today
  let asked: string[] = []
  let open: PriceTables[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-prices-'))
    store = openStore(join(folder, 'sluice.db'))
    day = today
    asked = []
    open = []
  })
  afterEach(() => {
    for (const tables of open) tables.close()
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function tables(connect?: Parameters<typeof createPriceTables>[0]['connect']): PriceTables {
    const usual = (_account: Account, region: string) => {
      asked.push(region)
      return Promise.resolve(clientsIn(region))
    }
    const made = createPriceTables({ store, connect: connect ?? usual, today: () => day })
    open.push(made)
    return made
  }

  test('are asked for once a day, in the Region of the list, and kept for the next process', async () => {
    const first = tables()
    const answers = await Promise.all([first.of(person, 'us-west-2'), first.of(person, 'us-west-2')])
    expect(answers[0]).toMatchObject({ source: 'price-list', region: 'us-west-2', ofDate: today })
    expect(answers[1]).toEqual(answers[0])
    expect(asked).toEqual(['us-east-1'])
    expect(await tables().of(person, 'us-west-2')).toEqual(answers[0])
    expect(asked).toEqual(['us-east-1'])
    day = '2026-11-27'
    expect(await first.of(person, 'us-west-2')).toMatchObject({ ofDate: day })
    expect(asked).toEqual(['us-east-1', 'us-east-1'])
  })

  test('are the last ones where AWS does not answer, and the built-in ones before the first', async () => {
    account.setFaults({ denied: ['pricing:GetProducts'] })
    expect(await tables().of(person, 'us-west-2')).toEqual(builtInPrices)
    account.setFaults({})
    await tables().of(person, 'us-west-2')
    day = '2026-11-28'
    account.setFaults({ denied: ['pricing:GetProducts'] })
    expect(await tables().of(person, 'us-west-2')).toMatchObject({ source: 'price-list', ofDate: today })
  })

  test('are known without asking, once AWS has given them', async () => {
    const one = tables()
    expect(one.known(person, 'us-west-2')).toEqual(builtInPrices)
    const table = await one.of(person, 'us-west-2')
    expect(tables().known(person, 'us-west-2')).toEqual(table)
    expect(one.known({ kind: 'practice' }, 'us-west-2')).toEqual(builtInPrices)
    expect(one.known(person, 'eu-west-1')).toEqual(builtInPrices)
    expect(asked).toHaveLength(1)
  })

  test('are not asked for again at once where that failed', async () => {
    account.setFaults({ denied: ['pricing:GetProducts'] })
    const one = tables()
    await one.of(person, 'us-west-2')
    await one.of(person, 'us-west-2')
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['of a Region that the list does not know', 'eu-west-1', ['eu-central-1']],
    ['of another partition, which nobody is asked for', 'us-gov-west-1', []],
  ])('are the built-in ones, with their own Region, %s', async (_, region, places) => {
    expect(await tables().of(person, region)).toEqual(builtInPrices)
    expect(asked).toEqual(places)
  })

  test('are never taken from what a setting names instead of AWS', async () => {
    const detour = { endpoint: account.config.endpoint, from: 'AWS_ENDPOINT_URL' }
    const elsewhere = tables((_account, region) => Promise.resolve(clientsIn(region, detour)))
    expect(await elsewhere.of(person, 'us-west-2')).toEqual(builtInPrices)
  })

  test('of the practice account are called built-in, asked for once, and never those of AWS', async () => {
    const practice: Account = { kind: 'practice' }
    const table = await tables().of(practice, 'us-west-2')
    expect(table).toMatchObject({ source: 'built-in', ofDate: builtInPrices.ofDate })
    expect(table.prices.restApi).toMatchObject({ usd: 3.5, source: expect.stringMatching(/^built-in/) })
    day = '2027-01-01'
    expect(await tables().of(practice, 'us-west-2')).toEqual(table)
    expect(asked).toEqual(['us-east-1'])
    account.setFaults({ denied: ['pricing:GetProducts'] })
    expect(await tables().of(person, 'us-west-2')).toEqual(builtInPrices)
  })

  test('end with the engine: what is being asked is given up, and nothing is kept', async () => {
    const waiting = tables(
      (_account, _region, { signal: ends }) =>
        new Promise((_, reject) => ends?.addEventListener('abort', () => reject(new Error('ended')))),
    )
    const answer = waiting.of(person, 'us-west-2')
    waiting.close()
    expect(await answer).toEqual(builtInPrices)
    expect(store.prepare('SELECT count(*) AS kept FROM price_tables').get()).toEqual({ kept: 0 })
  })

  test('a table of an earlier version, which lacks a price, is asked for again', async () => {
    const { dataOut: _, ...fewer } = builtInPrices.prices
    const old = { ...builtInPrices, source: 'price-list', ofDate: today, prices: fewer }
    store.prepare('INSERT INTO price_tables VALUES (?, ?, ?)').run('aws', 'us-west-2', JSON.stringify(old))
    expect((await tables().of(person, 'us-west-2')).prices.dataOut.usd).toBe(0.09)
    expect(asked).toHaveLength(1)
  })
})
