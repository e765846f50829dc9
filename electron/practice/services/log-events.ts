import { textOf } from '../json-values.ts'
import { linesOf, type LogLine } from '../lambda/invocation-lines.ts'
import type { InvocationLogs, LoggedInvocation } from '../lambda/invocation-logs.ts'
import { type JsonObject, type Operation, type ResourceRecord, ServiceError, type World } from '../world.ts'
import { nextPage, placeIn, tokenFor, type PageRules } from './page.ts'

const invalid = 'InvalidParameterException'
const pages: PageRules = { usual: 10_000, most: 10_000, invalid }

/** How many invocations one call looks through: a page may be empty and not the last, as on AWS. */
const scanned = 2_000
/** Bytes of the events of a page. Source: API reference, FilterLogEvents. */
const mostBytes = 1_048_576

/**
 * FilterLogEvents of what Lambda logs. An event is there `logDeliveryMs` after it was written (AWS: some
 * seconds). A pattern is none, or asks for the type of an event in JSON; another one is an error of this
 * account.
 */
export function filterLogEvents(
  world: Pick<World, 'resources' | 'pace' | 'faults'>,
  logs: Pick<InvocationLogs, 'listFrom'>,
  nowMs: () => number = Date.now,
): Operation {
  return (input, { region }) => {
    const group = groupIn(world, input, region)
    const wants = patternOf(textOf(input['filterPattern']))
    const format = formatOf(world, group.physicalId)
    const [fromMs, toMs] = [numberOf(input['startTime'], 0), numberOf(input['endTime'], Infinity)]
    const deliveredMs = nowMs() - (world.faults().logDeliveryMs ?? world.pace.logDeliveryMs)
    const isWanted = ({ timestampMs, message }: LogLine): boolean =>
      timestampMs >= fromMs && timestampMs <= toMs && wants(message)
    const found = logs.listFrom(group.physicalId, placeIn(input['nextToken'], pages) ?? 0, scanned)
    const there = found.filter(({ endedAtMs }) => endedAtMs <= deliveredMs)
    const { events, next } = pageOfLines(there, limitOf(input['limit']), (invocation) =>
      linesOf(group.physicalId, invocation, format).filter(isWanted),
    )
    const after = next ?? (there.length === scanned ? (there.at(-1)?.number ?? 0) + 1 : undefined)
    return {
      events: events.toSorted((one, other) => one.timestamp - other.timestamp),
      searchedLogStreams: [],
      ...nextPage('nextToken', after === undefined ? undefined : tokenFor(after)),
    }
  }
}

/** @returns the events that fit, and the number of the first invocation that does not */
function pageOfLines(
  invocations: readonly LoggedInvocation[],
  limit: number,
  linesFor: (invocation: LoggedInvocation) => LogLine[],
) {
  const events: {
    eventId: string
    timestamp: number
    ingestionTime: number
    message: string
    logStreamName: string
  }[] = []
  let bytes = 0
  for (const invocation of invocations) {
    const lines = linesFor(invocation)
    bytes += lines.reduce((sum, { message }) => sum + message.length, 0)
    const isFull = events.length > 0 && (events.length + lines.length > limit || bytes > mostBytes)
    if (isFull) return { events, next: invocation.number }
    events.push(...lines.map((line, at) => eventOf(invocation, line, at)))
  }
  return { events, next: undefined }
}

function eventOf({ number, endedAtMs }: LoggedInvocation, { timestampMs, message }: LogLine, at: number) {
  const day = new Date(endedAtMs).toISOString().slice(0, 10).replaceAll('-', '/')
  return {
    eventId: String(number * 10 + at).padStart(56, '3'),
    timestamp: timestampMs,
    ingestionTime: Math.floor(endedAtMs) + 1,
    message,
    logStreamName: `${day}/[$LATEST]${'0'.repeat(32)}`,
  }
}

function groupIn(world: Pick<World, 'resources'>, input: JsonObject, region: string): ResourceRecord {
  const [name, identifier] = [textOf(input['logGroupName']), textOf(input['logGroupIdentifier'])]
  if ((name === '') === (identifier === ''))
    throw new ServiceError(invalid, 'Either logGroupName or logGroupIdentifier is needed, and not both.')
  const wanted = name || (identifier.split(':log-group:').at(-1) ?? '')
  const found = world
    .resources('AWS::Logs::LogGroup')
    .find((group) => group.region === region && group.physicalId === wanted)
  if (found === undefined)
    throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.')
  return found
}

/** The format of the function that logs to a group: one function has it. */
function formatOf(world: Pick<World, 'resources'>, logGroup: string): 'Text' | 'JSON' {
  const loggings = world
    .resources('AWS::Lambda::Function')
    .map(({ properties }) => (properties['LoggingConfig'] ?? {}) as JsonObject)
  const own = loggings.find((logging) => logging['LogGroup'] === logGroup)
  return own?.['LogFormat'] === 'JSON' ? 'JSON' : 'Text'
}

/** @throws Error for a pattern that is not known here */
function patternOf(pattern: string): (line: string) => boolean {
  if (pattern === '') return () => true
  const [, type] = /^\{ *\$\.type *= *"([\w.]+)" *\}$/.exec(pattern) ?? []
  if (type === undefined) throw new Error(`The practice account does not know the filter pattern ${pattern}`)
  const member = `"type":"${type}"`
  return (line) => line.startsWith('{') && line.includes(member)
}

function limitOf(limit: JsonObject[string] | undefined): number {
  const asked = numberOf(limit, pages.usual)
  if (Number.isInteger(asked) && asked >= 1 && asked <= pages.most) return asked
  throw new ServiceError(invalid, `limit must be from 1 to ${pages.most}.`)
}

function numberOf(value: JsonObject[string] | undefined, usual: number): number {
  return value === undefined || value === null ? usual : Number(value)
}
