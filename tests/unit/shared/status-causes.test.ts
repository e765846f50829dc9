import { describe, expect, test } from 'vitest'
import { gatewayLimitOf, isAtLimit } from '../../../shared/gateway-limit.ts'
import type { Result } from '../../../shared/result.ts'
import type { Conditions, Limits } from '../../../shared/run.ts'
import { causesOf, countedCodes } from '../../../shared/status-causes.ts'
import { exampleResult, exampleScenarios, exampleTrial } from './example-result.ts'
import { knownScenarios } from './known-scenarios.ts'

const usual: Limits = { gatewayRatePerSec: 10_000, gatewayBurst: 5_000, lambdaConcurrency: 1_000 }

function conditions(limits: Limits | null, throttleRate?: string): Conditions {
  return {
    appVersion: '1',
    templatesHash: 'x',
    accountKind: 'profile',
    region: 'r',
    zones: [],
    options: throttleRate === undefined ? {} : { 'http-proxy': { ThrottleRate: throttleRate } },
    generator: null,
    origin: null,
    limits,
  }
}

function counted(scenarioId: string, status: string, known: Conditions): Result {
  const trial = exampleTrial({ scenarioId }, { statusCodes: { 200: 3, [status]: 7 } })
  const result = exampleResult({ conditions: known }, [])
  return { ...result, diagnoses: [{ ...trial, load: 'diagnosis' }] }
}

function causeOf(scenarioId: string, status: string, known = conditions(usual)) {
  const scenario = exampleScenarios.find(({ id }) => id === scenarioId)
  return causesOf(counted(scenarioId, status, known), scenarioId, scenario)[0]
}

describe('the cause of a status', () => {
  test.each([
    ['http-proxy', '429', /^API Gateway rejects what exceeds 10,000 requests per second/],
    ['http-proxy', '504', /^The origin did not answer in time/],
    ['http-proxy', '403', /^API Gateway does not know the address/],
    ['lambda-256', '500', /^API Gateway could not invoke the function/],
    ['lambda-256', '502', /^The function failed, got no answer from the origin/],
    ['lambda-256', '504', /^The function did not answer in time/],
    ['elb', '502', /^The load balancer got no valid HTTP answer/],
    ['elb', '503', /^The load balancer has no origin/],
    ['elb', '504', /^The origin did not answer in time/],
  ])('%s %s is named from who stands on the way', (scenarioId, status, cause) => {
    expect(causeOf(scenarioId, status)?.cause).toMatch(cause)
  })

  test.each([
    ['elb', '429'],
    ['elb', '500'],
    ['lambda-256', '503'],
    ['http-proxy', '418'],
  ])('%s %s has none that the code alone would tell', (scenarioId, status) => {
    expect(causeOf(scenarioId, status)).toMatchObject({ status, answers: 7, cause: null })
  })

  test('is the concurrency of functions only where the account allows less than the load', () => {
    const few = conditions({ ...usual, lambdaConcurrency: 10 })
    expect(causeOf('lambda-256', '500', few)?.cause).toContain('10 concurrent invocations')
    expect(causeOf('lambda-256', '502', few)?.cause).not.toContain('concurrent')
    expect(causeOf('lambda-256', '500')?.cause).not.toContain('concurrent')
  })

  test('is the throttle that was asked: the lower one, of the stage or of the account', () => {
    const newRegion = { ...usual, gatewayRatePerSec: 2_500, gatewayBurst: 1_250 }
    expect(causeOf('http-proxy', '429', conditions(usual, '100'))?.cause).toContain(
      '100 requests per second, the throttle of the stage.',
    )
    expect(causeOf('http-proxy', '429', conditions(newRegion))?.cause).toContain(
      '2,500 requests per second (burst 1,250), the throttle of the account.',
    )
    expect(causeOf('http-proxy', '429')?.cause).toContain('the throttle of the stage and of the account.')
  })
})

describe('the doors of functions', () => {
  const of = (scenarioId: string, status: string, known = conditions(usual)) => {
    const scenario = knownScenarios.find(({ id }) => id === scenarioId)
    return causesOf(counted(scenarioId, status, known), scenarioId, scenario)[0]?.cause
  }
  const few = conditions({ ...usual, lambdaConcurrency: 10 })

  test.each([
    ['http-lambda', '429', /^API Gateway rejects what exceeds 10,000 requests per second/],
    ['http-lambda', '500', /^The function failed, or answered in a form/],
    ['http-lambda', '503', /^The function did not answer within 30 s, or was throttled/],
    ['function-url', '403', /^Lambda does not permit the call: a policy of the organisation/],
    ['function-url', '429', /^Lambda rejects what exceeds the concurrency/],
    ['function-url', '502', /^The function failed, or answered in a form/],
    ['rest-mock', '429', /^API Gateway rejects what exceeds 10,000 requests per second/],
  ])('%s %s', (id, status, cause) => {
    expect(of(id, status)).toMatch(cause)
  })

  test.each([
    ['http-lambda', '503', /^API Gateway answers it when a function may not start.*10 concurrent/],
    ['function-url', '429', /^Lambda answers it when a function may not start.*10 concurrent/],
    ['lambda-1024', '500', /^API Gateway answers it when a function may not start.*10 concurrent/],
  ])('%s %s where an account allows few environments', (id, status, cause) => {
    expect(of(id, status, few)).toMatch(cause)
  })

  test('a function URL is limited by the concurrency of the account, ten requests a second each', () => {
    const scenario = knownScenarios.find(({ id }) => id === 'function-url')
    expect(gatewayLimitOf({ conditions: few }, scenario)).toEqual({
      of: 'concurrency',
      ratePerSec: 100,
      burst: null,
    })
    expect(gatewayLimitOf({ conditions: conditions(null) }, scenario)).toBeNull()
  })
})

test('codes are added over the diagnoses of a scenario, and unknown without any', () => {
  const result = counted('elb', '503', conditions(usual))
  const twice = { ...result, diagnoses: [...result.diagnoses, ...result.diagnoses] }
  expect(countedCodes(twice, 'elb')).toEqual(
    new Map([
      ['200', 6],
      ['503', 14],
    ]),
  )
  expect(countedCodes(result, 'http-proxy')).toBeNull()
  expect(causesOf(result, 'http-proxy', undefined)).toEqual([])
})

test('one threshold says what is at a limit', () => {
  const limit = gatewayLimitOf({ conditions: conditions(null, '1000') }, exampleScenarios[3])
  expect(limit).toMatchObject({ of: 'stage', ratePerSec: 1000 })
  expect([949, 950, 1100].map((rate) => limit !== null && isAtLimit(rate, limit))).toEqual([
    false,
    true,
    true,
  ])
  expect(gatewayLimitOf({ conditions: null }, exampleScenarios[0])).toBeNull()
})
