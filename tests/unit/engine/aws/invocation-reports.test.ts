import type { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { describe, expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { invocationReports, parseReport } from '../../../../electron/engine/aws/invocation-reports.ts'

const report = (metrics: object, type = 'platform.report'): string =>
  JSON.stringify({
    time: '2026-01-01T00:00:00.000Z',
    type,
    record: { requestId: 'r', metrics, status: 'success' },
  })
const warm = { durationMs: 11.2, billedDurationMs: 12, memorySizeMB: 512, maxMemoryUsedMB: 70 }

describe('a report', () => {
  test('says what is billed, the memory, and whether it was a cold start', () => {
    expect(parseReport(report(warm))).toEqual({ billedMs: 12, memoryMb: 512, cold: false })
    expect(parseReport(report({ ...warm, initDurationMs: 140.5 }))).toMatchObject({ cold: true })
  })

  test.each([
    ['another event', report(warm, 'platform.start')],
    ['what the code prints', 'the origin did not answer'],
    ['a report of the other format', 'REPORT RequestId: r\tDuration: 11.20 ms\tBilled Duration: 12 ms\t'],
    ['a report without what is billed', report({ durationMs: 1 })],
    ['a report of a negative time', report({ ...warm, billedDurationMs: -1 })],
  ])('is not %s', (_, message) => expect(parseReport(message)).toBeUndefined())
})

/** Answers pages one after another, and keeps what was asked. */
function fakeLogs(pages: readonly { messages: string[]; nextToken?: string }[]) {
  const asked: FilterLogEventsCommand['input'][] = []
  const send = ({ input }: FilterLogEventsCommand) => {
    asked.push(input)
    const { messages, nextToken } = pages[asked.length - 1] ?? { messages: [] }
    return Promise.resolve({ events: messages.map((message) => ({ message })), nextToken })
  }
  return { asked, aws: { logs: { send } } as unknown as Pick<Aws, 'logs'> }
}

const window = { logGroup: 'group', fromMs: 1000.4, toMs: 2000.2, most: 3 }
const signal = new AbortController().signal

test('pages are read to the end, also behind an empty one', async () => {
  const pages = [
    { messages: [], nextToken: 'a' },
    { messages: [report(warm)], nextToken: 'b' },
    { messages: [report(warm)] },
  ]
  const { aws, asked } = fakeLogs(pages)
  expect(await invocationReports(aws, window, signal)).toHaveLength(2)
  expect(asked.map(({ nextToken }) => nextToken)).toEqual([undefined, 'a', 'b'])
  expect(asked[0]).toMatchObject({ logGroupName: 'group', startTime: 1000, endTime: 2001, limit: 3 })
})

test('no more are read than are wanted', async () => {
  const page = { messages: [report(warm), report(warm)], nextToken: 'more' }
  const { aws, asked } = fakeLogs([page, page, page])
  expect(await invocationReports(aws, window, signal)).toHaveLength(3)
  expect(asked).toHaveLength(2)
})

test('pages that never end are given up', async () => {
  const { aws, asked } = fakeLogs(Array.from({ length: 60 }, () => ({ messages: [], nextToken: 'on' })))
  expect(await invocationReports(aws, window, signal)).toEqual([])
  expect(asked).toHaveLength(50)
})
