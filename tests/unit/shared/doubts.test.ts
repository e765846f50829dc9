import { describe, expect, test } from 'vitest'
import { doubtsOf } from '../../../shared/doubts.ts'
import type { Result } from '../../../shared/result.ts'
import type { Trial } from '../../../shared/run.ts'
import { measuredResult } from './measured-result.ts'
import { exampleResult, exampleRun, exampleScenarios, exampleTrial } from './example-result.ts'

function doubt(result: Result, id: string, scenarioId: string | null = null): string | undefined {
  const found = doubtsOf(result, exampleScenarios).find(
    (one) => one.id === id && one.scenarioId === scenarioId,
  )
  return found?.sentence.replaceAll('\u00A0', ' ')
}

function withLoad(load: Partial<Result['run']['load']>): Result {
  return exampleResult({ load: { ...exampleRun().load, ...load } })
}

describe('doubts about a whole run', () => {
  test('say that a practice account is this machine, and that another one is one deployment', () => {
    expect(doubt(exampleResult({ account: { kind: 'practice' } }), 'loopback')).toContain('not of AWS')
    expect(doubt(exampleResult(), 'loopback')).toBeUndefined()
    expect(doubt(exampleResult(), 'placement')).toContain('one deployment')
  })

  test.each([
    [1, undefined],
    [2, undefined],
    [4, 'With only 4 rounds, the variation of these figures is uncertain.'],
    [5, undefined],
  ])('say what %i rounds can tell, unless the answer does', (made, sentence) => {
    expect(doubt(measuredResult({ made }), 'rounds')).toBe(sentence)
  })

  test('say what one or two rounds can tell where there are no verdicts to say it', () => {
    const without = { ...measuredResult({ made: 1 }), experiment: undefined }
    expect(doubt(without, 'rounds')).toBe('With one round, the variation of these figures is unknown.')
  })

  test('say that rounds resemble each other', () => {
    const drifting = (trial: Trial): Trial =>
      trial.load === 'closed' && trial.scenarioId !== 'elb' && trial.result
        ? { ...trial, result: { ...trial.result, goodRatePerSec: 1000 * (1 + 0.1 * trial.round) } }
        : trial
    const result = measuredResult({ rounds: 12, made: 12, change: drifting })
    expect(doubt(result, 'resemblance')).toContain('intervals may be too narrow')
    expect(doubt(measuredResult({ rounds: 12, made: 12 }), 'resemblance')).toBeUndefined()
  })

  test('say that the load tool was at its limit, by its own processor time', () => {
    const busy = (trial: Trial): Trial =>
      trial.result ? { ...trial, result: { ...trial.result, generatorLoad: 0.93 } } : trial
    expect(doubt(measuredResult({ change: busy }), 'generator')).toMatch(
      /^Limited by the load generator in .* up to 93\.0 %/,
    )
    expect(doubt(measuredResult(), 'generator')).toBeUndefined()
  })

  test('on a practice account, where all share the machine, only that counts', () => {
    const busy = (trial: Trial): Trial =>
      trial.result ? { ...trial, result: { ...trial.result, generatorCpu: { busy: 0.99, steal: 0 } } } : trial
    const practice = { account: { kind: 'practice' } } as const
    expect(doubt(measuredResult({ change: busy, run: practice }), 'generator')).toBeUndefined()
    expect(doubt(measuredResult({ change: busy }), 'generator')).toContain('99.0 %')
  })

  test('a run that ended because it was sure has not ended early', () => {
    expect(doubt(measuredResult({ run: { endedBy: 'sure' } }), 'stopped')).toBeUndefined()
    expect(doubt(measuredResult({ run: { status: 'cancelled' } }), 'stopped')).toContain('ended early')
  })

  test('say that shares include TLS, where only the others use it', () => {
    expect(doubt(exampleResult(), 'tls')).toBe(
      'Shares and added milliseconds measure gateway and TLS together: ' +
        'the load balancer uses plain HTTP, the others HTTPS.',
    )
  })

  test('say what TLS alone costs, or which scenario tells it', () => {
    const [balancer] = exampleScenarios
    if (balancer === undefined) throw new Error('The example has no load balancer.')
    const secure = { ...balancer, id: 'elb-https', hops: balancer.hops.map((hop) => ({ ...hop, tls: true })) }
    const scenarios = [...exampleScenarios, secure]
    const sentence = (ids: readonly string[]): string | undefined => {
      const titled = ids.map((id) => ({ id, title: id === 'elb' ? 'Load balancer' : id }))
      const result = exampleResult({ scenarios: titled })
      return doubtsOf(result, scenarios).find(({ id }) => id === 'tls')?.sentence
    }
    expect(sentence(['elb', 'elb-https'])).toBe(
      'Shares and added milliseconds include TLS: the load balancer uses plain HTTP, the others HTTPS.',
    )
    expect(sentence(['elb', 'elb-https', 'http-proxy'])).toMatch(
      /measure gateway and TLS together.* Compare with the elb-https, which has TLS and no gateway\.$/,
    )
  })

  test('say that other runs were measuring at the same time', () => {
    expect(doubt(exampleResult(), 'alongside')).toBeUndefined()
    expect(doubt(exampleResult({ alongside: ['r2'] }), 'alongside')).toMatch(
      /^Another run of yours was measuring at the same time in this Region \(r2\)\./,
    )
    expect(doubt(exampleResult({ alongside: ['r2', 'r3'] }), 'alongside')).toMatch(/^2 other runs.*r2 and r3/)
  })

  test('name a load generator that is not wrk, and trials that are short', () => {
    const generator = { name: 'autocannon', version: '9', standsFor: 'wrk' }
    const trials = [exampleTrial({ scenarioId: 'elb' }, { generator })]
    expect(doubt(exampleResult({}, trials), 'stand-in')).toContain('autocannon')
    expect(doubt(withLoad({ durationSec: 1 }), 'short-trials')).toContain('Trials of 1 s')
  })

  test('tell how far a run came that ended early', () => {
    const trials = [
      exampleTrial({ scenarioId: 'elb' }),
      exampleTrial({ scenarioId: 'http-proxy', status: 'pending' }),
    ]
    expect(doubt(exampleResult({ status: 'cancelled' }, trials), 'stopped')).toBe(
      'The run ended early, after 1 of 2 trials.',
    )
  })

  test('say once what concerns most scenarios, with the figures of all trials', () => {
    const busy = (share: number) => ({ generatorCpu: { busy: share, steal: 0 } })
    const trials = [
      exampleTrial({ scenarioId: 'elb' }, busy(0.95)),
      exampleTrial({ scenarioId: 'lambda-256' }, busy(0.85)),
      exampleTrial({ scenarioId: 'lambda-512' }, busy(0.81)),
      exampleTrial({ scenarioId: 'http-proxy' }, busy(0.5)),
    ]
    expect(doubt(exampleResult({}, trials), 'generator')).toBe(
      'The load generator’s processors were up to 95.0 % busy, and above 80 % in 3 of 4 trials: ' +
        'the load generator limits the figures.',
    )
    expect(doubt(exampleResult({}, trials), 'generator', 'elb')).toBeUndefined()
    const one = exampleResult({}, trials.slice(0, 1).concat(exampleTrial({ scenarioId: 'http-proxy' })))
    expect(doubt(one, 'generator')).toBeUndefined()
    expect(doubt(one, 'generator', 'elb')).toContain('95.0 % busy, and above 80 % in the only trial')
  })
})

