import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { readRunJson } from '../../../../electron/engine/reports/read-run-json.ts'
import { appVersion } from '../../../../electron/platform/version.ts'
import { runJsonSchema } from '../../../../electron/engine/reports/run-json.ts'
import { assess } from '../../../../shared/assessment.ts'
import { outcomes } from '../../../../shared/compare.ts'
import { measuredResult } from '../../cli/measured-run.ts'
import { exampleTrial } from '../../shared/example-result.ts'

const versionOne = readFileSync(new URL('../../../fixtures/run-version-1.json', import.meta.url), 'utf8')
const { run, trials, experiment } = measuredResult({ rounds: 8, made: 6, untilSure: true })
const diagnosis = { ...exampleTrial({ scenarioId: 'http-proxy' }), load: 'diagnosis' as const }

function exported(change: (json: Record<string, unknown>) => void = () => undefined): string {
  const { text } = exportRun({
    run,
    trials: [...trials, diagnosis],
    experiment,
    scenarios: [],
    histogramOf: () => null,
    receipt: null,
    stated: null,
  })
  const json = JSON.parse(text) as Record<string, unknown>
  change(json)
  return JSON.stringify(json)
}

describe('a file of this version', () => {
  test('holds the rule, what ended the run, and what it says', () => {
    const json = runJsonSchema.parse(JSON.parse(exported()))
    expect([json.schemaVersion, json.writtenBy]).toEqual([4, { name: 'Sluice', version: appVersion }])
    expect(json.run).toMatchObject({ rule: { kind: 'until-sure', most: 8 }, endedBy: 'sure', paths: ['/'] })
    expect(json.assessment).toMatchObject({
      completeRounds: 6,
      headlinePaths: ['/'],
      againstItself: { tripped: false, share: { rounds: 6 } },
      fastest: { scenarioId: 'http-proxy', certain: true },
    })
    const proxy = json.assessment?.scenarios.find(({ scenarioId }) => scenarioId === 'http-proxy')
    expect(proxy).toMatchObject({
      ranked: true,
      validRounds: 6,
      verdict: { kind: 'different', reason: null },
    })
    expect(proxy?.share?.low).toBeLessThan(proxy?.share?.point ?? 0)
    expect(proxy?.added?.ms).toBeCloseTo(21, 0)
  })

  test('reads back with the same figures and verdicts', () => {
    const back = readRunJson(exported(), 'run.json')
    expect(back.diagnoses).toMatchObject([{ scenarioId: 'http-proxy' }])
    expect(assess(back.run, back.trials, experiment)).toEqual(assess(run, trials, experiment))
    expect(outcomes(back.run, back.trials, experiment)).toEqual(outcomes(run, trials, experiment))
    expect(back.run).toMatchObject({ id: run.id, rule: run.rule, endedBy: 'sure', seed: run.seed })
  })

  test('is not believed in what it says of verdicts', () => {
    const lying = exported((json) => {
      json['assessment'] = { scenarios: [{ scenarioId: 'http-proxy', verdict: { kind: 'same' } }] }
    })
    const back = readRunJson(lying, 'run.json')
    expect(JSON.stringify(back)).not.toContain('assessment')
    expect(assess(back.run, back.trials, experiment)).toEqual(assess(run, trials, experiment))
  })
})

describe('a file of version 2', () => {
  const two = exported((json) => {
    json['schemaVersion'] = 2
    for (const name of ['writtenBy', 'experiment', 'scenarioFiles', 'hashes']) delete json[name]
    for (const trial of json['trials'] as Record<string, unknown>[]) {
      delete trial['correctionIntervalUs']
      delete trial['histogram']
    }
  })

  test('is read with the same figures, without histograms and its experiment', () => {
    const back = readRunJson(two, 'run.json')
    expect(assess(back.run, back.trials, experiment)).toEqual(assess(run, trials, experiment))
    expect([back.schemaVersion, back.experiment, back.scenarios, back.histograms.size]).toEqual([
      2,
      null,
      [],
      0,
    ])
  })
})

describe('a file of version 1', () => {
  test('is read as a run of fixed rounds, with its trials', () => {
    const { run: old, trials: made, diagnoses, receipt } = readRunJson(versionOne, 'old.json')
    expect(old).toMatchObject({
      experimentId: 'proxy-2017',
      account: { kind: 'practice' },
      status: 'succeeded',
      paths: ['/'],
      load: { rounds: 3, untilSure: null, light: false },
      rule: { kind: 'fixed', rounds: 3 },
      endedBy: null,
      startedAtMs: Date.parse('2026-11-26T03:20:34.649Z'),
    })
    expect([made.length, diagnoses.length, receipt?.checks.length]).toEqual([9, 0, 20])
    const found = assess(old, made, { baseline: 'elb' })
    expect(found).toMatchObject({ completeRounds: 3, againstItself: null })
    expect(found?.scenarios.map(({ verdict }) => verdict?.kind)).toEqual(['different', 'unknown'])
  })

  test('may be from before trials had slots and kinds of load', () => {
    const json = JSON.parse(versionOne) as { trials: Record<string, unknown>[] }
    const older = json.trials.map(({ slot: _slot, load: _load, ...trial }) => trial)
    const { trials: made } = readRunJson(JSON.stringify({ ...json, trials: older }), 'older.json')
    expect(made[0]).toMatchObject({ slot: 0, load: 'closed', status: 'succeeded' })
  })
})

test.each([
  ['text', 'hello', /run.json is not JSON/],
  ['another JSON', '{"a":1}', /run.json is not a run that this version .* can read \(schemaVersion\)/],
  ['a newer version', exported((json) => void (json['schemaVersion'] = 5)), /\(schemaVersion\)/],
  [
    'a rate that is no number',
    exported().replace(/"goodRatePerSec":[\d.]+/, '"goodRatePerSec":"x"'),
    /goodRate/,
  ],
])('%s is refused as no run', (_, text, message) => {
  expect(() => readRunJson(text, 'run.json')).toThrow(message)
})
