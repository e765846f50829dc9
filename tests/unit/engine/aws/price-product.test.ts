import { describe, expect, test } from 'vitest'
import { priceListRegion } from '../../../../electron/engine/aws/price-list.ts'
import { listedPrice } from '../../../../electron/engine/aws/price-product.ts'

/** As AWS's Price List user guide shows a product, with the tiers of a REST API. */
function product(
  usagetype: string,
  tiers: [from: string, usd: string][],
  changes: Record<string, unknown> = {},
): string {
  const dimensions = tiers.map(([beginRange, USD], at) => [
    `ABC.JRTCKXETXF.${at}`,
    {
      unit: 'Requests',
      beginRange,
      endRange: tiers[at + 1]?.[0] ?? 'Inf',
      pricePerUnit: { USD },
      appliesTo: [],
    },
  ])
  return JSON.stringify({
    product: { productFamily: 'API Calls', attributes: { usagetype, regionCode: 'us-west-2' }, sku: 'ABC' },
    serviceCode: 'AmazonApiGateway',
    terms: {
      OnDemand: { 'ABC.JRTCKXETXF': { priceDimensions: Object.fromEntries(dimensions), sku: 'ABC' } },
    },
    version: '20261120000000',
    publicationDate: '2026-11-20T17:03:12Z',
    ...changes,
  })
}

const rest = product('USW2-ApiGatewayRequest', [
  ['1000000000', '0.0000023800'],
  ['0', '0.0000035000'],
  ['333000000', '0.0000028000'],
])

test('a price has its tiers in order, and the date of its publication', () => {
  expect(listedPrice([rest], 'ApiGatewayRequest')).toEqual({
    tiers: [
      { from: 0, usd: 0.0000035 },
      { from: 333_000_000, usd: 0.0000028 },
      { from: 1_000_000_000, usd: 0.00000238 },
    ],
    published: '2026-11-20',
  })
})

describe('a usage type', () => {
  const has = (found: string, usageType: string): boolean =>
    listedPrice([product(found, [['0', '1']])], usageType) !== null

  test.each([
    ['Request', 'Request'],
    ['USW2-Request', 'Request'],
    ['EU-Request', 'Request'],
    ['APN1-Lambda-GB-Second', 'Lambda-GB-Second'],
    ['APS10-LoadBalancerUsage', 'LoadBalancerUsage'],
    ['us-west-2-BoxUsage:t3.nano', 'BoxUsage:t3.nano'],
  ])('%s is one of %s', (found, usageType) => expect(has(found, usageType)).toBe(true))

  test.each([
    ['Lambda-Edge-Request', 'Request'],
    ['USW2-Lambda-Provisioned-GB-Second', 'Lambda-GB-Second'],
    ['USW2-Lambda-GB-Second-ARM', 'Lambda-GB-Second'],
    ['Global-Request', 'Request'],
    ['TS-LoadBalancerUsage', 'LoadBalancerUsage'],
    ['USW2-TS-LoadBalancerUsage', 'LoadBalancerUsage'],
    ['USW2-ReservedLCUUsage', 'LCUUsage'],
    ['USW2-BoxUsage:t3.nano.x', 'BoxUsage:t3.nano'],
  ])('%s is none of %s', (found, usageType) => expect(has(found, usageType)).toBe(false))
})

describe('nobody could say the price', () => {
  const one = (tiers: [string, string][], changes: Record<string, unknown> = {}): string =>
    product('USW2-Request', tiers, changes)
  const term = { 'A.B': { priceDimensions: { x: { beginRange: '0', pricePerUnit: { USD: '1' } } } } }

  test.each([
    ['without products', []],
    ['where two differ', [one([['0', '1']]), one([['0', '2']])]],
    ['of what is no JSON', ['<html>']],
    ['of what is no product', ['{"product":{}}']],
    ['that is in another currency', [one([['0', '1']]).replace('USD', 'CNY')]],
    ['that does not begin at 0', [one([['5', '1']])]],
    ['that is no number', [one([['0', 'free']])]],
    ['that is below 0', [one([['0', '-1']])]],
    ['of two offers', [one([['0', '1']], { terms: { OnDemand: { ...term, 'C.D': term['A.B'] } } })]],
    ['that was published on no day', [one([['0', '1']], { publicationDate: 'yesterday' })]],
    ['that is in doubt, because another product cannot be read', [one([['0', '1']]), '{}']],
  ])('%s', (_, products) => expect(listedPrice(products, 'Request')).toBeNull())

  test('and can where products agree', () => {
    expect(listedPrice([one([['0', '1']]), one([['0', '1']])], 'Request')?.tiers).toEqual([
      { from: 0, usd: 1 },
    ])
  })
})

test.each([
  ['us-west-2', 'us-east-1'],
  ['ca-west-1', 'us-east-1'],
  ['sa-east-1', 'us-east-1'],
  ['mx-central-1', 'us-east-1'],
  ['eu-north-1', 'eu-central-1'],
  ['me-central-1', 'eu-central-1'],
  ['af-south-1', 'eu-central-1'],
  ['il-central-1', 'eu-central-1'],
  ['ap-southeast-4', 'ap-south-1'],
  ['us-gov-west-1', null],
  ['us-iso-east-1', null],
  ['us-isob-east-1', null],
  ['cn-north-1', null],
  ['eusc-de-east-1', null],
])('prices of %s are asked for in %s', (region, at) => expect(priceListRegion(region)).toBe(at))
