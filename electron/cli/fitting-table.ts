import { tableWidth } from './text-table.ts'

export interface Column {
  title: string
  /** Holds figures, which stand to the right and never wrap. */
  figure?: boolean
  /** Where a table is too wide, the column of the highest rank is left out first; 0 and none stay. */
  rank?: number
}

/** A table before it is painted. A title may have several lines. */
export interface Table {
  columns: readonly Column[]
  /** A cell for each column. */
  rows: readonly (readonly string[])[]
}

/** A text that wraps is no pleasure to read below this width, so that another column gives way first. */
const readable = 24

/** The same table with as many columns as fit, the less important ones left out. */
export function fittingTable({ columns, rows }: Table, width: number): Table {
  let places = [...columns.keys()]
  const rankOf = (place: number): number => columns[place]?.rank ?? 0
  const wide = (): number =>
    tableWidth(
      places.map((place) => columns[place]?.title ?? ''),
      rows.map((row) => places.map((place) => shortened(row[place] ?? '', columns[place]))),
    )
  for (;;) {
    const worst = Math.max(0, ...places.map(rankOf))
    if (worst === 0 || wide() <= width) break
    places = places.filter((place) => rankOf(place) !== worst)
  }
  return {
    columns: places.flatMap((place) => columns[place] ?? []),
    rows: rows.map((row) => places.map((place) => row[place] ?? '')),
  }
}

function shortened(cell: string, column: Column | undefined): string {
  return column?.figure ? cell : cell.slice(0, readable)
}