describe('doubts about a scenario', () => {
  test('list the excluded trials, with their reasons', () => {
    const trials = [
      exampleTrial({
        scenarioId: 'elb',
        status: 'invalid',
        round: 2,
        reason: '3.0 % of the requests were errors.',
      }),
      exampleTrial({ scenarioId: 'elb' }),
    ]
    expect(doubt(exampleResult({}, trials), 'trials', 'elb')).toBe(
      'Excluded from the figures: 1 of 2 trials. /, round 2: invalid (3.0 % of the requests were errors).',
    )
  })

  test('name cold starts where one request went before, for functions only', () => {
    const result = withLoad({ leadIn: { kind: 'one-request' } })
    expect(doubt(result, 'cold-starts', 'lambda-256')).toContain('up to 49 more start cold')
    expect(doubt(result, 'cold-starts', 'http-proxy')).toBeUndefined()
    expect(doubt(exampleResult(), 'cold-starts', 'lambda-256')).toBeUndefined()
  })

  test('name the throttle that refused requests, or that the rate comes near to', () => {
    const conditions = {
      appVersion: '1',
      templatesHash: 'x',
      accountKind: 'profile',
      region: 'r',
      zones: [],
      options: { 'http-proxy': { ThrottleRate: '1000' } },
      generator: null,
      origin: null,
      limits: null,
    } as const
    const run = { conditions: { ...conditions, zones: [], options: conditions.options } }
    const refused = { errors: { connect: 0, read: 0, write: 0, timeout: 0, status: 40 }, requests: 5000 }
    const result = exampleResult(run, [
      exampleTrial({ scenarioId: 'http-proxy', status: 'invalid' }, refused),
    ])
    const said = '40 of 5,000 responses had a status of 400 or above.'
    expect(doubt(result, 'errors', 'http-proxy')).toBe(`${said} Their status codes were not counted.`)
    const diagnosed = (statusCodes: Record<string, number>): Result => {
      const counted = exampleTrial({ scenarioId: 'http-proxy' }, { statusCodes })
      return { ...result, diagnoses: [{ ...counted, load: 'diagnosis' }] }
    }
    expect(doubt(diagnosed({ 200: 90, 429: 9, 504: 1 }), 'errors', 'http-proxy')).toBe(
      `${said} Counted afterwards at the same load: 429 (90 %) and 504 (10 %). ` +
        '429: API Gateway rejects what exceeds 1,000 requests per second, the throttle of the stage. ' +
        '504: The origin did not answer in time, or could not be reached.',
    )
    expect(doubt(diagnosed({ 200: 90 }), 'errors', 'http-proxy')).toBe(
      `${said} None did while status codes were counted.`,
    )
    expect(
      doubt(
        exampleResult(run, [exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 960 })]),
        'throttle',
        'http-proxy',
      ),
    ).toContain('within 5 %')
    expect(
      doubt(
        exampleResult(run, [exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 900 })]),
        'throttle',
        'http-proxy',
      ),
    ).toBeUndefined()
  })

  test('compare with the count of the origin, less what can be in flight', () => {
    const { load } = exampleResult({}, []).run
    const counted = (originRequests: number, leadInSec: number) =>
      exampleResult({ load: { ...load, connections: 50, leadIn: { kind: 'load', seconds: leadInSec } } }, [
        exampleTrial({ scenarioId: 'elb' }, { requests: 1000, originRequests }),
      ])
    expect(doubt(counted(1050, 0), 'origin', 'elb')).toBeUndefined()
    expect(doubt(counted(1051, 0), 'origin', 'elb')).toContain('up to 51 more than wrk')
    expect(doubt(counted(900, 0), 'origin', 'elb')).toContain('100 fewer than wrk')
    expect(doubt(counted(1100, 3), 'origin', 'elb')).toBeUndefined()
    expect(doubt(counted(1101, 3), 'origin', 'elb')).toContain('up to 101 more than wrk')
  })

  test('flag trials whose seconds drift, and not those that only scatter', () => {
    const samples = (counts: number[]) =>
      counts.map((requests, second) => ({ offsetMs: second * 1000, requests }))
    const drifting = exampleResult({}, [
      exampleTrial({ scenarioId: 'elb' }, { samples: samples([100, 101, 99, 80, 60, 50, 52, 51, 50]) }),
    ])
    const scattered = exampleResult({}, [
      exampleTrial({ scenarioId: 'elb' }, { samples: samples([100, 40, 99, 80, 60, 50, 100, 51, 50]) }),
    ])
    expect(doubt(drifting, 'unsteady', 'elb')).toContain('the only trial')
    expect(doubt(scattered, 'unsteady', 'elb')).toBeUndefined()
  })
})
