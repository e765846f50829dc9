import { describe, expect, test } from 'vitest'
import { trialCeiling } from '../../../shared/cost.ts'
import { lightLoad, lightSeconds } from '../../../shared/light-load.ts'
import { trialPrice } from '../../../shared/trial-price.ts'
import { planned } from './planned-deployment.ts'

describe('the price of a trial', () => {
  const { load } = planned().plan

  test('through a gateway: its requests, and the data that passes the load balancer', () => {
    const price = trialPrice(planned(), 'http-proxy', load)
    expect(price).toEqual({
      mostUsd: trialCeiling(planned(), 'http-proxy', load),
      fixedUsd: 0,
      usdPerMillion: 3.5,
    })
    const large = {
      ...load,
      service: { ...load.service, answer: { kind: 'generated', bytes: 100_000 } as const },
    }
    // 100 kB a million times are 100 GB.
    expect(trialPrice(planned(), 'http-proxy', large).usdPerMillion).toBeCloseTo(3.5 + 100 * 0.008, 10)
    expect(trialPrice(planned(), 'elb', large).usdPerMillion).toBeCloseTo(100 * 0.008, 10)
    expect(trialPrice(planned(), 'elb', large).mostUsd).toBeGreaterThan(0)
  })

  test('through a function: also its time, which all connections can keep busy from start to end', () => {
    const { fixedUsd, usdPerMillion, mostUsd } = trialPrice(planned(), 'lambda-512', load)
    // API Gateway, Lambda, and its logs.
    expect(usdPerMillion).toBeCloseTo(3.5 + 0.2 + 0.2, 10)
    expect(fixedUsd).toBeCloseTo(50 * 30 * 0.5 * 0.0000166667, 8)
    expect(mostUsd).toBeGreaterThan(fixedUsd)
  })

  test('through an instance of its own: the instance, and no load balancer', () => {
    const [stack] = planned().stacks
    if (stack === undefined) throw new Error('nothing is planned')
    const own = { ...stack, scenarioId: 'own', billables: [{ kind: 'instance', type: 'c6i.large' } as const] }
    const large = {
      ...load,
      service: { ...load.service, answer: { kind: 'generated', bytes: 100_000 } as const },
    }
    const price = trialPrice(planned({ stacks: [...planned().stacks, own] }), 'own', large)
    expect(price).toEqual({ mostUsd: 0, fixedUsd: 0, usdPerMillion: 0 })
  })

  test('at light load is that of one connection', () => {
    expect(trialPrice(planned(), 'http-proxy', lightLoad(load)).mostUsd).toBeLessThan(0.06)
  })

  test('is nothing on the practice account', () => {
    const practice = { ...planned(), account: { kind: 'practice' } as const }
    expect(trialPrice(practice, 'http-proxy', load)).toEqual({ mostUsd: 0, fixedUsd: 0, usdPerMillion: 0 })
  })
})

test.each([
  [1, 2],
  [4.4, 2],
  [10, 5],
  [21.3, 10],
  [80, 20],
  [undefined, 20],
])('with a median answer of %s ms a light trial lasts %i s', (medianMs, seconds) => {
  expect(lightSeconds(medianMs)).toBe(seconds)
})
