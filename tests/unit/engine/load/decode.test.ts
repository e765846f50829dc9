import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeTrial } from '../../../../electron/engine/load/decode.ts'
import type { LoadTool } from '../../../../electron/engine/load/load-tool.ts'
import { stubStatus } from '../../../../electron/engine/load/nginx-origin.ts'
import { wrk as wrkTool } from '../../../../electron/engine/load/wrk/wrk.ts'

// One connection with E = 10 µs, as in the first vector of wrk-inversion.json: six requests, one of them
// over the timeout, one a 429.
const wrk = {
  script: 1,
  correction: 'wrk',
  connections: 1,
  threads: 1,
  durationSec: 0.000065,
  startedAtMs: 1_000,
  durationUs: 65,
  requests: 6,
  bytes: 600,
  errors: { connect: 0, read: 1, write: 0, timeout: 1, status: 1 },
  latency: { count: 10, min: 7, max: 50, histogram: [7, 2, 5, 1, 3, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 10, 1] },
  sentPerSecond: [9],
  addresses: ['10.0.0.10:80'],
}
const meta = {
  originBefore: 100,
  originAfter: 110,
  cpuBusy: 0.5,
  cpuSteal: 0.01,
  toolCpuSec: 0.9,
  toolCpus: 2,
  startedAtMs: 1_000,
  finishedAtMs: 2_000,
  exitCode: 0,
  ended: 'itself',
  generator: 'wrk 4.2.0 epoll',
  output: '',
}

const decode = (base64: string) => decodeTrial(base64, wrkTool, stubStatus('http://10.0.0.10:8081/'))

const packed = (change: Partial<Record<keyof typeof wrk, unknown>> | null = {}, metaChange: object = {}) =>
  gzipSync(
    JSON.stringify({ wrk: change && { ...wrk, ...change }, meta: { ...meta, ...metaChange } }),
  ).toString('base64')

test('a trial with everything that can be known of it', () => {
  const { result, histogram, interrupted } = decode(packed())
  expect(histogram).toEqual([
    [7, 2],
    [12, 1],
    [35, 1],
    [50, 1],
  ])
  expect(interrupted).toBe(false)
  expect(result).toMatchObject({
    requests: 6,
    goodRequests: 4,
    unanswered: 2,
    durationMs: 0.065,
    correctionIntervalUs: 10,
    originRequests: 8,
    generator: { name: 'wrk', version: '4.2.0', standsFor: null },
    generatorCpu: { busy: 0.5, steal: 0.01 },
    samples: [],
  })
  expect(result.latencyUs.measured).toMatchObject({ count: 5, max: 50, mean: 111 / 5 })
  expect(result.latencyUs.corrected).toMatchObject({ count: 10, max: 50 })
  expect(result.goodRatePerSec).toBeCloseTo(4 / 0.000065, 6)
})

test('only full seconds are samples', () => {
  const long = {
    durationSec: 2,
    durationUs: 2_100_000,
    sentPerSecond: [5, 0, 1],
    requests: 5,
    errors: { ...wrk.errors, timeout: 0, status: 0 },
  }
  const { result } = decode(
    packed({ ...long, latency: { count: 5, min: 7, max: 50, histogram: [7, 2, 5, 1, 23, 1, 15, 1] } }),
  )
  expect(result.samples).toEqual([
    { offsetMs: 0, requests: 5 },
    { offsetMs: 1000, requests: 0 },
  ])
})

test('a generator that does not correct is not inverted', () => {
  const latency = { count: 5, min: 7, max: 50, histogram: [7, 2, 5, 1, 23, 1, 15, 1] }
  const { histogram, result } = decode(
    packed({ correction: 'none', latency }, { generator: 'autocannon 9.0.0' }),
  )
  expect(histogram.map(([value]) => value)).toEqual([7, 12, 35, 50])
  expect(result.generator).toEqual({ name: 'autocannon', version: '9.0.0', standsFor: 'wrk' })
  expect(result.latencyUs.corrected.count).toBe(10)
})

