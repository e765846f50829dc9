import { describe, expect, test } from 'vitest'
import { formatOf } from '../../../../electron/engine/imports/formats.ts'
import { trialResultOf } from '../../../../electron/engine/imports/tool-result.ts'
import { decodeHistogram, encodeHistogram } from '../../../../shared/histogram-text.ts'
import { trialResultSchema } from '../../../../shared/run.ts'
import { fixture, fixtureText, toolFixtures, toolResult } from './fixture.ts'

const all = Object.entries(toolFixtures).flatMap(([id, names]) => names.map((name) => [name, id] as const))

test.each(all)('%s is recognised as %s by what it says, and makes a whole trial', (name, id) => {
  expect(formatOf(fixture(name)).id).toBe(id)
  const result = trialResultOf(toolResult(fixtureText(name)))
  expect(trialResultSchema.parse(result)).toEqual(result)
})

const unmeasured = { p50: null, p75: null, p90: null, p99: null, p999: null, max: null, mean: null, count: 0 }

describe('oha', () => {
  test('counts answers by status, and what its end cut off', () => {
    expect(toolResult(fixtureText('oha.from-documentation.json'))).toMatchObject({
      tool: 'oha',
      requests: 20_004,
      goodRequests: 19_998,
      unanswered: 50,
      bytes: 12_239_000,
      errors: { status: 6, timeout: 0 },
      statusCodes: { '200': 19_998, '502': 6 },
      connections: null,
      path: null,
    })
  })

  test('has latencies in microseconds, none of a percentile that the lost requests may hold', () => {
    const { latencyUs } = trialResultOf(toolResult(fixtureText('oha.from-documentation.json')))
    const { p50, p99, p999, max } = latencyUs.measured
    expect([p50, p99, p999, max].map((us) => us && Math.round(us))).toEqual([22_400, 81_300, null, 211_400])
    expect(latencyUs.corrected).toEqual(unmeasured)
  })

  test('timeouts are errors of their own, all others are not told apart', () => {
    const json = JSON.parse(fixtureText('oha.from-documentation.json')) as Record<string, unknown>
    json['errorDistribution'] = { timeout: 3, 'connection closed before message completed': 2 }
    expect(toolResult(JSON.stringify(json))).toMatchObject({
      unanswered: 0,
      errors: { timeout: 3, other: 2 },
    })
  })
})

describe('k6', () => {
  test('as --summary-export writes it: what `passes` the failures is a failed request', () => {
    const found = toolResult(fixtureText('k6-summary-export.from-documentation.json'))
    expect(found).toMatchObject({ requests: 21_000, goodRequests: 20_997, bytes: 12_852_000 })
    expect(found.errors).toEqual({ connect: 0, read: 0, write: 0, timeout: 0, status: 0, other: 3 })
    expect(found).toMatchObject({ statusCodes: null, unanswered: null, connections: null })
  })

  test('as handleSummary gets it', () => {
    const found = toolResult(fixtureText('k6-handle-summary.from-documentation.json'))
    expect(found).toMatchObject({ requests: 21_000, goodRequests: 21_000 })
    expect(found.durationMs).toBeCloseTo(30_012.4, 0)
    expect(found.errors).not.toHaveProperty('other')
    const { measured } = trialResultOf(found).latencyUs
    expect(measured).toMatchObject({ p50: 12_875, p75: null, p90: 21_440, p99: 44_700, p999: null })
  })
})

describe('autocannon', () => {
  test('names its address and connections, and counts what it has sent', () => {
    expect(toolResult(fixtureText('autocannon-errors.json'))).toMatchObject({
      tool: 'autocannon',
      threads: 1,
      connections: 4,
      durationMs: 1_030,
      path: '/some',
      requests: 6_564,
      goodRequests: 5_251,
      unanswered: 4,
      bytes: 4_052_495,
      errors: { status: 1_313 },
      statusCodes: { '200': 5_251, '503': 1_313 },
    })
  })

  test('a latency of zero is below its milliseconds, and not known', () => {
    const { measured } = trialResultOf(toolResult(fixtureText('autocannon.json'))).latencyUs
    expect(measured).toMatchObject({ p50: null, p99: 2_000, max: 79_000 })
  })
})

