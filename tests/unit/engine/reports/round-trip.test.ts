import { describe, expect, test } from 'vitest'
import { exportFormats } from '../../../../electron/engine/reports/format-list.ts'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { readRunJson, recordedOf } from '../../../../electron/engine/reports/read-run-json.ts'
import { hashOfText } from '../../../../electron/engine/reports/hashes.ts'
import { pageOf, runTextOf } from '../../../../electron/engine/reports/run-text-of.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import { assess } from '../../../../shared/assessment.ts'
import { hostileNames, recordedExample } from './recorded-example.ts'

const seeds = [1, 2, 3, 4, 5]
const receipt = {
  checkedAtMs: 1,
  accountId: '123456789012',
  region: 'us-west-2',
  checks: [{ service: 'EC2', how: 'by tag sluice:deployment', found: [], unknown: null }],
  leftBehind: [],
  stays: [{ what: 'A log group', why: 'it is empty' }],
}

describe.each(seeds)('a run of seed %i', (seed) => {
  const stated = seed % 2 === 0 ? null : { requirements: defaultRequirements, prices: builtInPrices }
  const recorded = recordedExample({ seed, rounds: 5 + seed, made: 3 + seed, receipt, stated })

  test.each(exportFormats.map(({ id }) => id))('is the same in %s after it went through JSON', (format) => {
    const json = exportRun(recorded).text
    const back = recordedOf(readRunJson(json, 'run.json'))
    expect(exportRun(back, format).text).toBe(exportRun(recorded, format).text)
  })

  test('is the same in JSON and report after it went through the report', () => {
    const report = exportRun(recorded, 'html').text
    const back = recordedOf(readRunJson(report, 'report.html'))
    expect(exportRun(back).text).toBe(exportRun(recorded).text)
    expect(exportRun(back, 'html').text).toBe(report)
  })

  test('keeps every histogram, and gives the same verdicts', () => {
    const back = readRunJson(exportRun(recorded).text, 'run.json')
    const planned = recorded.trials.filter(({ load }) => load !== 'diagnosis')
    expect(assess(back.run, back.trials, back.experiment ?? undefined)).toEqual(
      assess(recorded.run, planned, recorded.experiment),
    )
    for (const { order } of planned)
      expect(back.histograms.get(order) ?? null).toBe(recorded.histogramOf(order))
  })
})

test('a report carries its run whatever the names are', () => {
  const scenarios = recordedExample().run.scenarios.map(({ id }, at) => ({
    id,
    title: hostileNames[at] ?? id,
  }))
  const recorded = recordedExample({ run: { scenarios } })
  const report = exportRun(recorded, 'html').text
  const json = JSON.parse(exportRun(recorded).text) as { hashes: object }
  expect(JSON.parse(runTextOf(report) ?? '')).toEqual({
    ...json,
    hashes: { ...json.hashes, page: hashOfText(pageOf(report)) },
  })
})

test('what is no report has no run', () => {
  expect(runTextOf('<!doctype html><p>Hello')).toBeNull()
  expect(runTextOf(exportRun(recordedExample()).text)).toBeNull()
})
