import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/result.ts'
import { aDeployment } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'
import { measuredResult } from './measured-run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-gate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const whole = measuredResult({ rounds: 6, untilSure: true, run: { id: 'r1234567' } })

function engineWith(...results: Result[]) {
  return fakeEngine({
    'runs.list': results.map(({ run }) => run),
    'runs.get': ({ id }: { id: string }) => results.find(({ run }) => run.id === id),
    'experiments.list': results.flatMap(({ experiment }) => experiment ?? []).slice(0, 1),
    'scenarios.list': [],
    'deployments.get': new AppError('not-found', 'There is no such deployment.'),
  })
}

const gate = (args: string[], ...results: Result[]) =>
  sluice(['gate', 'last', ...args], engineWith(...(results.length === 0 ? [whole] : results)))

const violated = ['--fail-if', 'http-proxy.share < 50%']
const satisfied = ['--fail-if', 'http-proxy.share < 1%']
const undecided = ['--fail-if', 'lambda-256.added.p50 > 23.1ms']
const notJudged = ['--fail-if', 'elb.light.p50 > 1ms']

describe('gate', () => {
  const busy = measuredResult({ rounds: 6 })

  test.each([
    ['satisfied', satisfied, 0],
    ['undecided', undecided, 0],
    ['undecided, strictly', [...undecided, '--strict'], 3],
    ['violated', [...undecided, ...satisfied, ...violated], 99],
    ['violated, strictly', [...undecided, ...violated, '--strict'], 99],
  ])('%s ends with its code', async (_, args, code) => {
    const ended = await gate(args)
    expect([ended.code, ended.stderr]).toEqual([code, ''])
    expect(ended.stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  test('says what was measured and why', async () => {
    const { stdout } = await gate([...violated, ...undecided])
    expect(stdout).toMatch(/^Gate: failed \(1 violated, 1 undecided\)$/m)
    expect(stdout).toMatch(/^violated +http-proxy\.share < 50% +22\.\d/m)
  })

  test('as JSON has every condition with its interval, and the exit code', async () => {
    const { stdout } = await gate([...violated, '-o', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      run: 'r1234567',
      exitCode: 99,
      conditions: [
        {
          failIf: 'http-proxy.share < 50%',
          limit: 0.5,
          outcome: 'violated',
          n: 6,
          low: expect.any(Number),
          reason: null,
        },
      ],
    })
  })

  test('as Markdown is the summary, which says what the numbers are of', async () => {
    const practice = measuredResult({ rounds: 6, run: { account: { kind: 'practice' } } })
    const { stdout, code } = await gate([...violated, '-o', 'md'], practice)
    expect(code).toBe(99)
    expect(stdout).toMatch(/^### Gate: failed \(1 violated\)$/m)
    expect(stdout).toMatch(/^\| ❌ violated \| http-proxy\.share \\< 50% \| /m)
    expect(stdout).toContain('loopback numbers of that machine, not of AWS')
    expect(stdout).toMatch(/The run as Markdown\.\n$/)
  })

  test('writes its files', async () => {
    const files = { junit: join(folder, 'gate.xml'), summary: join(folder, 'summary.md') }
    await gate([...violated, '--junit', files.junit, '--summary', files.summary])
    expect(readFileSync(files.junit, 'utf8')).toContain('failures="1"')
    expect(readFileSync(files.summary, 'utf8')).toContain('### Gate: failed')
  })

  test.each([
    ['no condition', [], /Name a condition with --fail-if/],
    [
      'p99',
      ['--fail-if', 'elb.light.p99 > 1ms'],
      /--fail-if: A p99 takes[^]*\n {2}elb.light.p99 > 1ms\n {12}\^\n$/,
    ],
    ['an unknown scenario', ['--fail-if', 'elf.rate < 1'], /"elf" is not a scenario.*elb, lambda-256/],
    ['an unknown run before', [...violated, '--baseline', './none.json'], /no such file/],
    ['a file that cannot be written', [...violated, '--junit', '/nowhere/gate.xml'], /--junit: .*folder/],
  ])('%s is wrong usage', async (_, args, message) => {
    const { code, stdout, stderr } = await gate(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

  test('of a run without light load is refused where it asks for it', async () => {
    const { code, stderr } = await gate(notJudged, busy)
    expect(code).toBe(2)
    expect(stderr).toMatch(/light\.p50 needs light load/)
  })

  test('of a run that goes on is refused', async () => {
    const { code, stderr } = await gate(violated, measuredResult({ rounds: 6, run: { status: 'running' } }))
    expect([code, stderr]).toEqual([1, expect.stringMatching(/still running/)])
  })
})

describe('run with a gate', () => {
  const { experiment } = whole
  const receipt = { checkedAtMs: 1, accountId: '1', region: 'r', checks: [], leftBehind: [], stays: [] }
  const run = (args: string[], result: Result | null = whole) => {
    const removed = aDeployment({ id: 'd1', phase: 'removed', receipt })
    const fake = fakeEngine({
      'experiments.list': [experiment],
      'scenarios.list': [],
      'experiments.run': removed,
      'deployments.get': removed,
      'runs.list': result === null ? [] : [result.run],
      'runs.get': result,
    })
    return sluice(['run', 'proxy', '--preset', 'standard', ...args], fake).then((ended) => ({
      ...ended,
      created: fake.asked.some(({ name }) => name === 'experiments.run'),
    }))
  }

  test.each([
    ['violated', violated, 99],
    ['satisfied', satisfied, 0],
    ['undecided', undecided, 0],
    ['undecided, strictly', [...undecided, '--strict'], 3],
  ])('%s ends with its code, behind the result', async (_, args, code) => {
    const ended = await run(args)
    expect(ended.code, ended.stderr).toBe(code)
    expect(ended.stdout).toMatch(/^Run r1234567: succeeded$[^]*^Gate: /m)
  })

  test('an incomplete run ends with 1, and with a gate by that alone', async () => {
    const incomplete = { ...whole, run: { ...whole.run, status: 'incomplete' as const } }
    expect((await run([], incomplete)).code).toBe(1)
    expect((await run(satisfied, incomplete)).code).toBe(0)
  })

  test('without a run it ends with 1, and the files say that nothing was measured', async () => {
    const junit = join(folder, 'gate.xml')
    writeFileSync(junit, 'of an earlier run')
    const { code } = await run([...satisfied, '--junit', junit], null)
    expect(code).toBe(1)
    expect(readFileSync(junit, 'utf8')).toContain('errors="1"')
  })

  test.each([
    ['a typo', ['--fail-if', 'http-proxy.share'], /Expected < or >/],
    ['an unknown scenario', ['--fail-if', 'http-proxi.share < 1'], /"http-proxi" is not a scenario/],
    ['two rounds', ['--rounds', '2', ...violated], /from 3 rounds on/],
    ['no light load', ['--no-light', ...undecided], /--light measures it/],
    ['--strict alone', ['--strict'], /--strict: Needs a condition/],
    ['an unknown run before', [...violated, '--baseline', './none.json'], /no such file/],
    ['a folder that is not there', [...violated, '--summary', '/nowhere/s.md'], /--summary: /],
  ])('%s is refused before anything is created', async (_, args, message) => {
    const { code, stderr, created } = await run(args)
    expect([code, created]).toEqual([2, false])
    expect(stderr).toMatch(message)
    expect(existsSync(join(folder, 'gate.xml'))).toBe(false)
  })

  test('as JSON is one document with the gate in it, and nothing else on standard output', async () => {
    const { stdout, code } = await run([...violated, '-o', 'json'])
    expect(code).toBe(99)
    expect(JSON.parse(stdout)).toMatchObject({ run: { id: 'r1234567' }, gate: { exitCode: 99 } })
  })
})

test('the experiment that ships has the scenarios of the examples in help', () => {
  expect(openCatalog().experiment('proxy-2017').scenarios).toEqual(
    expect.arrayContaining(['elb', 'http-proxy', 'lambda-512']),
  )
})
