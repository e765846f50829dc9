import { terminalLine } from '../../platform/terminal-text.ts'

export type Cell = string | number | null

/** What a spreadsheet would run as a formula, also in the wide forms that some of them take. */
const formula = /^[\s'"]*[=+\-@＝＋－＠]/

/**
 * Comma-separated values as RFC 4180 has them. A text that a spreadsheet would run gets an apostrophe before
 * it.
 */
export function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const line = terminalLine(value)
  const safe = formula.test(line) ? `'${line}` : line
  return /[",;\t\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
