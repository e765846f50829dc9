import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compareText } from '../../../electron/cli/compare-text.ts'
import { terminalPainter } from '../../../electron/cli/painter.ts'
import { comparedRuns } from '../../../shared/compare-runs.ts'
import { usualSides, type Sides } from '../../../shared/compare-sides.ts'
import { experimentSchema } from '../../../shared/experiment.ts'
import { publishedRun } from '../../../shared/published-run.ts'
import type { Result } from '../../../shared/result.ts'
import { measuredResult } from './measured-run.ts'

function text(results: Result[], sides: Sides = usualSides(results.length)): string {
  return compareText(comparedRuns(results), sides, terminalPainter(80)).replaceAll('\u00A0', ' ')
}

const nth = (index: number): Result =>
  measuredResult({
    rounds: 8,
    made: 6,
    untilSure: true,
    run: { id: `r${index}`, startedAtMs: Date.UTC(2026, 0, index) },
  })

const experiment = experimentSchema.parse(
  JSON.parse(
    readFileSync(new URL('../../../templates/experiments/proxy-2017.json', import.meta.url), 'utf8'),
  ),
)

/** The built-in run, with the titles of the catalog. */
function published(): Result {
  const found = publishedRun(experiment, measuredResult({ rounds: 1 }).run.scenarios)
  if (found === null) throw new Error('Nothing was published.')
  return { ...found, diagnoses: [], experiment }
}

test.each([2, 3, 6])('%i runs fit 80 columns, a row for each scenario', (runs) => {
  const lines = text(Array.from({ length: runs }, (_, index) => nth(index))).split('\n')
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  expect(lines.filter((line) => line.startsWith('http-proxy ')).length).toBeGreaterThan(4)
  expect(lines.filter((line) => line.endsWith('Lambda-'))).toEqual([])
})

test('the oldest comes first, and conditions that differ before any figure', () => {
  const other = measuredResult({ rounds: 5, run: { id: 'r0', startedAtMs: 0 } })
  const shown = text([nth(3), other])
  expect(shown).toMatch(/^A {2}before {2}r0/m)
  expect(shown).toMatch(/^B {2}after {3}r3/m)
  const places = ['- Light load: A not measured; B in every round', 'After against before', 'Share of']
  const found = places.map((place) => shown.indexOf(place))
  expect(found).not.toContain(-1)
  expect(found).toEqual(found.toSorted((one, other_) => one - other_))
})

test('under three runs on a side the ratio is called descriptive, from three on there is a verdict', () => {
  const six = Array.from({ length: 6 }, (_, index) => nth(index))
  expect(text(six.slice(0, 2))).toMatch(/^http-proxy .* ×, descriptive$/m)
  const shown = text(six, ['before', 'before', 'before', 'after', 'after', 'after'])
  expect(shown).toContain('3 before, 3 after. Intervals hold')
  expect(shown).not.toContain('descriptive')
})

describe('the published run', () => {
  test('compares like any other, and says what nobody published', () => {
    const shown = text([published(), nth(1)])
    expect(shown.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(shown).toMatch(/^http-proxy +22\.1 % +22\.1 % \(21\.8–22\.5 %\)$/m)
    expect(shown).toContain('HTTP proxy, A: cannot know: one round gave 22.1 %')
    expect(shown).toMatch(/^http-proxy +not published +21\.1 ms/m)
  })
})
