import { builtInPrices } from '../../../shared/prices.ts'
import type { PriceName } from '../../../shared/price-table.ts'

/** Where in AWS's Price List a price stands. */
export interface PriceQuestion {
  serviceCode: string
  /** Attributes that the product must have, besides its Region. */
  filters: Readonly<Record<string, string>>
  /** Its usage type without the prefix of the Region, such as `USW2-`. */
  usageType: string
  /** The attribute that names the Region. */
  regionField?: 'fromRegionCode'
}

/**
 * Sources: AWS Price List user guide, "Using the Price List Query API"; the usage types of AWS's bills. What
 * Lambda logs is asked as any log: the price of its first tier is the same.
 */
export const priceQuestions: Readonly<Record<PriceName, PriceQuestion>> = {
  classicLoadBalancer: of('AWSELB', 'LoadBalancerUsage', { productFamily: 'Load Balancer' }),
  classicLoadBalancerData: of('AWSELB', 'DataProcessing-Bytes', { productFamily: 'Load Balancer' }),
  applicationLoadBalancer: of('AWSELB', 'LoadBalancerUsage', { productFamily: 'Load Balancer-Application' }),
  applicationLoadBalancerCapacity: of('AWSELB', 'LCUUsage', { productFamily: 'Load Balancer-Application' }),
  publicAddress: of('AmazonVPC', 'PublicIPv4:InUseAddress'),
  volume: of('AmazonEC2', 'EBS:VolumeUsage.gp3', { productFamily: 'Storage' }),
  restApi: of('AmazonApiGateway', 'ApiGatewayRequest', { productFamily: 'API Calls' }),
  httpApi: of('AmazonApiGateway', 'ApiGatewayHttpRequest', { productFamily: 'API Calls' }),
  functionRequest: of('AWSLambda', 'Request', { group: 'AWS-Lambda-Requests' }),
  functionTime: of('AWSLambda', 'Lambda-GB-Second', { group: 'AWS-Lambda-Duration' }),
  functionLogs: of('AmazonCloudWatch', 'DataProcessing-Bytes', { productFamily: 'Data Payload' }),
  configurationItem: of('AWSConfig', 'ConfigurationItemRecorded'),
  dataOut: {
    ...of('AWSDataTransfer', 'DataTransfer-Out-Bytes', { transferType: 'AWS Outbound' }),
    regionField: 'fromRegionCode',
  },
}

/** The instance types of the built-in table: those that the templates allow. */
export const pricedInstanceTypes: readonly string[] = Object.keys(builtInPrices.prices.instances)

/** On demand, Linux, without a licence or other software. */
export function instanceQuestion(type: string): PriceQuestion {
  return of('AmazonEC2', `BoxUsage:${type}`, {
    instanceType: type,
    operatingSystem: 'Linux',
    tenancy: 'Shared',
    preInstalledSw: 'NA',
    capacitystatus: 'Used',
  })
}

function of(serviceCode: string, usageType: string, filters: PriceQuestion['filters'] = {}): PriceQuestion {
  return { serviceCode, usageType, filters }
}
