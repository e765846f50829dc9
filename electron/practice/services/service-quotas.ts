import { type JsonObject, type Service, ServiceError, type World } from '../world.ts'
import { textOf } from './ec2-query.ts'
import { pageOf, pageSize } from './page.ts'

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
  const describe = (quota: Quota, value: number, region: string): JsonObject => ({
    ServiceCode: quota.service,
    ServiceName: quota.serviceName,
    QuotaArn: `arn:${world.partition}:servicequotas:${region}:${world.accountId}:${quota.service}/${quota.code}`,
    QuotaCode: quota.code,
    QuotaName: quota.name,
    Value: value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
  })
  const list = (
    input: JsonObject,
    token: string,
    valueOf: (quota: Quota) => number,
    region: string,
  ): JsonObject => {
    const found = quotas.filter(({ service }) => service === input['ServiceCode'])
    if (found.length === 0)
      throw missing(
        `The request failed because the specified service ${textOf(input['ServiceCode'])} does not exist.`,
      )
    const size = pageSize(input['MaxResults'], { usual: 100, most: 100 }, 'IllegalArgumentException')
    const { items, next } = pageOf(found, token, size, 'InvalidPaginationTokenException')
    return {
      Quotas: items.map((quota) => describe(quota, valueOf(quota), region)),
      ...(next === undefined ? {} : { NextToken: next }),
    }
  }
  return {
    name: 'servicequotas',
    protocol: 'json-1.1',
    version: 'ServiceQuotasV20190624',
    operations: {
      GetServiceQuota(input, { region }) {
        const quota = existing(input)
        return { Quota: describe(quota, applied(quota), region) }
      },
      GetAWSDefaultServiceQuota(input, { region }) {
        const quota = existing(input)
        return { Quota: describe(quota, quota.value, region) }
      },
      ListServiceQuotas: (input, { region }) => list(input, textOf(input['NextToken']), applied, region),
    },
  }
}

function existing(input: JsonObject): Quota {
  const found = quotas.find(
    ({ service, code }) => service === input['ServiceCode'] && code === input['QuotaCode'],
  )
  if (found === undefined)
    throw missing(
      `The request failed because the specified quota ${textOf(input['QuotaCode'])} does not exist.`,
    )
  return found
}

function missing(message: string): ServiceError {
  return new ServiceError('NoSuchResourceException', message)
}
