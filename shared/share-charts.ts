import type { Assessment, ScenarioAssessment } from './assessment.ts'
import type { BarGroup, BarRow, BarsChart } from './chart.ts'
import { geometricMean, type Outcome } from './compare.ts'
import { roughPercent, times, writtenPercent } from './figures.ts'
import { intervalFigures } from './precision.ts'
import { baselineOf, inSentence, outcomesOf, type Result, theBaseline, whyMissing } from './result.ts'
import type { Estimate, LogRatios } from './statistics/interval.ts'

/**
 * The share of the baseline that each scenario keeps, over all headline paths: a bar with its interval, the
 * rounds behind it, and what was predicted and published.
 */
export function shareChart(result: Result, found: Assessment): BarsChart {
  const cells = outcomesOf(result)
  const over = found.headlinePaths.length > 1 ? `, over ${found.headlinePaths.length} paths` : ''
  const groups = found.scenarios.map((one): BarGroup => {
    const own = cells.filter((cell) => cell.scenarioId === one.scenarioId)
    const published = own.flatMap((cell) =>
      found.headlinePaths.includes(cell.path) && cell.published?.shareOfBaseline
        ? [cell.published.shareOfBaseline]
        : [],
    )
    const label = pathsText(found.headlinePaths)
    return {
      label: titleOf(result, one.scenarioId),
      scenarioId: one.scenarioId,
      rows: [
        {
          label,
          ...measured(one.verdict?.estimate ?? null, one.logRatios),
          missing: missingShare(result, found, one),
          marks: marksOf(result, one.scenarioId, geometricMean(published)),
        },
      ],
    }
  })
  return { ...described(result, groups, cells), title: `${titleFor(result)}${over}`, groups }
}

/** The same on each path alone: points and intervals, and no verdict. Null where there is one path only. */
export function pathShareChart(result: Result, found: Assessment): BarsChart | null {
  if (result.run.paths.length < 2) return null
  const cells = outcomesOf(result)
  const groups = found.scenarios.map(({ scenarioId, paths }): BarGroup => ({
    label: titleOf(result, scenarioId),
    scenarioId,
    rows: paths.map(({ path, estimate, logRatios }): BarRow => {
      const cell = cells.find((one) => one.scenarioId === scenarioId && one.path === path)
      return {
        label: path,
        ...measured(estimate, logRatios),
        missing: estimate.point === null ? whyMissing(result, scenarioId, path) : null,
        marks: marksOf(result, scenarioId, cell?.published?.shareOfBaseline ?? null),
      }
    }),
  }))
  return { ...described(result, groups, cells), title: `${titleFor(result)}, path by path`, groups }
}

function measured(
  estimate: Estimate | null,
  logRatios: LogRatios,
): Pick<BarRow, 'value' | 'interval' | 'dots'> {
  const { point, low, high } = estimate ?? { point: null, low: null, high: null }
  const rounds = logRatios.filter((ratio) => ratio !== null)
  return {
    value: point,
    interval: low === null || high === null ? null : { low, high },
    dots: rounds.length > 1 ? rounds.map(Math.exp) : [],
  }
}

/** Why a scenario has no bar; null where it has one. */
function missingShare(result: Result, found: Assessment, one: ScenarioAssessment): string | null {
  if (one.verdict !== null && one.verdict.estimate.point !== null) return null
  if (one.validRounds === 0) return whyMissing(result, one.scenarioId, result.run.paths[0] ?? '/')
  return `not ranked: ${one.validRounds} of ${times(found.completeRounds, 'round')} valid`
}

function marksOf({ run }: Result, scenarioId: string, published: number | null): BarRow['marks'] {
  const predicted = run.predictions[scenarioId]
  return [
    ...(predicted === undefined ? [] : [{ kind: 'prediction' as const, value: predicted }]),
    ...(published === null ? [] : [{ kind: 'published' as const, value: published }]),
  ]
}

function described(
  result: Result,
  groups: readonly BarGroup[],
  cells: readonly Outcome[],
): Omit<BarsChart, 'title' | 'groups'> {
  const { run, experiment } = result
  const name = baselineOf(result)?.title ?? 'baseline'
  const year = experiment?.published?.year
  const hasPublished = cells.some((cell) => cell.published?.shareOfBaseline)
  return {
    kind: 'bars',
    sentence: `${titleFor(result)}: ${groups.map((group) => aloud(group, String(year))).join('; ')}.`,
    value: {
      title: `% of ${theBaseline(result)}’s good requests per second`,
      unit: 'share',
      scale: 'linear',
    },
    groupTitle: 'Scenario',
    rowTitle: 'Path',
    reference: { value: 1, label: `${name} = 100 %` },
    dotTitle: groups.some(({ rows }) => rows.some(({ dots }) => dots.length > 0)) ? 'Single rounds' : null,
    markTitles: {
      ...(Object.keys(run.predictions).length > 0 ? { prediction: 'Predicted' } : {}),
      ...(year !== undefined && hasPublished ? { published: String(year) } : {}),
    },
  }
}

function aloud({ label, rows }: BarGroup, year: string): string {
  const spoken = rows.map((row) => {
    const beside = row.marks.map(({ kind, value }) =>
      kind === 'prediction' ? `predicted ${writtenPercent(value)}` : `${year} ${roughPercent(value)}`,
    )
    const path = rows.length > 1 ? `${row.label} ` : ''
    const behind = beside.length === 0 ? '' : `, ${beside.join(', ')}`
    return `${path}${shareAloud(row)}${behind}`
  })
  return `${inSentence(label)} ${spoken.join(', ')}`
}

function shareAloud({ value, interval, missing }: BarRow): string {
  if (value === null) return missing ?? 'no figure'
  const text = intervalFigures('share', value, interval)
  return text.interval === null ? roughPercent(value) : `${text.value} (${text.interval})`
}

function titleFor(result: Result): string {
  return `Share of ${theBaseline(result)}’s good requests per second`
}

function titleOf({ run }: Result, scenarioId: string): string {
  return run.scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId
}

function pathsText(paths: readonly string[]): string {
  return paths.length === 1 ? (paths[0] ?? '/') : `${paths.length} paths`
}
