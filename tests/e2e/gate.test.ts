// @vitest-environment jsdom
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDeployments } from '../../electron/engine/store/deployments.ts'
import { createRuns } from '../../electron/engine/store/runs.ts'
import { openStore } from '../../electron/engine/store/open.ts'
import type { Result } from '../../shared/result.ts'
import type { RunStatus, Trial } from '../../shared/run.ts'
import { measuredResult } from '../unit/cli/measured-run.ts'
import { schemaFaults } from '../unit/engine/reports/xml-schema.ts'
import { openSluice, type Ended, type Sluice } from './sluice-command.ts'

let sluice: Sluice
beforeAll(() => {
  sluice = openSluice()
})
afterAll(() => sluice.end())

const small = (
  'proxy-2017 --scenario elb --scenario http-proxy --path / --rounds 3 --duration 1s --lead-in 0s ' +
  '--threads 1 --connections 2'
).split(' ')
const schema = join(import.meta.dirname, '../fixtures/junit.xsd')

function failIf(...conditions: string[]): string[] {
  return conditions.flatMap((condition) => ['--fail-if', condition])
}

describe('a run that is measured', () => {
  let ended: Ended
  const file = (name: string): string => join(sluice.dataDir, name)
  beforeAll(async () => {
    const files = ['--junit', file('gate.xml'), '--summary', file('summary.md')]
    const conditions = failIf('http-proxy.share > 0.1%', 'http-proxy.share < 0.1%')
    ended = await sluice.run(['run', ...small, ...conditions, ...files])
  }, 240_000)

  test('ends with 99 where a condition is violated, behind its result', () => {
    expect(ended.code, ended.stderr).toBe(99)
    expect(ended.stdout).toMatch(/succeeded[^]*^Gate: failed \(1 violated, 1 satisfied\)$/m)
  })

  test('has a JUnit file by the schema, and a summary that says whose numbers these are', () => {
    const junit = readFileSync(file('gate.xml'), 'utf8')
    expect(schemaFaults(junit, schema)).toEqual([])
    expect(junit).toContain('tests="2" failures="1" errors="0" skipped="0"')
    const summary = readFileSync(file('summary.md'), 'utf8')
    expect(summary).toMatch(/^### Gate: failed/)
    expect(summary).toContain('loopback numbers of that machine, not of AWS')
  })

  test('is judged when it is saved: satisfied 0, undecided 0, and strictly 3', async () => {
    const satisfied = await sluice.run(['gate', 'last', ...failIf('http-proxy.share < 0.1%')])
    expect([satisfied.code, satisfied.stderr]).toEqual([0, ''])
    const json = await sluice.run(['gate', 'last', ...failIf('http-proxy.share < 1'), '-o', 'json'])
    const [{ point }] = (JSON.parse(json.stdout) as { conditions: [{ point: number }] }).conditions
    const undecided = failIf(`http-proxy.share < ${point.toFixed(6)}`)
    expect((await sluice.run(['gate', 'last', ...undecided])).code).toBe(0)
    expect((await sluice.run(['gate', 'last', ...undecided, '--strict'])).code).toBe(3)
  })

  test('is exported and judged as a file', async () => {
    const { stdout } = await sluice.run(['export', 'last', '--format', 'json'])
    writeFileSync(file('run.json'), stdout)
    const judged = await sluice.run(['gate', file('run.json'), ...failIf('http-proxy.share > 0.1%')])
    expect([judged.code, judged.stdout.split('\n')[0]]).toEqual([99, 'Gate: failed (1 violated)'])
    const junit = await sluice.run(['export', 'last', '--format', 'junit'])
    expect(schemaFaults(junit.stdout, schema)).toEqual([])
  })
})

test('a mistake in a condition is refused before anything is created', async () => {
  const deployments = async () => (await sluice.run(['deployments', '--json'])).stdout
  const before = await deployments()
  const { code, stderr } = await sluice.run(['run', ...small, ...failIf('http-proxi.share < 1')])
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /--fail-if: "http-proxi" is not a scenario of this run.*\n {2}http-proxi.*\n {2}\^\n$/,
  )
  expect(await deployments()).toBe(before)
})

/** Keeps a run in the data folder as if it had been measured there. */
function save(id: string, status: RunStatus, of: (trial: Trial) => Partial<Trial>): void {
  const { run, trials }: Result = measuredResult({ rounds: 6, untilSure: true })
  const store = openStore(join(sluice.dataDir, 'sluice.db'))
  try {
    const runs = createRuns(store, () => undefined)
    const planned = trials.map(({ order, round, scenarioId, slot, path, load }) => {
      return { order, round, scenarioId, slot, path, load }
    })
    const [deployment] = createDeployments(store, () => undefined).list()
    const deploymentId = deployment?.id ?? ''
    runs.add({ ...run, id, deploymentId, experimentId: 'proxy-2017', status: 'running' }, planned)
    for (const trial of trials) runs.recordTrial({ ...trial, runId: id, ...of(trial) }, null)
    runs.finish(id, status, null, Date.now(), 'rounds')
  } finally {
    store.close()
  }
}

const gate = async (id: string, ...args: string[]): Promise<[number | null, string]> => {
  const { code, stdout } = await sluice.run(['gate', id, ...args])
  return [code, stdout.split('\n')[0] ?? '']
}

test('no valid trial ends with 3', async () => {
  save('rinvalid', 'failed', () => ({ status: 'invalid', reason: 'Too many errors.' }))
  expect(await gate('rinvalid', ...failIf('http-proxy.share < 1%', 'elb.rate < 1'))).toEqual([
    3,
    'Gate: not passed (2 not judged)',
  ])
})

test('a baseline that differs from itself ends with 3 for a share', async () => {
  save('rtripped', 'succeeded', ({ scenarioId, slot, result }) =>
    scenarioId === 'elb' && slot === 1 && result
      ? { result: { ...result, goodRatePerSec: result.goodRatePerSec * 0.8 } }
      : {},
  )
  expect(await gate('rtripped', ...failIf('http-proxy.share < 1%'))).toEqual([
    3,
    'Gate: not passed (1 not judged)',
  ])
  expect(await gate('rtripped', ...failIf('http-proxy.rate < 1'))).toEqual([0, 'Gate: passed (1 satisfied)'])
})
