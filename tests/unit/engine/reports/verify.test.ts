import { describe, expect, test } from 'vitest'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { pageOf, runTextOf, withRun } from '../../../../electron/engine/reports/run-text-of.ts'
import { verifyFile } from '../../../../electron/engine/reports/verify/verify.ts'
import { AppError } from '../../../../shared/errors.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { mulberry32 } from '../../../../shared/random.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import { runCostOf } from '../../../../shared/spent.ts'
import { aStack } from '../../../examples.ts'
import { recordedExample } from './recorded-example.ts'

const stated = { requirements: defaultRequirements, prices: builtInPrices }
const recorded = recordedExample({ rounds: 6, made: 5, stated })
const report = exportRun(recorded, 'html').text
const json = exportRun(recorded).text

/** Whether a changed file is found; one that cannot be read any more is found as well. */
function found(text: string): boolean {
  try {
    return verifyFile(text, 'file', []).mismatches.length > 0
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'invalid-input') return true
    throw thrown
  }
}

/** Every value of a JSON, by the keys that lead to it. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => leaves(inner, [...path, at]))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

/** Another value of the same type, as somebody would choose it who wants to look better. */
function changed(value: unknown, random: () => number): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value + 1 + Math.floor(random() * 9) : value * 1.01
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') {
    const at = Math.floor(random() * value.length)
    const other = value[at] === 'b' ? 'c' : 'b'
    return value === '' ? other : value.slice(0, at) + other + value.slice(at + 1)
  }
  return 1
}

function withChange(text: string, path: readonly (string | number)[], random: () => number): string {
  const root = JSON.parse(text) as Record<string, unknown>
  let at: Record<string | number, unknown> = root
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  const last = path.at(-1) ?? ''
  at[last] = changed(at[last], random)
  return JSON.stringify(root)
}

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

test('50 of 50 seeded changes of a single value of the JSON are found', () => {
  const all = leaves(JSON.parse(json))
  const random = mulberry32(20)
  const missed = Array.from({ length: 50 }, () => all[Math.floor(random() * all.length)] ?? []).filter(
    (path) => !found(withChange(json, path, random)),
  )
  expect(missed).toEqual([])
})

test('every kind of value is found when it is changed', () => {
  const random = mulberry32(21)
  const kinds = new Map(
    leaves(JSON.parse(json)).map((path) => [path.filter((key) => typeof key === 'string').join('.'), path]),
  )
  expect(kinds.size).toBeGreaterThan(150)
  expect([...kinds.values()].filter((path) => !found(withChange(json, path, random)))).toEqual([])
}, 60_000)

test('50 of 50 seeded changes of a report are found, in its run and in what it shows', () => {
  const random = mulberry32(22)
  const carried = runTextOf(report) ?? ''
  const all = leaves(JSON.parse(carried))
  const shown = report.slice(0, report.indexOf('<script'))
  const letters = [...shown.matchAll(/(?<=>)[^<>]+(?=<)/g)].flatMap(({ index, 0: text }) =>
    text.split('').flatMap((letter, at) => (/[\p{L}\d]/u.test(letter) ? [index + at] : [])),
  )
  const changes = Array.from({ length: 50 }, (_, place): [what: string, text: string] => {
    if (place % 2 === 0) {
      const path = all[Math.floor(random() * all.length)] ?? []
      return [path.join('.'), withRun(pageOf(report), JSON.parse(withChange(carried, path, random)))]
    }
    const at = letters[Math.floor(random() * letters.length)] ?? 0
    const text = report.slice(0, at) + (report[at] === '7' ? '8' : '7') + report.slice(at + 1)
    return [report.slice(at - 20, at + 20), text]
  })
  expect(new Set(changes.map(([, text]) => text)).size).toBe(50)
  for (const [, text] of changes) expect(text).not.toBe(report)
  expect(changes.filter(([, text]) => !found(text)).map(([what]) => what)).toEqual([])
}, 60_000)

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
  for (const name of ['writtenBy', 'hashes', 'experiment', 'scenarioFiles', 'requirements', 'prices', 'decision'])
    delete old[name]
  const two = JSON.stringify({ ...old, schemaVersion: 2 })
  const { experiment } = recorded
  expect(verifyFile(two, 'file', experiment ? [experiment] : []).mismatches).toEqual([])
  expect(() => verifyFile(two, 'file', [])).toThrow(/does not know proxy-2017/)
})
