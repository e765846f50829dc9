/** A run with a scenario that never reaches the origin, in every format. */
import { describe, expect, test } from 'vitest'
import { resultText } from '../../../../electron/cli/result-text.ts'
import { findingsOf } from '../../../../electron/engine/reports/findings.ts'
import { exportFormats } from '../../../../electron/engine/reports/format-list.ts'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { verdictTable } from '../../../../electron/engine/reports/verdict-table.ts'
import { verifyFile } from '../../../../electron/engine/reports/verify/verify.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import { recordedExample } from './recorded-example.ts'

const stated = { requirements: defaultRequirements, prices: builtInPrices }
const example = recordedExample({ rounds: 6, made: 5, stated })
const { scenarios } = example.run
const recorded = {
  ...example,
  run: {
    ...example.run,
    scenarios: scenarios.map((one) =>
      one.id === 'http-proxy' ? { ...one, reachesOrigin: false as const } : one,
    ),
  },
}

test('the table of verdicts has its rate and no verdict', () => {
  const row = verdictTable(findingsOf(recorded)).rows.find(([title]) => title === 'HTTP proxy')
  expect(row?.[1]).toMatch(/^1,\d{3}$/)
  expect(row?.slice(2)).toEqual(['–', '–', 'not compared: the gateway’s own floor'])
})

test('the JSON marks it, and has no assessment of it', () => {
  const json = JSON.parse(exportRun(recorded).text) as {
    scenarios: object[]
    assessment: { scenarios: { scenarioId: string }[] }
    decision: { scenarios: { scenarioId: string }[] }
  }
  expect(json.scenarios).toContainEqual({ id: 'http-proxy', title: 'HTTP proxy', reachesOrigin: false })
  for (const { scenarios: own } of [json.assessment, json.decision])
    expect(own.map(({ scenarioId }) => scenarioId)).not.toContain('http-proxy')
})

describe.each(['json', 'html'] as const)('%s', (format) => {
  test('is computed again without a difference', () => {
    const { mismatches, values } = verifyFile(exportRun(recorded, format).text, 'file', [])
    expect(mismatches).toEqual([])
    expect(values).toBeGreaterThan(500)
  })

  test('shows where somebody has made it a way to the service', () => {
    const text = exportRun(recorded, format).text.replaceAll(/,\s*"reachesOrigin":\s*false(?=\s*})/g, '')
    expect(verifyFile(text, 'file', []).mismatches.length).toBeGreaterThan(0)
  })
})

test.each(exportFormats.map(({ id }) => id))('%s is written', (id) => {
  expect(exportRun(recorded, id).text.length).toBeGreaterThan(100)
})

test('a decision record has it among no options', () => {
  const { text } = exportRun(recorded, 'adr')
  expect(text).toContain('### Lambda-1024')
  expect(text).not.toContain('### HTTP proxy')
})

test('JUnit passes it, without a verdict', () => {
  const { text } = exportRun(recorded, 'junit')
  expect(text).toMatch(/name="http-proxy"(?:(?!<testcase)[^])*not compared: the gateway’s own floor/)
})

test('the terminal has its figures and no share of it', () => {
  const { run, trials, experiment } = recorded
  const result = { run, trials, diagnoses: [], experiment }
  const shown = { result, scenarios: recorded.scenarios, receipt: null, asked: null }
  const text = resultText(shown, 100, Date.now())
  expect(text).toMatch(/\nhttp-proxy +1,\d{3} +- /)
  expect(text).toContain('The gateway’s own floor: the HTTP proxy gave')
})
