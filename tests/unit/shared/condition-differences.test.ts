import { expect, test } from 'vitest'
import { conditionDifferences, sharedConditions } from '../../../shared/condition-differences.ts'
import type { Run } from '../../../shared/run.ts'
import { exampleRun, exampleTrial } from './example-result.ts'

const conditions = {
  appVersion: '0.1.0',
  templatesHash: 'abc',
  accountKind: 'profile' as const,
  region: 'us-west-2',
  zones: ['a', 'b'],
  options: { 'http-proxy': { ThrottleRate: '1000', ThrottleBurst: '5000' } },
  generator: 'wrk 4.2.0',
  origin: 'nginx',
  limits: null,
}
const first = exampleRun({ conditions })
const bare = (run: Run) => ({ run, trials: [] })

test('equal conditions do not differ', () => {
  expect(conditionDifferences([bare(first), bare(first)])).toEqual([])
  const shared = sharedConditions([bare(first), bare(first)])
  expect(shared.find(({ condition }) => condition === 'Load')?.value).toBe('50 connections, 25 threads')
})

test('conditions that differ are told with the value of each run, what was not recorded among them', () => {
  const other = exampleRun({
    account: { kind: 'practice' },
    rule: { kind: 'fixed', rounds: 1 },
    conditions: { ...conditions, options: {}, generator: null },
  })
  expect(conditionDifferences([bare(first), bare(other)])).toEqual([
    { condition: 'Account', values: ['AWS profile work', 'Practice account'], known: true },
    { condition: 'Rounds', values: ['5 rounds', '1 round'], known: true },
    {
      condition: 'Options of HTTP proxy',
      values: ['ThrottleBurst 5000 and ThrottleRate 1000', 'none'],
      known: true,
    },
    { condition: 'Load generator', values: ['wrk 4.2.0', 'not recorded'], known: false },
  ])
  const shared = sharedConditions([bare(first), bare(other)])
  expect(shared.some(({ condition }) => condition === 'Rounds')).toBe(false)
})

test.each<[string, Partial<Run>, string]>([
  [
    'Rounds',
    { rule: { kind: 'until-sure', most: 8, same: 0.05, precise: 0.1 } },
    'until sure, at most 8 rounds',
  ],
  [
    'Margins',
    { rule: { kind: 'until-sure', most: 8, same: 0.025, precise: 0.1 } },
    '±2.5\u00A0% does not matter, known to ±10\u00A0%',
  ],
  ['Ended by', { endedBy: 'sure' }, 'every scenario settled'],
  ['Ended by', { endedBy: null, status: 'cancelled' }, 'a person'],
  ['Ended by', { endedBy: null, status: 'interrupted' }, 'an interruption'],
  ['Light load', { load: { ...first.load, light: true } }, 'in every round'],
  ['Connections go to', { load: { ...first.load, spread: true } }, 'all addresses of an endpoint'],
  ['Service time', { load: { ...first.load, service: { ...first.load.service, timeMs: 20 } } }, '20\u00A0ms'],
  [
    'Answer',
    {
      load: {
        ...first.load,
        service: { ...first.load.service, answer: { kind: 'generated', bytes: 10_000 } },
      },
    },
    '10,000 bytes',
  ],
  [
    'Request',
    {
      load: { ...first.load, service: { ...first.load.service, request: { kind: 'post', bytes: 256_000 } } },
    },
    'POST of 256,000 bytes',
  ],
  ['Trial order (seed)', { seed: 9 }, '9'],
])('runs that differ in %s say so', (condition, changes, value) => {
  const found = conditionDifferences([bare(first), bare({ ...first, ...changes })])
  expect(found.find((one) => one.condition === condition)).toMatchObject({
    values: [expect.anything(), value],
  })
})

test('what only trials recorded is compared too: the load tool, addresses and complete rounds', () => {
  const trials = [exampleTrial({ scenarioId: 'elb' }, { addresses: ['10.0.0.2', '10.0.0.1'] })]
  const newer = { name: 'wrk', version: '4.3.0', standsFor: null }
  const others = [1, 2].map((round) =>
    exampleTrial({ scenarioId: 'elb', round }, { addresses: ['10.0.0.3'], generator: newer }),
  )
  expect(
    conditionDifferences([
      { run: first, trials },
      { run: first, trials: others },
    ]),
  ).toEqual([
    { condition: 'Complete rounds', values: ['1', '2'], known: true },
    { condition: 'Load tool', values: ['wrk 4.2.0', 'wrk 4.3.0'], known: true },
    { condition: 'Addresses of Load balancer', values: ['10.0.0.1, 10.0.0.2', '10.0.0.3'], known: true },
  ])
})
