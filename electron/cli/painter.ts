import { markdownCell, markdownTable } from '../engine/reports/markdown-table.ts'
import { terminalLine } from '../platform/terminal-text.ts'
import { fittingTable, type Table } from './fitting-table.ts'
import { textTable } from './text-table.ts'
import { wrapped } from './terminal-width.ts'

/** Paints what a command shows: as text for a terminal, or as Markdown. */
export interface Painter {
  /** Columns that a line may use. */
  width: number
  /** For `today` in a time; null for a text that is read later, which has dates then. See `moment`. */
  nowMs: number | null
  /** A line; one that begins with `- ` is an item of a list. */
  text(line: string): string[]
  table(table: Table): string
}

export function terminalPainter(width: number, nowMs = Date.now()): Painter {
  return {
    width,
    nowMs,
    text: (line) => wrapped(terminalLine(line), width, line.startsWith('- ') ? 2 : 0),
    table(table) {
      const { columns, rows } = fittingTable(table, width)
      const titles = columns.map(({ title }) => title)
      return textTable(titles, rows, figuresOf(columns), width)
    },
  }
}

/** Lines that are no list are paragraphs, and a table stands apart. */
export const markdownPainter: Painter = {
  width: Infinity,
  nowMs: null,
  text: (line) => {
    if (line === '') return ['']
    return line.startsWith('- ') ? [`- ${markdownCell(line.slice(2))}`] : [markdownCell(line), '']
  },
  table({ columns, rows }) {
    const titles = columns.map(({ title }) => title.replaceAll('\n', ' '))
    return `\n${markdownTable(titles, rows, figuresOf(columns))}\n`
  },
}

function figuresOf(columns: Table['columns']): number[] {
  return columns.flatMap(({ figure }, place) => (figure ? [place] : []))
}
