import { describe, expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { runTextOf } from '../../../../electron/engine/reports/run-text-of.ts'
import { verifyFile } from '../../../../electron/engine/reports/verify/verify.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { mulberry32 } from '../../../../shared/random.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import { runCostOf } from '../../../../shared/spent.ts'
import { aStack } from '../../../examples.ts'
import { found, leaves, pick, reportWithChange, shownAt, withChange, withCharacter } from './changed-file.ts'
import { recordedExample } from './recorded-example.ts'

/** Each change is a whole file to verify. */
const seconds = 180_000
const stated = { requirements: defaultRequirements, prices: builtInPrices }
const recorded = recordedExample({ rounds: 6, made: 5, stated })
const report = exportRun(recorded, 'html').text
const json = exportRun(recorded).text

describe('an untouched file', () => {
  test.each([
    ['report', report],
    ['JSON', json],
  ])('follows from its trials: %s', (kind, text) => {
    const verified = verifyFile(text, 'file', [])
    expect(verified.mismatches).toEqual([])
    expect(verified).toMatchObject({ kind, schemaVersion: 4, trials: recorded.trials.length })
    expect(verified.values).toBeGreaterThan(1_000)
  })
})

test(
  '50 of 50 seeded changes of a single value of the JSON are found',
  () => {
    const all = leaves(JSON.parse(json))
    const random = mulberry32(20)
    const missed = Array.from({ length: 50 }, () => all[Math.floor(random() * all.length)] ?? []).filter(
      (path) => !found(withChange(json, path, random)),
    )
    expect(missed).toEqual([])
  },
  seconds,
)

test(
  'every kind of value is found when it is changed',
  () => {
    const random = mulberry32(21)
    const short = exportRun(recordedExample({ rounds: 3, made: 3, stated })).text
    const kinds = new Map(
      leaves(JSON.parse(short)).map((path) => [
        path.filter((key) => typeof key === 'string').join('.'),
        path,
      ]),
    )
    expect(kinds.size).toBeGreaterThan(150)
    expect([...kinds.values()].filter((path) => !found(withChange(short, path, random)))).toEqual([])
  },
  seconds,
)

test(
  '50 of 50 seeded changes of a report are found, in its run and in what it shows',
  () => {
    const random = mulberry32(22)
    const all = leaves(JSON.parse(runTextOf(report) ?? ''))
    const letters = shownAt(report, /[\p{L}\d]/u)
    const changes = Array.from({ length: 50 }, (_, place): [what: string, text: string] => {
      const path = pick(all, random)
      if (place % 2 === 0) return [path.join('.'), reportWithChange(report, path, random)]
      const at = pick(letters, random)
      return [report.slice(at - 20, at + 20), withCharacter(report, at)]
    })
    expect(new Set(changes.map(([, text]) => text)).size).toBe(50)
    for (const [, text] of changes) expect(text).not.toBe(report)
    expect(changes.filter(([, text]) => !found(text)).map(([what]) => what)).toEqual([])
  },
  seconds,
)

test('a line that is left out, added or moved is found', () => {
  const lines = report.split('\n')
  const at = lines.findIndex((line) => line.startsWith('<h2>Verdicts'))
  expect(found(lines.toSpliced(at, 1).join('\n'))).toBe(true)
  expect(found(lines.toSpliced(at, 0, '<p>Approved.</p>').join('\n'))).toBe(true)
  expect(found(`${report}<p>Approved.</p>\n`)).toBe(true)
})

test('the figure is named, with what is written and what follows', () => {
  const lying = JSON.parse(json) as {
    assessment: { scenarios: { scenarioId: string; share: { point: number } }[] }
  }
  const [first] = lying.assessment.scenarios
  const { point } = first?.share ?? { point: 0 }
  if (first) first.share.point = 0.5
  expect(verifyFile(JSON.stringify(lying), 'file', []).mismatches).toEqual([
    {
      figure: `assessment.scenarios[${first?.scenarioId}].share.point`,
      written: 0.5,
      follows: expect.closeTo(point),
    },
  ])
})

test('a forged trial is found by its own figures, whatever the hashes say', () => {
  const lying = JSON.parse(json) as { trials: Record<string, unknown>[] }
  const [trial] = lying.trials
  if (trial) trial['goodRatePerSec'] = (trial['goodRatePerSec'] as number) * 2
  const figures = verifyFile(JSON.stringify(lying), 'file', []).mismatches.map(({ figure }) => figure)
  expect(figures).toContain('hashes.trials[0]')
  expect(figures).toContain('trials[0].goodRatePerSec')
})

test('costs of requests follow from the trials and the needs of each scenario, and add up', () => {
  const { run, trials, scenarios } = recorded
  const stacks = scenarios.map(({ id, needs }) =>
    aStack({
      scenarioId: id,
      billables: needs.filter(({ kind }) => kind === 'rest-api' || kind === 'function'),
    }),
  )
  const hours = { cause: 'EC2 instances', scenarioId: null, usd: 0.25 }
  const spent = runCostOf({ stacks }, run, trials, run.startedAtMs)
  expect(spent?.items.length).toBeGreaterThan(4)
  const items = [hours, ...(spent?.items ?? [])]
  const cost = spent && { ...spent, items, usd: items.reduce((sum, { usd }) => sum + usd, 0) }
  const figuresOf = (changed: typeof cost) =>
    verifyFile(exportRun({ ...recorded, run: { ...run, cost: changed } }).text, 'file', []).mismatches
  expect(figuresOf(cost)).toEqual([])
  const [first] = spent?.items ?? []
  const cheaper = items.map((item) => (item === first ? { ...item, usd: item.usd / 2 } : item))
  expect(figuresOf(cost && { ...cost, items: cheaper }).map(({ figure }) => figure)).toEqual([
    'run.cost.usd',
    `run.cost.items[${first?.scenarioId}].usd`,
  ])
})

test('a file before version 3 is verified by the experiment that this version knows', () => {
  const old = JSON.parse(json) as Record<string, unknown>
  for (const name of [
    'writtenBy',
    'hashes',
    'experiment',
    'scenarioFiles',
    'requirements',
    'prices',
    'decision',
  ])
    delete old[name]
  const two = JSON.stringify({ ...old, schemaVersion: 2 })
  const { experiment } = recorded
  expect(verifyFile(two, 'file', experiment ? [experiment] : []).mismatches).toEqual([])
  expect(() => verifyFile(two, 'file', [])).toThrow(/does not know proxy-2017/)
})
