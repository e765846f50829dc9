import { textOf } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import { type JsonObject, type ResourceRecord, type Service, ServiceError, type World } from '../world.ts'
import type { InvocationLogs } from '../lambda/invocation-logs.ts'
import { filterLogEvents } from './log-events.ts'
import { nextPage, pageOf } from './page.ts'

const pages = { usual: 50, most: 50, invalid: 'InvalidParameterException' }

/** CloudWatch Logs, as far as the app asks: which log groups there are, and what Lambda has logged. */
export function logsService(world: World, logs: Pick<InvocationLogs, 'storedBytes' | 'listFrom'>): Service {
  return {
    name: 'logs',
    protocol: 'json-1.1',
    version: 'Logs_20140328',
    operations: {
      DescribeLogGroups(input, { region }) {
        const [prefix, pattern] = [
          textOf(input['logGroupNamePrefix']),
          textOf(input['logGroupNamePattern']).toLowerCase(),
        ]
        if (prefix !== '' && pattern !== '')
          throw new ServiceError(
            'InvalidParameterException',
            'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
          )
        const found = world
          .resources('AWS::Logs::LogGroup')
          .filter((group) => group.region === region && group.physicalId.startsWith(prefix))
          .filter(({ physicalId }) => physicalId.toLowerCase().includes(pattern))
          .toSorted((left, right) => (left.physicalId < right.physicalId ? -1 : 1))
        const { items, next } = pageOf(found, { token: input['nextToken'], size: input['limit'] }, pages)
        return {
          logGroups: items.map((group) => describeGroup(group, logs.storedBytes(group.physicalId))),
          ...nextPage('nextToken', next),
        }
      },
      FilterLogEvents: filterLogEvents(world, logs),
    },
  }
}

function describeGroup(
  { physicalId, properties, attributes }: ResourceRecord,
  storedBytes: number,
): JsonObject {
  const arn = textAt(attributes, 'Arn')
  const days = properties['RetentionInDays']
  return {
    logGroupName: physicalId,
    arn,
    logGroupArn: arn.replace(/:\*$/, ''),
    logGroupClass: 'STANDARD',
    metricFilterCount: 0,
    storedBytes,
    ...(days === undefined ? {} : { retentionInDays: Number(days) }),
  }
}
