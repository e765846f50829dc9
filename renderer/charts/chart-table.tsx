import { type ReactNode, useMemo } from 'react'
import { type Chart, tableOf } from '../../shared/chart.ts'
import { Table } from '../ui/table.tsx'

/** The figures behind a chart. */
export function ChartTable({ chart }: { chart: Chart }): ReactNode {
  const table = useMemo(() => tableOf(chart), [chart])
  const rows = table.rows.map((cells, index) => ({ cells, index }))
  return (
    <div className="chart-table">
      <Table
        caption={chart.title}
        columns={table.columns.map(({ title, numeric }, column) => ({
          title,
          numeric,
          header: column === 0,
          cell: ({ cells }: { cells: readonly string[] }) => cells[column] ?? '',
        }))}
        rows={rows}
        rowKey={({ index }) => index}
      />
      {table.note === null ? null : <p className="small muted">{table.note}</p>}
    </div>
  )
}
