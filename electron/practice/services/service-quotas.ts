import { textOf } from '../json-values.ts'
import { type JsonObject, type Service, ServiceError, type World } from '../world.ts'

interface Quota {
  service: string
  serviceName: string
  code: string
  name: string
  value: number
}

const ec2 = 'Amazon Elastic Compute Cloud (Amazon EC2)'

/**
 * AWS's usual values; of vCPUs those of an account that has been used a little, as new ones have fewer.
 * Source: Service Quotas, "AWS default quota value".
 */
const quotas: Quota[] = [
  {
    service: 'vpc',
    serviceName: 'Amazon Virtual Private Cloud (Amazon VPC)',
    code: 'L-F678F1CE',
    name: 'VPCs per Region',
    value: 5,
  },
  { service: 'ec2', serviceName: ec2, code: 'L-0263D0A3', name: 'EC2-VPC Elastic IPs', value: 5 },
  {
    service: 'ec2',
    serviceName: ec2,
    code: 'L-1216C47A',
    name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    value: 64,
  },
  {
    service: 'elasticloadbalancing',
    serviceName: 'Elastic Load Balancing (ELB)',
    code: 'L-E9E9831D',
    name: 'Classic Load Balancers per Region',
    value: 20,
  },
  {
    service: 'elasticloadbalancing',
    serviceName: 'Elastic Load Balancing (ELB)',
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
    value: 50,
  },
  {
    service: 'elasticloadbalancing',
    serviceName: 'Elastic Load Balancing (ELB)',
    code: 'L-B22855CB',
    name: 'Target Groups per Region',
    value: 3_000,
  },
  {
    service: 'apigateway',
    serviceName: 'Amazon API Gateway',
    code: 'L-608BDCD4',
    name: 'VPC links (V2) per Region',
    value: 10,
  },
  {
    service: 'lambda',
    serviceName: 'AWS Lambda',
    code: 'L-B99A9384',
    name: 'Concurrent executions',
    value: 1000,
  },
  {
    service: 'apigateway',
    serviceName: 'Amazon API Gateway',
    code: 'L-8A5B8E43',
    name: 'Throttle rate',
    value: 10_000,
  },
  {
    service: 'apigateway',
    serviceName: 'Amazon API Gateway',
    code: 'L-CDF5615A',
    name: 'Throttle burst rate',
    value: 5_000,
  },
]

/**
 * Service Quotas: the few that the app's plans can meet, by default or with what the faults `quotas` and
 * `lambdaConcurrency` say.
 */
export function serviceQuotasService(world: World): Service {
  const applied = ({ code, value }: Quota): number => {
    const { quotas: changed, lambdaConcurrency } = world.faults()
    return changed[code] ?? (code === 'L-B99A9384' ? lambdaConcurrency : value)
  }
  return {
    name: 'servicequotas',
    protocol: 'json-1.1',
    version: 'ServiceQuotasV20190624',
    operations: {
      GetServiceQuota(input, { region }) {
        const quota = existing(input)
        return { Quota: describe(world, quota, applied(quota), region) }
      },
    },
  }
}

function describe(world: World, quota: Quota, value: number, region: string): JsonObject {
  const { partition, accountId } = world
  const { service, serviceName, code, name } = quota
  return {
    ServiceCode: service,
    ServiceName: serviceName,
    QuotaArn: `arn:${partition}:servicequotas:${region}:${accountId}:${service}/${code}`,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
  }
}

function existing(input: JsonObject): Quota {
  const { ServiceCode, QuotaCode } = input
  const found = quotas.find(({ service, code }) => service === ServiceCode && code === QuotaCode)
  if (found === undefined)
    throw new ServiceError(
      'NoSuchResourceException',
      `The request failed because the specified quota ${textOf(QuotaCode)} does not exist.`,
    )
  return found
}
