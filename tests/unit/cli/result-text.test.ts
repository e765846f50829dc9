import { describe, expect, test } from 'vitest'
import { resultText } from '../../../electron/cli/result-text.ts'
import type { Result } from '../../../shared/result.ts'
import { measuredResult } from './measured-run.ts'

const paths = ['/', '/child/grandchild/random.txt']

function text(result: Result, width = 80): string {
  return resultText({ result, scenarios: [], receipt: null, asked: null }, width, Date.now()).replaceAll(
    '\u00A0',
    ' ',
  )
}

const runs: [string, Result][] = [
  ['until sure', measuredResult({ rounds: 8, made: 6, untilSure: true })],
  ['of two paths', measuredResult({ rounds: 5, paths })],
  ['of two rounds', measuredResult({ rounds: 2 })],
  ['of one round', measuredResult({ rounds: 1, paths })],
  [
    'that never measured',
    measuredResult({ rounds: 3, made: 0, run: { status: 'failed', failure: 'No host.' } }),
  ],
  [
    'that was stopped',
    measuredResult({ rounds: 8, made: 3, untilSure: true, run: { status: 'cancelled', endedBy: null } }),
  ],
]

describe.each(runs)('a run %s', (_, result) => {
  test('fits 80 columns, and breaks no name of a scenario', () => {
    const lines = text(result).split('\n')
    expect(lines.filter((line) => line.length > 80)).toEqual([])
    for (const { id } of result.run.scenarios) expect(text(result)).toMatch(new RegExp(`^${id} +`, 'm'))
    expect(lines.filter((line) => line.endsWith('Lambda-'))).toEqual([])
  })
})

test('says first what the run says, then its figures, then how it was measured and what may be wrong', () => {
  const shown = text(measuredResult({ rounds: 8, made: 6, untilSure: true }))
  const places = ['adds 21', 'good', 'Sure after 6 of at most 8 rounds', 'What may be wrong'].map((part) =>
    shown.indexOf(part),
  )
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(places).not.toContain(-1)
})

test('shows the share with its interval, light load, rounds and what was published, in 80 columns', () => {
  const lines = text(measuredResult({ rounds: 5, untilSure: true })).split('\n')
  const at = lines.findIndex((line) => line.startsWith('scenario'))
  expect(lines.slice(at - 1, at + 6)).toEqual([
    '              good    % of   interval   light    busy           valid      %',
    'scenario     req/s     elb          %  p50 ms  p50 ms  errors  rounds   2017',
    '-----------  -----  ------  ---------  ------  ------  ------  ------  -----',
    'elb          8,336  100             -    1.00    5.99       0  5 of 5  100.0',
    'lambda-256     769    9.22  9.17–9.28   24.1    65.4        0  5 of 5   10.0',
    'lambda-1024  1,066   12.8   12.7–12.9   15.0    47.0        0  5 of 5      -',
    'http-proxy   1,847   22.2   21.8–22.5   22.1    27.1        0  5 of 5   22.0',
  ])
})

test('a wide terminal gets every column', () => {
  const header = (width: number): string =>
    text(measuredResult({ rounds: 5, untilSure: true }), width)
      .split('\n')
      .find((line) => line.startsWith('scenario')) ?? ''
  expect(header(120).split(/ {2,}/).length).toBeGreaterThan(header(80).split(/ {2,}/).length)
  expect(header(60)).toContain('req/s')
})

test('paths stand in one table, each with its own rows', () => {
  const lines = text(measuredResult({ rounds: 3, paths })).split('\n')
  expect(lines.filter((line) => line.startsWith('scenario'))).toHaveLength(1)
  for (const path of paths) expect(lines[lines.indexOf(`On ${path}`) + 1]).toMatch(/^elb /)
})

test('a title that tries to look like another line stays in its line', () => {
  const shown = text(measuredResult({ rounds: 1, run: { title: 'mine\nRun r2: failed\u001b[2K' } }))
  expect(shown).not.toMatch(/^Run r2/m)
  expect(shown).not.toContain('\u001b')
})

test('published results have the figures that were published, and no errors or latency', () => {
  const { run, trials } = measuredResult({ rounds: 1 })
  const published: Result = {
    ...measuredResult({ rounds: 1 }),
    run: { ...run, account: { kind: 'published' } },
    trials,
  }
  const header = text(published)
    .split('\n')
    .find((line) => line.startsWith('scenario'))
  expect(header?.split(/ {2,}/)).toEqual(['scenario', 'req/s', 'elb'])
})
