import { expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { readRunJson } from '../../../../electron/engine/reports/read-run-json.ts'
import { runJsonSchema } from '../../../../electron/engine/reports/run-json.ts'
import { verifyFile } from '../../../../electron/engine/reports/verify/verify.ts'
import type { Billable } from '../../../../shared/billable.ts'
import type { FunctionTimes } from '../../../../shared/function-times.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import { runCostOf } from '../../../../shared/spent.ts'
import { aStack } from '../../../examples.ts'
import { recordedExample } from './recorded-example.ts'

const functionTimes: FunctionTimes = {
  'lambda-256': { source: 'report-lines', load: 'light', invocations: 2700, billedMs: 31.4, memoryMb: 128 },
  'lambda-512': { source: 'client-latency', why: 'not-delivered' },
}
const stated = { requirements: defaultRequirements, prices: builtInPrices }
const recorded = recordedExample({ rounds: 6, made: 5, stated, run: { functionTimes } })
const json = exportRun(recorded).text

interface Filed {
  run: { functionTimes?: FunctionTimes }
  decision: { scenarios: { scenarioId: string; cost: { functionMsSource?: string } }[] }
}

test('a file holds the times of functions, with their source in each cost, and follows from them', () => {
  const filed = JSON.parse(json) as Filed
  expect(runJsonSchema.safeParse(filed).success).toBe(true)
  expect(filed.run.functionTimes).toEqual(functionTimes)
  const sources = filed.decision.scenarios.map(({ scenarioId, cost }) => [scenarioId, cost.functionMsSource])
  expect(Object.fromEntries(sources)).toMatchObject({ 'lambda-256': 'report-lines', 'lambda-512': undefined })
  expect(readRunJson(json, 'file').run.functionTimes).toEqual(functionTimes)
  for (const format of ['json', 'html'] as const)
    expect(verifyFile(exportRun(recorded, format).text, 'file', []).mismatches).toEqual([])
})

test('every format that shows costs says where the time is from', () => {
  for (const format of ['html', 'md', 'adr'] as const) {
    const { text } = exportRun(recorded, format)
    expect(text).toContain('Lambda’s time is what it bills by its own reports at light load')
    expect(text).toContain('Lambda’s reports had not arrived in time')
  }
})

test('a changed time is found', () => {
  const lying = JSON.parse(json) as Filed
  const [time] = Object.values(lying.run.functionTimes ?? {})
  if (time?.source === 'report-lines') time.billedMs = 3.14
  const figures = verifyFile(JSON.stringify(lying), 'file', []).mismatches.map(({ figure }) => figure)
  expect(figures).toContain('hashes.run')
  expect(figures).toContain('decision.scenarios[lambda-256].cost.usd')
})

test('a file of a run that asked for none has no such field', () => {
  const without = JSON.parse(exportRun(recordedExample({ rounds: 6, made: 5, stated })).text) as Filed
  expect(Object.hasOwn(without.run, 'functionTimes')).toBe(false)
  expect(JSON.stringify(without.decision)).not.toContain('functionMsSource')
})

test('the logs that a run had are among what its requests have cost', () => {
  const { run, trials, scenarios } = recorded
  const stacks = scenarios.map(({ id, needs }) =>
    aStack({
      scenarioId: id,
      billables: needs.flatMap((need): Billable[] =>
        need.kind === 'function'
          ? [{ kind: need.kind, memoryMb: need.memoryMb }]
          : need.kind === 'rest-api'
            ? [need]
            : [],
      ),
    }),
  )
  const cost = runCostOf({ stacks }, run, trials, run.startedAtMs)
  expect(cost?.items.some(({ cause }) => cause === 'Logs of Lambda')).toBe(true)
  const { text } = exportRun({ ...recorded, run: { ...run, cost } })
  expect(verifyFile(text, 'file', []).mismatches).toEqual([])
})
