import { elbVersion2, elbVersion2Operations } from '../../services/elastic-load-balancing-v2.ts'
import { practiceServiceName } from '../../services/practice.ts'
import { textOf } from '../../json-values.ts'
import { arnIn, onAll, type Row, type Rows } from '../access.ts'
import { cloudFormationRows } from './cloudformation.ts'
import { ec2Rows } from './ec2.ts'
import { iamRows } from './iam.ts'
import { schedulerRows } from './scheduler.ts'
import { ssmRows } from './ssm.ts'

/** API Gateway's actions are the methods of HTTP, its resources the paths. */
const gateway =
  (path: string): Row =>
  (_input, { partition, region }) => [
    { action: 'apigateway:GET', resource: `arn:${partition}:apigateway:${region}::${path}`, context: {} },
  ]

/** What no policy of the caller decides: who is calling may always be asked; roles say who assumes them. */
const nothing: Row = () => []

/**
 * Signing name of a service → its operations → what each needs. Source: Service Authorization Reference,
 * a page for each service; `tests/unit/practice/iam/operations.test.ts` compares the table with it.
 */
const table: Readonly<Record<string, Rows>> = {
  apigateway: {
    GetAccount: gateway('/account'),
    GetApis: gateway('/apis'),
    GetRestApis: gateway('/restapis'),
    GetVpcLinks: gateway('/vpclinks'),
  },
  cloudformation: cloudFormationRows,
  config: {
    // Of all recorders: none is named.
    DescribeConfigurationRecorderStatus: (_input, facts) => [
      {
        action: 'config:DescribeConfigurationRecorderStatus',
        resource: arnIn(facts, 'config', 'configuration-recorder/*/*'),
        context: {},
      },
    ],
  },
  ec2: ec2Rows,
  elasticloadbalancing: {
    DescribeLoadBalancers: onAll('elasticloadbalancing:DescribeLoadBalancers'),
    // Both versions have the same actions.
    ...Object.fromEntries(
      elbVersion2Operations.map((name) => [`${elbVersion2} ${name}`, onAll(`elasticloadbalancing:${name}`)]),
    ),
  },
  iam: iamRows,
  lambda: {
    GetAccountSettings: onAll('lambda:GetAccountSettings'),
    ListFunctions: onAll('lambda:ListFunctions'),
    ListFunctionUrlConfigs: (input, facts) => {
      const named = textOf(input['FunctionName'])
      const resource = named.startsWith('arn:') ? named : arnIn(facts, 'lambda', `function:${named}`)
      return [{ action: 'lambda:ListFunctionUrlConfigs', resource, context: {} }]
    },
  },
  logs: {
    DescribeLogGroups: onAll('logs:DescribeLogGroups'),
    FilterLogEvents(input, facts) {
      const [name, identifier] = [textOf(input['logGroupName']), textOf(input['logGroupIdentifier'])]
      const group = identifier.startsWith('arn:')
        ? identifier
        : arnIn(facts, 'logs', `log-group:${name || identifier}`)
      return [{ action: 'logs:FilterLogEvents', resource: `${group}:log-stream:`, context: {} }]
    },
  },
  pricing: { GetProducts: onAll('pricing:GetProducts') },
  scheduler: schedulerRows,
  servicequotas: {
    GetServiceQuota: (input, facts) => [
      {
        action: 'servicequotas:GetServiceQuota',
        resource: arnIn(
          facts,
          'servicequotas',
          `${textOf(input['ServiceCode'])}/${textOf(input['QuotaCode'])}`,
        ),
        context: {},
      },
    ],
  },
  ssm: ssmRows,
  sts: { GetCallerIdentity: nothing, AssumeRole: nothing },
  tagging: { GetResources: onAll('tag:GetResources') },
}

/**
 * What an operation needs; undefined for one of Sluice's own service, or one that is called without a
 * signature.
 */
export function rowOf(service: string, operation: string): Row | undefined {
  const rows = Object.hasOwn(table, service) ? (table[service] ?? {}) : {}
  return Object.hasOwn(rows, operation) ? rows[operation] : undefined
}

/** Every row, for the comparison with the reference. */
export const rowsOfServices: readonly (readonly [service: string, rows: Rows])[] = Object.entries(table)

/** Operations that are signed, and have no row: nobody could say who may call them. */
export function operationsWithoutRow(
  services: readonly { name: string; operations: object; unsigned?: readonly string[] }[],
): string[] {
  return services
    .filter(({ name }) => name !== practiceServiceName)
    .flatMap(({ name, operations, unsigned = [] }) =>
      Object.keys(operations)
        .filter((operation) => !unsigned.includes(operation) && rowOf(name, operation) === undefined)
        .map((operation) => `${name}:${operation}`),
    )
}