test('a trial that was ended early is interrupted, whatever its duration', () => {
  expect(decode(packed({ durationSec: 30 }, { ended: 'stop' })).interrupted).toBe(true)
  expect(decode(packed({}, { ended: 'stop' })).interrupted).toBe(false)
})

describe('a trial has failed', () => {
  test.each([
    [
      'no result',
      packed(null, { exitCode: 1, output: 'unable to connect to x' }),
      'exit code 1 and left no result: unable to connect to x',
    ],
    [
      'a pause, or a clock that was set forward',
      packed({ durationSec: 30, durationUs: 40_000_000 }),
      'ran for 40.00 s instead of 30 s: it was paused, or its clock was set forward.',
    ],
    [
      'a clock that was set back',
      packed({ durationSec: 3, durationUs: -57_000_000 }),
      'ran for -57.00 s instead of 3 s: its clock was set back.',
    ],
    [
      'a clock that was set back before it was stopped',
      packed({ durationSec: 3, durationUs: -57_000_000 }, { ended: 'stop' }),
      'its clock was set back.',
    ],
    ['a full disk', packed().slice(0, 40), 'may be full'],
    ['a full disk that cut off its JSON', gzipSync('{"wrk":{"script":1,').toString('base64'), 'may be full'],
    [
      'a histogram with other counts',
      packed({ latency: { ...wrk.latency, count: 11 } }),
      '10 samples where wrk counted 11',
    ],
    [
      'counters that contradict it',
      packed({ requests: 7, durationUs: 75, durationSec: 0.000075 }),
      '5 measured requests where wrk counted 6',
    ],
    [
      'a correction with another interval',
      packed({ latency: { count: 3, min: 11, max: 21, histogram: [11, 1, 10, 2] } }),
      'cannot be undone',
    ],
    ['a field that is missing', packed({ addresses: undefined }), 'addresses'],
    ['no gzip', 'aGVsbG8=', 'cannot be read'],
  ])('with %s', (_, base64, reason) => {
    expect(() => decode(base64)).toThrow(reason)
  })
})

test('an origin that was started again meanwhile has no count', () => {
  expect(decode(packed({}, { originAfter: 3 })).result.originRequests).toBeNull()
  expect(decode(packed({}, { originBefore: null })).result.originRequests).toBeNull()
})

test('an origin without counters has no count', () => {
  expect(decodeTrial(packed(), wrkTool, null).result.originRequests).toBeNull()
})

/** A tool that measures without a correction and writes next to nothing. */
const plainTool: LoadTool = {
  ...wrkTool,
  id: 'plain',
  name: 'Plain',
  check: {
    command: 'plain --version',
    parse: (line) => ({ name: 'plain', version: line.slice(6), standsFor: null }),
  },
  decode: (result) => ({
    plannedSec: 1,
    threads: 1,
    durationUs: 1_000_000,
    requests: (result as { requests: number }).requests,
    bytes: 0,
    errors: { connect: 0, read: 0, write: 0, timeout: 0, status: 0 },
    statusCodes: null,
    sentPerSecond: [3],
    histogram: [[5, 3]],
    correctionIntervalUs: null,
    addresses: [],
  }),
}

describe('another load tool', () => {
  const written = (result: object | null) =>
    gzipSync(JSON.stringify({ plain: result, meta: { ...meta, generator: 'plain 1' } })).toString('base64')

  test('reads its own part of the result, and the runner adds the rest', () => {
    const { result, histogram } = decodeTrial(written({ requests: 3 }), plainTool, null)
    expect(result).toMatchObject({
      requests: 3,
      ratePerSec: 3,
      unanswered: 0,
      generator: { name: 'plain', version: '1', standsFor: null },
      generatorCpu: { busy: 0.5, steal: 0.01 },
      samples: [{ offsetMs: 0, requests: 3 }],
    })
    expect(histogram).toEqual([[5, 3]])
  })

  test('is named when it left no result', () => {
    expect(() => decodeTrial(written(null), plainTool, null)).toThrow('Plain ended with exit code 0')
    expect(() => decodeTrial(packed(), plainTool, null)).toThrow('Plain ended with exit code 0')
  })
})
