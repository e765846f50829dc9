import { type Chart, tableOf } from './chart.ts'

/** Where somebody who walks a chart by keyboard stands: a row of its table, and of lines also a column. */
export interface Place {
  row: number
  column: number
}

export type Step = 'next' | 'back' | 'up' | 'down' | 'first' | 'last'

/**
 * The place after a step; null before the first one. Bars are walked one by one. Of lines, left and right
 * go along one, up and down to another.
 */
export function walk(chart: Chart, from: Place | null, step: Step): Place {
  const { rows, columns } = tableOf(chart)
  const most = { row: Math.max(0, rows.length - 1), column: Math.max(1, columns.length - 1) }
  const firstColumn = chart.kind === 'lines' ? 1 : 0
  if (from === null) return { row: step === 'last' ? most.row : 0, column: firstColumn }
  if (step === 'first') return { ...from, row: 0 }
  if (step === 'last') return { ...from, row: most.row }
  const forward = step === 'next' || step === 'down'
  if (chart.kind === 'lines' && (step === 'up' || step === 'down'))
    return { ...from, column: clamped(from.column + (forward ? 1 : -1), 1, most.column) }
  return { ...from, row: clamped(from.row + (forward ? 1 : -1), 0, most.row) }
}

/**
 * Reads a place aloud: `HTTP proxy, /: 22 %, interval 21–23 %, single rounds 21.8 %, 22.3 %`, or of a line
 * `HTTP proxy, 99 %: 26.7 ms`.
 */
export function readOut(chart: Chart, { row, column }: Place): string {
  const { columns, rows } = tableOf(chart)
  const cells = rows[row]
  if (cells === undefined) return ''
  if (chart.kind === 'lines')
    return `${columns[column]?.title ?? ''}, ${cells[0] ?? ''}: ${cells[column] ?? ''}`
  const [group, label, value, ...others] = cells
  const beside = others.flatMap((cell, index) => {
    const title = columns[index + 3]?.title ?? ''
    return cell === nothing ? [] : [`${title.toLowerCase()} ${cell}`]
  })
  return [`${group ?? ''}, ${label ?? ''}: ${value ?? ''}`, ...beside].join(', ')
}

/** What a table shows where it has nothing. */
const nothing = '–'

function clamped(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
