import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Result } from '../../../shared/result.ts'
import { fakeEngine, sluice } from './fake-engine.ts'
import { measuredResult } from './measured-run.ts'

const results = [1, 2, 3].map((index) =>
  measuredResult({ rounds: 8, made: 6, untilSure: true, run: { id: `r${index}`, startedAtMs: index } }),
)
const oldFile = fileURLToPath(new URL('../../fixtures/run-version-1.json', import.meta.url))

function engine() {
  return fakeEngine({
    'runs.list': results.map(({ run }) => run),
    'runs.get': ({ id }: { id: string }): Result | undefined => results.find(({ run }) => run.id === id),
    'experiments.list': [results[0]?.experiment],
    'scenarios.list': [],
    'deployments.get': { receipt: null },
  })
}

test('compares runs in the order in which they were made, and files among them', async () => {
  const { code, stdout, stderr } = await sluice(['compare', oldFile, 'r3', 'r1'], engine())
  expect([code, stderr]).toEqual([0, ''])
  const runs = stdout.split('\n').filter((line) => /^[A-F] {2}/.test(line))
  expect(runs.map((line) => line.slice(0, 19).trim())).toEqual([
    'A  before  r1',
    'B  before  r3',
    'C  after   rzqqfned',
  ])
})

test('as JSON has each run, what differs, and every figure with its interval', async () => {
  const { stdout } = await sluice(['compare', 'r2', 'r1', '--json'], engine())
  const json = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>
  expect(json['runs']).toMatchObject([
    { letter: 'A', side: 'before', run: { id: 'r1' }, assessment: { completeRounds: 6 } },
    { letter: 'B', side: 'after', run: { id: 'r2' } },
  ])
  expect(JSON.stringify(json)).not.toContain('samples')
  const proxy = json['sides']?.find(({ scenarioId }) => scenarioId === 'http-proxy')
  expect(proxy).toMatchObject({
    measure: 'share',
    kind: 'descriptive',
    between: { ratio: expect.any(Number) },
  })
  const share = json['figures']?.find(
    ({ measure, scenarioId }) => measure === 'share' && scenarioId === 'http-proxy',
  )
  expect(share).toMatchObject({
    path: '/',
    runs: [{ letter: 'A', interval: { low: expect.any(Number) } }, {}],
  })
})

test('--after puts runs on the side after', async () => {
  const { stdout } = await sluice(['compare', 'r1', 'r2', 'r3', '--after', 'r2', '--after', 'r3'], engine())
  expect(stdout).toMatch(/^B {2}after {3}r2/m)
  expect(stdout).toContain('1 before, 2 after.')
})

test.each([
  [['r1'], /Name 2 to 6 different runs/],
  [['r1', 'r1'], /Name 2 to 6 different runs/],
  [['r1', 'r2', '--after', 'r9'], /--after r9: name it among the runs/],
  [['r1', 'r2', '--after', 'r1', '--after', 'r2'], /at least one run on the side before/],
])('%j is wrong usage', async (args, message) => {
  const { code, stdout, stderr } = await sluice(['compare', ...args], engine())
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(message)
})