describe('hey', () => {
  test('text', () => {
    const found = toolResult(fixtureText('hey.txt'))
    expect(found).toMatchObject({ tool: 'hey', requests: 4_400, goodRequests: 4_400 })
    expect(trialResultOf(found)).toMatchObject({ durationMs: 1_003, goodRatePerSec: 4_400 / 1.003 })
    expect(found).toMatchObject({ bytes: 2_692_800, unanswered: null, connections: null, path: null })
    expect(trialResultOf(found).latencyUs.measured).toMatchObject({
      p50: 500,
      p90: 1_300,
      p99: 4_400,
      p999: null,
    })
  })

  test('errors by status, and those that got no answer', () => {
    expect(toolResult(fixtureText('hey-errors.txt'))).toMatchObject({
      requests: 400,
      goodRequests: 320,
      errors: { status: 80 },
      statusCodes: { '200': 320, '503': 80 },
    })
    expect(toolResult(fixtureText('hey-refused.txt'))).toMatchObject({
      requests: 0,
      errors: { other: 30 },
      latency: { measured: null },
    })
  })

  test('CSV has every single latency', () => {
    const found = toolResult(fixtureText('hey.csv'))
    const lines = fixtureText('hey.csv').trim().split('\n').slice(1)
    expect(found).toMatchObject({
      tool: 'hey CSV',
      requests: lines.length,
      statusCodes: { '200': lines.length },
    })
    const histogram = found.histogram ?? []
    expect(histogram.reduce((sum, [, times]) => sum + times, 0)).toBe(lines.length)
    expect(decodeHistogram(encodeHistogram(histogram))).toEqual(histogram)
    const slowest = Math.max(...lines.map((line) => Number(line.split(',')[0])))
    expect(trialResultOf(found).latencyUs.measured).toMatchObject({
      max: Math.round(slowest * 1e6),
      p99: null,
    })
    const ends = lines.map((line) => Number(line.split(',')[0]) + Number(line.split(',')[7]))
    expect(found.durationMs).toBeCloseTo(Math.max(...ends) * 1000, 6)
  })
})

describe('wrk', () => {
  test('text: its latencies are corrected ones, and rounded sizes are left out', () => {
    const found = toolResult(fixtureText('wrk.txt'))
    expect(found).toMatchObject({
      tool: 'wrk',
      threads: 2,
      connections: 4,
      durationMs: 1_010,
      path: '/',
      requests: 17_199,
      goodRequests: 17_199,
      bytes: null,
      statusCodes: null,
      errors: { connect: 0, read: 0, write: 0, timeout: 0, status: 0 },
    })
    const { measured, corrected } = trialResultOf(found).latencyUs
    expect(measured).toEqual(unmeasured)
    expect(corrected).toMatchObject({ p50: 166, p75: 272, p90: 2_520, p99: 23_190, mean: 1_270, max: 31_820 })
  })

  test('bad statuses and socket errors', () => {
    expect(toolResult(fixtureText('wrk-errors.txt'))).toMatchObject({
      requests: 13_443,
      goodRequests: 10_754,
      errors: { status: 2_689 },
    })
    const text = fixtureText('wrk-errors.txt').replace(
      '  Non-2xx',
      '  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx',
    )
    expect(toolResult(text).errors).toEqual({ connect: 1, read: 2, write: 3, timeout: 4, status: 2_689 })
  })

  test('wrk2: when a request was due, and with --u_latency what was measured', () => {
    const found = toolResult(fixtureText('wrk2.from-documentation.txt'))
    expect(found).toMatchObject({ tool: 'wrk2', connections: 100, requests: 60_013, path: '/index.html' })
    const { measured, corrected } = trialResultOf(found).latencyUs
    expect(corrected).toMatchObject({ p50: 4_120, p99: 9_210, p999: 14_400, mean: 4_310, max: 18_430 })
    expect(measured).toMatchObject({ p50: 1_020, p99: 3_300, p999: 6_010, mean: null, max: null })
  })

  test('a user, a password and a query of the address are not kept', () => {
    const text = fixtureText('wrk.txt').replace(/@ \S+/, '@ http://me:secret@127.0.0.1:1/a?token=secret')
    expect(toolResult(text)).toMatchObject({ path: '/a', address: '127.0.0.1:1/a' })
    expect(JSON.stringify(toolResult(text))).not.toContain('secret')
  })
})
