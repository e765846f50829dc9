import { describe, expect, test } from 'vitest'
import { parseReport } from '../../../../electron/engine/aws/invocation-reports.ts'
import { linesOf } from '../../../../electron/practice/lambda/invocation-lines.ts'
import { openInvocationLogs } from '../../../../electron/practice/lambda/invocation-logs.ts'
import { filterLogEvents } from '../../../../electron/practice/services/log-events.ts'
import type { JsonObject, ResourceRecord, World } from '../../../../electron/practice/world.ts'

const reports = '{ $.type = "platform.report" }'
const call = { region: 'us-west-2', requestId: 'r' }

function openLogs(format = 'JSON') {
  const logs = openInvocationLogs(() => true)
  const settings = { logGroup: 'group', logsInvocations: true, mayLog: true, memoryMb: 256 }
  const record = (type: string, physicalId: string, properties: JsonObject) =>
    ({ type, physicalId, properties, region: 'us-west-2' }) as unknown as ResourceRecord
  const all = [
    record('AWS::Logs::LogGroup', 'group', {}),
    record('AWS::Lambda::Function', 'f', { LoggingConfig: { LogGroup: 'group', LogFormat: format } }),
  ]
  let now = 0
  const world = {
    resources: (type: string) => all.filter((one) => one.type === type),
    pace: { logDeliveryMs: 400 },
    faults: () => ({}),
  } as unknown as World
  const filter = filterLogEvents(world, logs, () => now)
  return {
    invoke(count: number, endedAtMs: number, initMs: number | null = null) {
      const outcome = { kind: 'answered', payload: '{}', ran: { durationMs: 2.4, initMs } } as const
      for (let at = 0; at < count; at += 1) logs.note(settings, outcome, endedAtMs)
    },
    setNow: (ms: number) => (now = ms),
    ask: (input: JsonObject) => filter({ logGroupName: 'group', ...input }, call) as JsonObject,
    /** All pages: how many events each has. */
    pages(input: JsonObject): number[] {
      const sizes: number[] = []
      let token: string | undefined
      do {
        const answer = this.ask({ ...input, ...(token === undefined ? {} : { nextToken: token }) })
        sizes.push((answer['events'] as unknown[]).length)
        token = answer['nextToken'] as string | undefined
      } while (token !== undefined)
      return sizes
    },
  }
}

describe('what can be read of invocations', () => {
  test('is there only after a while', () => {
    const logs = openLogs()
    logs.invoke(3, 1000)
    logs.setNow(1399)
    expect(logs.pages({ filterPattern: reports })).toEqual([0])
    logs.setNow(1400)
    expect(logs.pages({ filterPattern: reports })).toEqual([3])
  })

  test('is of the time that is asked for, on pages that may be empty and not the last', () => {
    const logs = openLogs()
    logs.invoke(2500, 1000)
    logs.invoke(10, 5000)
    logs.setNow(9000)
    expect(logs.pages({ filterPattern: reports, startTime: 4000, endTime: 6000 })).toEqual([0, 10])
    expect(logs.pages({ filterPattern: reports, startTime: 6000 })).toEqual([0, 0])
  })

  test('is no more than a page takes, and all of it in the end', () => {
    const logs = openLogs()
    logs.invoke(25, 1000)
    logs.setNow(9000)
    expect(logs.pages({ filterPattern: reports, limit: 10 })).toEqual([10, 10, 5])
    expect(logs.pages({ limit: 10 })).toEqual([10, 10, 10, 10, 10])
  })

  test.each<[string, JsonObject, string]>([
    ['a group that is not there', { logGroupName: 'other' }, 'ResourceNotFoundException'],
    ['a page of nothing', { limit: 0 }, 'InvalidParameterException'],
    ['a page of too much', { limit: 10_001 }, 'InvalidParameterException'],
    ['a wrong token', { nextToken: 'x' }, 'InvalidParameterException'],
    ['two names', { logGroupIdentifier: 'group' }, 'InvalidParameterException'],
  ])('is refused for %s', (_, input, code) => {
    expect(() => openLogs().ask(input)).toThrow(expect.objectContaining({ code }))
  })

  test('with a pattern that is not known here is an error of this account', () => {
    expect(() => openLogs().ask({ filterPattern: 'REPORT' })).toThrow('filter pattern REPORT')
  })
})

describe('what Lambda writes', () => {
  const invocation = {
    number: 7,
    endedAtMs: 2000.6,
    durationMs: 2.4,
    initMs: null,
    memoryMb: 256,
    status: 'success',
  }
  const linesIn = (format: 'JSON' | 'Text', initMs: number | null = null) =>
    linesOf('group', { ...invocation, status: 'success', initMs }, format).map(({ message }) => message)

  test('in JSON is a start and a report, billed by started milliseconds, with the cold start', () => {
    const [start, report] = linesIn('JSON')
    expect(JSON.parse(start ?? '')).toMatchObject({ type: 'platform.start' })
    expect(parseReport(report ?? '')).toEqual({ billedMs: 3, memoryMb: 256, cold: false })
    expect(parseReport(linesIn('JSON', 100)[1] ?? '')).toEqual({ billedMs: 103, memoryMb: 256, cold: true })
  })

  test('in text are its three lines', () => {
    const [start, end, report] = linesIn('Text', 100)
    const id = /^START RequestId: (\S+) Version: \$LATEST\n$/.exec(start ?? '')?.[1]
    expect(end).toBe(`END RequestId: ${id}\n`)
    expect(report).toBe(
      `REPORT RequestId: ${id}\tDuration: 2.40 ms\tBilled Duration: 103 ms\tMemory Size: 256 MB\t` +
        'Init Duration: 100.00 ms\t\n',
    )
  })
})
