import type { BarGroup, BarRow, BarsChart } from './chart.ts'

/** One line of a bars chart from top to bottom: a heading, or a bar. */
export type Line =
  | { kind: 'heading'; group: BarGroup }
  | { kind: 'bar'; group: BarGroup; row: BarRow; label: string; alone: boolean }

const lineHeightPx = 24
/** Where single rounds stand below a bar that has a whisker, and marks above it. */
const roomyLineHeightPx = 38
/** Below the bars: ticks and the title of the axis. Above them: headings of the columns. */
const axisPx = 52
const headPx = 28

/** Groups of one row stand as one line under the name of the group; else each group has a heading. */
export function barLines({ groups }: BarsChart): Line[] {
  const single = groups.every(({ rows }) => rows.length <= 1)
  return groups.flatMap((group): Line[] => {
    const bars = group.rows.map((row): Line => ({
      kind: 'bar',
      group,
      row,
      label: single ? group.label : row.label,
      alone: single,
    }))
    return single ? bars : [{ kind: 'heading', group }, ...bars]
  })
}

/** Whether rounds stand below the bars and marks above them, so that whiskers stay readable. */
export function hasDotsBelow({ groups }: BarsChart): boolean {
  return groups.some(({ rows }) =>
    rows.some(({ interval, dots, marks }) => interval !== null && dots.length + marks.length > 0),
  )
}

/** How tall the chart must be for all its lines, in px. */
export function barsHeightPx(chart: BarsChart): number {
  return headPx + barLines(chart).length * barsLineHeightPx(chart) + axisPx
}

/** The height of each line, in px: they follow one another below `headPx`. */
export function barsLineHeightPx(chart: BarsChart): number {
  return hasDotsBelow(chart) ? roomyLineHeightPx : lineHeightPx
}

export { headPx }
