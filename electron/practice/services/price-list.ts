import { createHash } from 'node:crypto'
import type { Price, PriceName } from '../../../shared/price-table.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import type { JsonObject } from '../world.ts'

/** The code of every offer on demand. */
const offerTerm = 'JRTCKXETXF'

/** What a product of AWS's Price List is found by. */
interface Described {
  serviceCode: string
  productFamily?: string
  /** Without the prefix of the Region. */
  usageType: string
  unit: string
  attributes?: Record<string, string>
}

const balancer = (kind: string): Pick<Described, 'serviceCode' | 'productFamily'> => ({
  serviceCode: 'AWSELB',
  productFamily: `Load Balancer${kind}`,
})
const calls = { serviceCode: 'AmazonApiGateway', productFamily: 'API Calls', unit: 'Requests' }
const lambda = { serviceCode: 'AWSLambda', productFamily: 'Serverless' }

/** As AWS's list has them. Source: the offer files of each service, "products". */
const described: Readonly<Record<PriceName, Described>> = {
  classicLoadBalancer: { ...balancer(''), usageType: 'LoadBalancerUsage', unit: 'Hrs' },
  classicLoadBalancerData: { ...balancer(''), usageType: 'DataProcessing-Bytes', unit: 'GB' },
  applicationLoadBalancer: { ...balancer('-Application'), usageType: 'LoadBalancerUsage', unit: 'Hrs' },
  applicationLoadBalancerCapacity: { ...balancer('-Application'), usageType: 'LCUUsage', unit: 'LCU-Hrs' },
  publicAddress: {
    serviceCode: 'AmazonVPC',
    usageType: 'PublicIPv4:InUseAddress',
    unit: 'Hrs',
    attributes: { group: 'VPCPublicIPv4Address' },
  },
  volume: {
    serviceCode: 'AmazonEC2',
    productFamily: 'Storage',
    usageType: 'EBS:VolumeUsage.gp3',
    unit: 'GB-Mo',
    attributes: { volumeApiName: 'gp3' },
  },
  restApi: { ...calls, usageType: 'ApiGatewayRequest' },
  httpApi: { ...calls, usageType: 'ApiGatewayHttpRequest' },
  functionRequest: {
    ...lambda,
    usageType: 'Request',
    unit: 'Requests',
    attributes: { group: 'AWS-Lambda-Requests' },
  },
  functionTime: {
    ...lambda,
    usageType: 'Lambda-GB-Second',
    unit: 'Lambda-GB-Second',
    attributes: { group: 'AWS-Lambda-Duration' },
  },
  functionLogs: {
    serviceCode: 'AmazonCloudWatch',
    productFamily: 'Data Payload',
    usageType: 'DataProcessing-Bytes',
    unit: 'GB',
    attributes: { group: 'Ingested Logs' },
  },
  configurationItem: {
    serviceCode: 'AWSConfig',
    productFamily: 'Management Tools - AWS Config',
    usageType: 'ConfigurationItemRecorded',
    unit: 'ConfigurationItemRecorded',
  },
  dataOut: {
    serviceCode: 'AWSDataTransfer',
    productFamily: 'Data Transfer',
    usageType: 'DataTransfer-Out-Bytes',
    unit: 'GB',
    attributes: { transferType: 'AWS Outbound', toLocation: 'External' },
  },
}

/** What the list has beside them, and what a careless reader takes for them. */
const neighbours: readonly (readonly [Described, usd: number])[] = [
  [{ ...balancer('-Application'), usageType: 'TS-LoadBalancerUsage', unit: 'Hrs' }, 0.0056],
  [
    {
      ...lambda,
      usageType: 'Lambda-GB-Second-ARM',
      unit: 'Lambda-GB-Second',
      attributes: { group: 'AWS-Lambda-Duration' },
    },
    0.0000133334,
  ],
]

/** The prefix of usage types in the Regions whose prices are those of the built-in table. */
const prefixes: Readonly<Record<string, string>> = {
  'us-west-2': 'USW2-',
  'us-east-1': '',
  'us-east-2': 'USE2-',
}

export interface Product {
  serviceCode: string
  /** Every field that a filter can name. */
  fields: Record<string, string>
  /** As GetProducts answers it, before it is made a text. */
  document: JsonObject
}

/** Every product of the practice account's list. Regions with other prices have none. */
export const products: readonly Product[] = Object.entries(prefixes).flatMap(([region, prefix]) => {
  const { instances, ...others } = builtInPrices.prices
  return [
    ...Object.entries(others).map(([name, price]) =>
      productOf(described[name as PriceName], price, region, prefix),
    ),
    ...Object.entries(instances).map(([type, price]) => productOf(instance(type), price, region, prefix)),
    ...neighbours.map(([what, usd]) =>
      productOf(what, { ...others.functionTime, beyond: [], usd }, region, prefix),
    ),
  ]
})

function instance(type: string): Described {
  const attributes = {
    instanceType: type,
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
    operation: 'RunInstances',
  }
  return {
    serviceCode: 'AmazonEC2',
    productFamily: 'Compute Instance',
    usageType: `BoxUsage:${type}`,
    unit: 'Hrs',
    attributes,
  }
}

function productOf(what: Described, price: Price, region: string, prefix: string): Product {
  const { serviceCode, productFamily, usageType, unit, attributes = {} } = what
  const place = serviceCode === 'AWSDataTransfer' ? { fromRegionCode: region } : { regionCode: region }
  const own = { ...attributes, ...place, servicecode: serviceCode, usagetype: `${prefix}${usageType}` }
  const sku = createHash('sha256')
    .update(`${region} ${serviceCode} ${usageType} ${productFamily}`)
    .digest('hex')
  const id = sku.slice(0, 16).toUpperCase()
  return {
    serviceCode,
    fields: { ...own, ...(productFamily === undefined ? {} : { productFamily }) },
    document: {
      product: { ...(productFamily === undefined ? {} : { productFamily }), attributes: own, sku: id },
      serviceCode,
      terms: { OnDemand: { [`${id}.${offerTerm}`]: termOf(id, price, unit) } },
      version: `${price.of.replaceAll('-', '')}000000`,
      publicationDate: `${price.of}T00:00:00Z`,
    },
  }
}

function termOf(sku: string, { usd, per, beyond = [], of }: Price, unit: string): JsonObject {
  const tiers = [{ from: 0, usd }, ...beyond]
  // The list prices single requests.
  const units = per === 'million requests' ? 1e6 : 1
  const dimensions = tiers.map((tier, at) => {
    const rateCode = `${sku}.${offerTerm}.RATE${at}`
    const pricePerUnit = { USD: (tier.usd / units).toFixed(10) }
    const endRange = String(tiers[at + 1]?.from ?? 'Inf')
    return [
      rateCode,
      { rateCode, unit, beginRange: String(tier.from), endRange, pricePerUnit, appliesTo: [] },
    ]
  })
  return {
    priceDimensions: Object.fromEntries(dimensions) as JsonObject,
    sku,
    effectiveDate: `${of}T00:00:00Z`,
    offerTermCode: offerTerm,
    termAttributes: {},
  }
}
