import type { Outcome } from '../../shared/compare.ts'
import { terminalLine } from '../platform/terminal-text.ts'

/**
 * A table for a terminal: the first columns to the left, figures to the right. Each row is one line, whatever
 * its cells hold.
 */
export function textTable(
  header: readonly string[],
  given: readonly (readonly string[])[],
  leftColumns = 2,
): string {
  const rows = given.map((row) => row.map(terminalLine))
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column < leftColumns ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A rate or count in three significant figures or whole: 8,337 or 76.6. */
export function figure(value: number | null): string {
  if (value === null) return 'n/a'
  return value >= 100 ? grouped.format(value) : value.toPrecision(3)
}

export function percent(share: number | null): string {
  return share === null ? 'n/a' : `${(share * 100).toFixed(1)} %`
}

/** Microseconds as milliseconds. */
export function milliseconds(us: number | null): string {
  return us === null ? 'n/a' : (us / 1000).toFixed(us < 10_000 ? 2 : 1)
}

/**
 * The outcome of a run as a table: a row per scenario and path, with the published figures beside it where
 * there are any.
 */
export function outcomeTable(
  cells: readonly Outcome[],
  { baseline, publishedYear }: { baseline: string; publishedYear: number | undefined },
): string {
  const published = publishedYear !== undefined && cells.some((cell) => cell.published !== null)
  const rounds = cells.some((cell) => cell.rounds > 1)
  const header = ['scenario', 'path', 'good req/s', `% of ${baseline}`, 'p50 ms', 'p99 ms', 'errors']
  if (rounds) header.push('rounds')
  if (published) header.push(`${publishedYear} req/s`, `${publishedYear} %`)
  const rows = cells.map((cell) => {
    const row = [
      cell.scenarioId,
      cell.path,
      figure(cell.goodRatePerSec),
      percent(cell.shareOfBaseline),
      milliseconds(cell.p50Us),
      milliseconds(cell.p99Us),
      grouped.format(cell.errors),
    ]
    if (rounds) row.push(`${cell.validRounds} of ${cell.rounds}`)
    if (published)
      row.push(
        cell.published ? figure(cell.published.ratePerSec) : '-',
        percent(cell.published?.shareOfBaseline ?? null).replace('n/a', '-'),
      )
    return row
  })
  return textTable(header, rows)
}
