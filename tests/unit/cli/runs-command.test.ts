import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { builtInPrices } from '../../../shared/prices.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'
import type { Result } from '../../../shared/result.ts'
import { fakeEngine, sluice } from './fake-engine.ts'
import { measuredResult } from './measured-run.ts'

const sure = measuredResult({ rounds: 8, made: 6, untilSure: true, run: { id: 'r1' } })
const stopped = measuredResult({
  rounds: 5,
  made: 2,
  run: { id: 'r2', status: 'cancelled', endedBy: null, title: 'The night before the release, once more' },
})
const whole = measuredResult({ rounds: 5, run: { id: 'r3' } })

function engineWith(...results: Result[]) {
  return fakeEngine({
    'runs.list': results.map(({ run }) => run),
    'runs.get': ({ id }: { id: string }) => {
      const found = results.find(({ run }) => run.id === id)
      return found ?? new AppError('not-found', `There is no run ${id}.`, { resource: 'run' })
    },
    'experiments.list': results.flatMap(({ experiment }) => experiment ?? []).slice(0, 1),
    'scenarios.list': [],
    'requirements.get': { experimentId: 'proxy-2017', requirements: defaultRequirements, changedAtMs: null },
    'prices.get': builtInPrices,
    'deployments.get': new AppError('not-found', 'There is no such deployment.'),
  })
}

describe('runs', () => {
  test('lists what ended each, and its rounds, in 80 columns', async () => {
    const fake = engineWith(sure, stopped, whole)
    const { code, stdout } = await sluice(['runs'], fake)
    expect(code).toBe(0)
    const lines = stdout.trimEnd().split('\n')
    expect(lines.filter((line) => line.length > 80)).toEqual([])
    expect(lines.filter((line) => /^r\d/.test(line)).map((line) => line.slice(0, 51).trimEnd())).toEqual([
      'r1   1 Jan 1970 00:00  succeeded  AWS us-west-2  Lo',
      'r2   1 Jan 1970 00:00  cancelled  AWS us-west-2  Th',
      'r3   1 Jan 1970 00:00  succeeded  AWS us-west-2  Lo',
    ])
    // The trials of a run that has all its rounds are not needed.
    const asked = fake.asked.filter(({ name }) => name === 'runs.get').map(({ input }) => input)
    expect(asked).toEqual([{ id: 'r1' }, { id: 'r2' }])
  })

  test('as JSON has the rule, what ended the run, and its complete rounds', async () => {
    const { stdout } = await sluice(['runs', '--json'], engineWith(sure))
    expect(JSON.parse(stdout)).toMatchObject([
      { id: 'r1', rule: { kind: 'until-sure', most: 8 }, endedBy: 'sure', completeRounds: 6, rounds: 8 },
    ])
  })
})

describe('show', () => {
  test('prints a run whose deployment is not known any more', async () => {
    const { code, stdout, stderr } = await sluice(['show', 'r1'], engineWith(sure))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Run r1: succeeded$/m)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  test('as JSON has everything but the trials', async () => {
    const { stdout } = await sluice(['show', 'r1', '--json'], engineWith(sure))
    const json = JSON.parse(stdout) as Record<string, unknown[]>
    expect(Object.keys(json)).toEqual([
      'schemaVersion',
      'run',
      'scenarios',
      'assessment',
      'sentences',
      'outcomes',
      'doubts',
      'decision',
    ])
    expect(json).toMatchObject({ run: { id: 'r1' }, assessment: { completeRounds: 6 } })
    expect(json['sentences']?.join(' ')).toContain('adds 21')
  })

  test('reads an exported file in place of a run that is kept', async () => {
    const file = fileURLToPath(new URL('../../fixtures/run-version-1.json', import.meta.url))
    const fake = engineWith(whole)
    const { code, stdout } = await sluice(['show', file], fake)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Run rzqqfned: succeeded$/m)
    expect(fake.asked.map(({ name }) => name)).not.toContain('runs.get')
  })

  test.each([
    ['an unknown run', 'r9', /no run r9/],
    ['a file that is not there', './r9.json', /there is no such file/],
    ['a file that is no run', fileURLToPath(import.meta.url), /is not JSON/],
  ])('%s is wrong usage', async (_, name, message) => {
    const { code, stdout, stderr } = await sluice(['show', name], engineWith(whole))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})
