import type { Assessment } from '../../shared/assessment.ts'
import type { Outcome } from '../../shared/compare.ts'
import { count, threeFigures } from '../../shared/figures.ts'
import { floorsOf } from '../../shared/floors.ts'
import { isPublished } from '../../shared/published.ts'
import { outcomesOf, type Result } from '../../shared/result.ts'
import { estimate, type Estimate } from '../../shared/statistics/interval.ts'
import { shareFigures } from '../../shared/verdict-text.ts'
import type { Column } from './fitting-table.ts'
import { terminalPainter } from './painter.ts'

interface OutcomeColumn extends Column {
  of: (cell: Outcome) => string
}

const none = '-'
const notMeasured = 'n/a'

/** The outcome of a run: a row per scenario, path by path, with published figures beside it. */
export function outcomeTable(result: Result, found: Assessment | null, width: number): string {
  const { paths } = result.run
  const cells = outcomesOf(result).toSorted(
    (one, other) => paths.indexOf(one.path) - paths.indexOf(other.path),
  )
  const all: OutcomeColumn[] = [
    { title: 'scenario', of: ({ scenarioId }) => scenarioId },
    ...columnsOf(result, found, cells).map((column) => ({ ...column, figure: true })),
  ]
  const rows = cells.map((cell) => all.map(({ of }) => of(cell)))
  const lines = terminalPainter(width).table({ columns: all, rows }).split('\n')
  if (paths.length === 1) return lines.join('\n')
  // Ids of scenarios have no space to break at: each row is one line.
  const header = lines.slice(0, lines.length - rows.length)
  const perPath = rows.length / paths.length
  return [
    ...header,
    ...paths.flatMap((path, place) => {
      const from = header.length + place * perPath
      return [...(place > 0 ? [''] : []), `On ${path}`, ...lines.slice(from, from + perPath)]
    }),
  ].join('\n')
}

function columnsOf(result: Result, found: Assessment | null, cells: readonly Outcome[]): OutcomeColumn[] {
  const several = cells.some(({ rounds }) => rounds > 1)
  const published = cells.some((cell) => cell.published !== null)
  const year = result.experiment?.published?.year ?? ''
  // Whether connections were busy all the time is not in a file of another tool.
  const busy = result.run.account.kind === 'elsewhere' ? '' : 'busy\n'
  const rates: OutcomeColumn[] = [
    { title: 'good\nreq/s', rank: 1, of: ({ goodRatePerSec }) => figure(goodRatePerSec) },
    ...(found === null ? [] : shareColumns(result, found)),
  ]
  // Nothing else was published, and beside itself it would say nothing.
  if (isPublished(result.run)) return rates
  return [
    ...rates,
    ...lightColumn(result, found),
    { title: `${busy}p50 ms`, rank: 6, of: ({ p50Us }) => milliseconds(p50Us) },
    { title: `${busy}p99 ms`, rank: 8, of: ({ p99Us }) => milliseconds(p99Us) },
    { title: 'errors', rank: 4, of: ({ errors }) => count(errors) },
    ...(several
      ? [
          {
            title: 'valid\nrounds',
            rank: 5,
            of: ({ rounds, validRounds }: Outcome) => `${validRounds} of ${rounds}`,
          },
        ]
      : []),
    ...(published ? publishedColumns(String(year)) : []),
  ]
}

/** The share on a path and its interval, by the same rule as the verdict. */
function shareColumns({ run }: Result, found: Assessment): OutcomeColumn[] {
  const floors = floorsOf(run.scenarios)
  const { baselineId, completeRounds: rounds } = found
  const shareWithout = ({ scenarioId }: Outcome): string => {
    if (scenarioId === baselineId) return '100'
    return floors.some(({ id }) => id === scenarioId) ? none : notMeasured
  }
  const figures = ({ scenarioId, path }: Outcome) =>
    shareFigures(pathEstimate(found, scenarioId, path) ?? estimate([], 1))
  const share: OutcomeColumn = {
    title: `% of\n${baselineId}`,
    rank: 0,
    of: (cell) => figures(cell).share ?? shareWithout(cell),
  }
  if (rounds < 2) return [share]
  // Two rounds are too few for an interval.
  const title = rounds === 2 ? 'range\n%' : 'interval\n%'
  return [share, { title, rank: 2, of: (cell) => figures(cell).interval ?? none }]
}

function pathEstimate(found: Assessment, scenarioId: string, path: string): Estimate | undefined {
  const scenario = found.scenarios.find((one) => one.scenarioId === scenarioId)
  return scenario?.paths.find((one) => one.path === path)?.estimate
}

/** Light load is measured on the first path only. */
function lightColumn({ run }: Result, found: Assessment | null): OutcomeColumn[] {
  const light = found?.light ?? []
  if (light.length === 0) return []
  const p50Us = (id: string): number | null => {
    const ms = light.find((one) => one.scenarioId === id && one.percentile === 'p50')?.absoluteMs.point
    return ms == null ? null : ms * 1000
  }
  return [
    {
      title: 'light\np50 ms',
      rank: 3,
      of: ({ scenarioId, path }) => (path === run.paths[0] ? milliseconds(p50Us(scenarioId)) : none),
    },
  ]
}

function publishedColumns(year: string): OutcomeColumn[] {
  return [
    {
      title: `req/s\n${year}`,
      rank: 9,
      of: ({ published }) => (published ? figure(published.ratePerSec) : none),
    },
    {
      title: `%\n${year}`,
      rank: 7,
      of: ({ published }) => (published?.shareOfBaseline ? hundredth(published.shareOfBaseline) : none),
    },
  ]
}

/** A rate or count in three significant figures or whole: 8,337 or 76.6. */
export function figure(value: number | null): string {
  if (value === null) return notMeasured
  return value >= 100 ? count(value) : threeFigures(value)
}

/** Microseconds as milliseconds. */
export function milliseconds(us: number | null): string {
  return us === null ? notMeasured : (us / 1000).toFixed(us < 10_000 ? 2 : 1)
}

/** A share as a number of percents; the unit is the column's. */
function hundredth(share: number): string {
  return (share * 100).toFixed(1)
}
