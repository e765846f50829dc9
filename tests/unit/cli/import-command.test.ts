import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { measuredResult } from './measured-run.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

const { run, trials, experiment } = measuredResult({ rounds: 3, run: { id: 'r1' } })
let folder = ''
const path = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-import-'))
  for (const name of ['a1', 'a2', 'b1', 'b2']) writeFileSync(path(name), `text of ${name}`)
})
afterAll(() => rmSync(folder, { recursive: true }))

function engine() {
  return fakeEngine({
    'runs.import': [run],
    'runs.get': { run, trials, diagnoses: [] },
    'experiments.list': experiment ? [experiment] : [],
    'scenarios.list': [],
    'deployments.get': new AppError('not-found', 'There is no such deployment.'),
  })
}

/** What the engine was asked to import. */
async function asked(args: string[]) {
  const fake = engine()
  const { code, stderr } = await sluice(['import', ...args], fake)
  return { code, stderr, input: fake.asked.find(({ name }) => name === 'runs.import')?.input }
}

describe('import', () => {
  const file = (name: string, scenario: string | null) => ({ name, text: `text of ${name}`, scenario })

  test.each([
    ['a1 a2', [file('a1', null), file('a2', null)], false],
    ['--scenario x a1 a2 --scenario y b1 b2', ['x', 'x', 'y', 'y'], false],
    ['--interleaved --scenario x a1 a2 --scenario=y b1 b2', ['x', 'x', 'y', 'y'], true],
    ['--scenario x a1 a2 --interleaved --scenario y b1 b2', ['x', 'x', 'y', 'y'], true],
    ['--scenario=x a1 --scenario y a2 --scenario x b1', ['x', 'y', 'x'], false],
  ])('%s', async (line, expected, interleaved) => {
    const words = line.split(' ').map((word) => (/^[ab]\d$/.test(word) ? path(word) : word))
    const names = line.split(' ').filter((word) => /^[ab]\d$/.test(word))
    const { code, input } = await asked(words)
    expect(code).toBe(0)
    const files = expected.map((one, place) =>
      typeof one === 'string' ? file(names[place] ?? '', one) : one,
    )
    expect(input).toEqual({ files, interleaved })
  })

  test.each([
    ['nothing', [], /missing required argument/],
    [
      'a scenario without a file',
      ['--scenario', 'x', 'a1', '--scenario', 'y'],
      /--scenario y: name its files/,
    ],
    ['a file before its scenario', ['a1', '--scenario', 'x', 'a2'], /name its scenario before it/],
    ['a file that is not there', ['nobody'], /there is no such file/],
    ['a folder', ['.'], /cannot be read/],
  ])('%s is wrong usage', async (_, words, message) => {
    const { code, stderr, input } = await asked(
      words.map((word) => (/^(a\d|nobody|\.)$/.test(word) ? path(word) : word)),
    )
    expect([code, input]).toEqual([2, undefined])
    expect(stderr).toMatch(message)
  })

  test('shows the run that it has saved', async () => {
    const { stdout } = await sluice(['import', path('a1')], engine())
    expect(stdout).toMatch(/^Run r1: succeeded$/m)
  })
})
