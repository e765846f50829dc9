import { expect, test } from 'vitest'
import { figure, milliseconds, outcomeTable, percent, textTable } from '../../../electron/cli/text-table.ts'

test('aligns names to the left and figures to the right', () => {
  expect(
    textTable(
      ['a', 'bb', 'n'],
      [
        ['long name', 'b', '1'],
        ['x', 'y', '22,222'],
      ],
    ),
  ).toBe(
    ['a          bb       n', '---------  --  ------', 'long name  b        1', 'x          y   22,222'].join(
      '\n',
    ),
  )
})

test('rounds to what can be meant, with the unit of the column', () => {
  expect([figure(8337.4), figure(76.64), figure(null)]).toEqual(['8,337', '76.6', 'n/a'])
  expect([milliseconds(1234), milliseconds(123_456), milliseconds(null)]).toEqual(['1.23', '123.5', 'n/a'])
  expect([percent(0.2214), percent(null)]).toEqual(['22.1 %', 'n/a'])
})

test('shows the figures of 2017 beside a run, and a dash where nothing was published', () => {
  const cell = {
    scenarioId: 'elb',
    path: '/',
    rounds: 1,
    validRounds: 1,
    goodRatePerSec: 5000,
    shareOfBaseline: 1,
    p50Us: 900,
    p99Us: null,
    errors: 3,
    requests: 9,
  }
  const table = outcomeTable(
    [
      { ...cell, published: { ratePerSec: 8337, shareOfBaseline: 1 } },
      { ...cell, scenarioId: 'lambda-256', published: null },
    ],
    { baseline: 'the load balancer', publishedYear: 2017 },
  )
  const [header, , first, second] = table.split('\n')
  expect(header).toMatch(/good req\/s +% of the load balancer +p50 ms +p99 ms +errors +2017 req\/s +2017 %$/)
  expect(first).toMatch(/elb +\/ +5,000 +100.0 % +0.90 +n\/a +3 +8,337 +100.0 %$/)
  expect(second).toMatch(/ - +-$/)
})
