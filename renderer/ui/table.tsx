import type { Key, ReactNode } from 'react'
import { ScrollRegion } from './scroll-region.tsx'
import './surfaces.css'

export interface Column<Row> {
  title: string
  /** Right-aligned. */
  numeric?: boolean
  /** The cell names its row. */
  header?: boolean
  cell: (row: Row) => ReactNode
}

interface TableProps<Row> {
  /** Says what the table holds; always there for screen readers. */
  caption: string
  captionShown?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => Key
}

/** A table that scrolls within itself where it is too wide, so that the page does not. */
export function Table<Row>({
  caption,
  captionShown = false,
  columns,
  rows,
  rowKey,
}: TableProps<Row>): ReactNode {
  return (
    <ScrollRegion className="table-frame" label={caption}>
      <table className="table">
        <caption className={captionShown ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={column.numeric === true ? 'numeric' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.header === true ? (
                  <th key={column.title} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.title} className={column.numeric === true ? 'numeric' : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
