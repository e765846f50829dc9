import { terminalLine } from '../platform/terminal-text.ts'
import { wrapped } from './terminal-width.ts'

/** Between two columns. */
const gap = '  '

/** A table that is too wide wraps its texts no narrower than this. */
const narrowest = 9

/**
 * A table for a terminal: texts to the left, figures to the right. Where it is too wide, the widest texts are
 * wrapped, and what continues stands under its column, so that nothing in a cell looks like a row. A heading
 * may have several lines.
 * @param figures the columns that hold figures, by their place
 */
export function textTable(
  header: readonly string[],
  given: readonly (readonly string[])[],
  figures: readonly number[],
  width: number,
): string {
  const headings = header.map((heading) => heading.split('\n'))
  const rows = alignedFigures(
    given.map((row) => row.map(terminalLine)),
    figures,
  )
  const widths = fitting(
    headings.map((lines, column) => ({
      heading: longest(lines),
      cells: Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
      word: longest(rows.flatMap((row) => row[column]?.split(' ') ?? [])),
      wraps: !figures.includes(column),
    })),
    width,
  )
  const line = (cells: readonly string[]): string =>
    widths
      .map((wide, column) => {
        const cell = cells[column] ?? ''
        return figures.includes(column) ? cell.padStart(wide) : cell.padEnd(wide)
      })
      .join(gap)
      .trimEnd()
  const lines = (cells: readonly string[][], isHeader = false): string[] => {
    const height = Math.max(...cells.map(({ length }) => length))
    return Array.from({ length: height }, (_, place) =>
      line(cells.map((cell) => cell[isHeader ? place - height + cell.length : place] ?? '')),
    )
  }
  return [
    ...lines(headings, true),
    line(widths.map((wide) => '-'.repeat(wide))),
    ...rows.flatMap((row) =>
      lines(row.map((cell, column) => wrapped(cell, widths[column] ?? 0, column === 0 ? 2 : 0))),
    ),
  ].join('\n')
}

const plainNumber = /^[\d,]+(?:\.(\d+))?$/

/** Pads the numbers of a column so that their decimal points stand below each other. */
function alignedFigures(rows: readonly (readonly string[])[], figures: readonly number[]): string[][] {
  const fraction = (cell: string): number | null => {
    const found = plainNumber.exec(cell)
    return found === null ? null : found[1] === undefined ? 0 : found[1].length + 1
  }
  return rows.map((row) =>
    row.map((cell, column) => {
      const own = figures.includes(column) ? fraction(cell) : null
      if (own === null) return cell
      const most = Math.max(...rows.map((other) => fraction(other[column] ?? '') ?? 0))
      return `${cell}${' '.repeat(most - own)}`
    }),
  )
}

/** How wide a table is whose cells stay on one line each. */
export function tableWidth(header: readonly string[], rows: readonly (readonly string[])[]): number {
  const aligned = alignedFigures(
    rows,
    header.map((_, column) => column),
  )
  const widths = header.map((heading, column) =>
    longest([...heading.split('\n'), ...aligned.map((row) => row[column] ?? '')]),
  )
  return widths.reduce((sum, wide) => sum + wide, gap.length * (widths.length - 1))
}

interface Wish {
  heading: number
  cells: number
  word: number
  wraps: boolean
}

/** The widths of the columns: the widest text gives way first, down to its longest word. */
function fitting(wishes: readonly Wish[], width: number): number[] {
  const widths = wishes.map(({ heading, cells }) => Math.max(heading, cells))
  const least = wishes.map(({ heading, word }) => Math.max(heading, word, narrowest))
  const total = (): number => widths.reduce((sum, wide) => sum + wide, gap.length * (widths.length - 1))
  while (total() > width) {
    const yielding = wishes
      .map(({ wraps }, column) => ({ column, wraps, wide: widths[column] ?? 0 }))
      .filter(({ column, wraps, wide }) => wraps && wide > (least[column] ?? 0))
      .toSorted((one, other) => other.wide - one.wide)[0]
    if (yielding === undefined) break
    widths[yielding.column] = yielding.wide - 1
  }
  return widths
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length))
}
