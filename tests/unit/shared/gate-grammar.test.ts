import { describe, expect, test } from 'vitest'
import {
  ConditionError,
  gateMetrics,
  parseCondition,
  pointedOut,
  quantityOf,
} from '../../../shared/gate-grammar.ts'
import { mulberry32 } from '../../../shared/random.ts'

test.each([
  ['http-proxy.share < 0.2', { scenarioId: 'http-proxy', metric: 'share', comparison: '<', limit: 0.2 }],
  ['http-proxy.share<20%', { metric: 'share', limit: 0.2 }],
  [' \thttp-proxy.share.ratio  <  90 % ', { metric: 'share.ratio', limit: 0.9 }],
  ['lambda-512.light.p90 > 100ms', { metric: 'light.p90', comparison: '>', limit: 100 }],
  ['elb.light.p50 > 0.1s', { metric: 'light.p50', limit: 100 }],
  ['lambda-256.added.p50 > 0ms', { metric: 'added.p50', limit: 0 }],
  ['elb.rate < 500/s', { metric: 'rate', limit: 500 }],
  ['elb.rate < 500.5', { metric: 'rate', limit: 500.5 }],
])('%j is a condition', (text, condition) => {
  expect(parseCondition(text)).toMatchObject({ text, ...condition })
})

function errorOf(text: string): ConditionError {
  try {
    parseCondition(text)
  } catch (thrown) {
    if (thrown instanceof ConditionError) return thrown
    throw thrown
  }
  throw new Error(`${text} was taken`)
}

test.each([
  ['', 0, /Expected a scenario/],
  ['  .share < 1', 2, /Expected a scenario/],
  ['Http.share < 1', 0, /Expected a scenario/],
  ['elb', 3, /Expected "\." and a metric/],
  ['elb share < 1', 3, /Expected "\."/],
  ['elb. < 1', 4, /Expected a metric. Use one of share, share.ratio, rate/],
  ['elb.shares < 1', 4, /no metric "shares"/],
  ['elb.light.p99 > 1ms', 10, /p99 takes 3,000 requests a trial.*use p50 or p90/],
  ['elb.added.p999 > 1ms', 10, /p99 takes 3,000/],
  ['elb.light.p75 > 1ms', 4, /no metric "light.p75"/],
  ['elb.rate', 8, /Expected < or >\.$/],
  ['elb.rate <= 1', 9, /equality makes no difference/],
  ['elb.rate == 1', 9, /Expected < or >/],
  ['elb.rate <', 10, /Expected a limit, such as 500/],
  ['elb.rate < -5', 11, /Expected a limit/],
  ['elb.rate < .5', 11, /Expected a limit/],
  ['elb.rate < 1e3', 12, /Expected a unit of rate/],
  ['elb.rate < 1ms', 12, /Expected a unit of rate/],
  ['elb.light.p50 > 100', 19, /Expected a unit of light.p50, such as 100ms/],
  ['elb.share < 0.2 s', 16, /Expected a unit of share/],
  ['elb.share < 0', 12, /above 0/],
  ['elb.rate < 1 elb.rate < 2', 13, /Expected a unit|Expected nothing more/],
  ['elb.rate < 1, 2', 12, /Expected nothing more/],
])('%j is none, from place %i on', (text, at, message) => {
  const error = errorOf(text)
  expect([error.at, error.text]).toEqual([at, text])
  expect(error.message).toMatch(message)
})

test('the caret stands under the place, whatever stands before it', () => {
  expect(pointedOut({ text: 'elb.rate <= 1', at: 9 })).toBe('elb.rate <= 1\n         ^')
  expect(pointedOut({ text: 'a\u{1F600}\u001b\n.x', at: 5 })).toBe('a???.x\n    ^')
})

describe('whatever the text', () => {
  const random = mulberry32(7)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const units = { share: ['', '%'], rate: ['', '/s'], time: ['ms', 's'] }

  test('a condition that is written by the grammar is read as it was meant', () => {
    for (let round = 0; round < 2_000; round += 1) {
      const [scenarioId, metric] = [pick(['elb', 'http-proxy', 'lambda-256', '-', '0']), pick(gateMetrics)]
      const [comparison, number] = [pick(['<', '>'] as const), pick(['1', '0.25', '1200', '0.001', '99.5'])]
      const unit = pick(units[quantityOf(metric)])
      const gap = (): string => pick(['', ' ', '\t', '  '])
      const tokens = [`${scenarioId}.${metric}`, comparison, number, unit]
      const text = tokens.reduce((before, token) => `${before}${token}${gap()}`, gap())
      const factor = unit === '%' ? 0.01 : unit === 's' ? 1000 : 1
      const read = parseCondition(text)
      expect(read, text).toMatchObject({ text, scenarioId, metric, comparison })
      expect(read.limit, text).toBeCloseTo(Number(number) * factor, 12)
    }
  })

  test('the parser throws nothing but its own error, with a place in the text', () => {
    const pieces = [
      'elb',
      '.',
      'share',
      'light.p90',
      '<',
      '>',
      '=',
      '0',
      '1.5',
      '%',
      'ms',
      '/s',
      ' ',
      '\t',
      '\n',
    ]
    const strange = [
      '\u0000',
      '\uD800',
      '\u{1F600}',
      '\u202E',
      'constructor',
      '__proto__',
      '-',
      '9'.repeat(400),
    ]
    const whole = 'http-proxy.light.p90 > 100ms'
    let refused = 0
    for (let round = 0; round < 20_000; round += 1) {
      const length = Math.floor(random() * 12)
      const made = Array.from({ length }, () => pick(random() < 0.1 ? strange : pieces)).join('')
      const at = Math.floor(random() * whole.length)
      const text =
        random() < 0.5 ? made : whole.slice(0, at) + made + whole.slice(at + Math.floor(random() * 4))
      try {
        expect(parseCondition(text).limit, text).toBeLessThan(Infinity)
      } catch (thrown) {
        if (!(thrown instanceof ConditionError)) throw new Error(JSON.stringify(text), { cause: thrown })
        refused += 1
        expect(thrown.at >= 0 && thrown.at <= text.length, text).toBe(true)
        const [line = '', caret = ''] = pointedOut(thrown).split('\n')
        expect(caret.length - 1, text).toBeLessThanOrEqual(line.length)
      }
    }
    expect(refused).toBeGreaterThan(10_000)
  })
})
