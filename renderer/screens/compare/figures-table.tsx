import type { ReactNode } from 'react'
import { comparedRows, measureTitle, type ComparedRow } from '../../../shared/compare-charts.ts'
import type { ComparedFigure, ComparedMeasure } from '../../../shared/compare-figures.ts'
import type { ComparedRun } from '../../../shared/compare-runs.ts'
import { sideMean, type Sides } from '../../../shared/compare-sides.ts'
import { differenceText, figureParts } from '../../../shared/compare-text.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { scenarioName } from './scenario-name.tsx'

interface FiguresTableProps {
  runs: readonly ComparedRun[]
  sides: Sides
  measure: ComparedMeasure
  path: string
}

/** One figure of all runs with its interval, by scenario, and the difference of the sides: new minus old. */
export function FiguresTable({ runs, sides, measure, path }: FiguresTableProps): ReactNode {
  const columns: Column<ComparedRow>[] = [
    {
      title: 'Scenario',
      header: true,
      cell: scenarioName,
    },
    ...runs.map(({ letter }, index) => ({
      title: runs.length > 1 ? letter : 'Figure',
      numeric: true,
      cell: ({ figures }: ComparedRow) => figureCell(measure, figures[index]),
    })),
    ...(runs.length < 2 ? [] : [differenceColumn(measure, sides)]),
  ]
  return (
    <Table
      caption={`${measureTitle(runs, measure, path)}, run by run`}
      columns={columns}
      rows={comparedRows(runs, measure, path)}
      rowKey={({ scenarioId }) => scenarioId}
    />
  )
}

/** The interval stands below its figure where both do not fit. */
function figureCell(measure: ComparedMeasure, figure: ComparedFigure | undefined): ReactNode {
  if (figure === undefined) return '–'
  const parts = figureParts(measure, figure)
  return (
    <span className="compared-figure">
      <span>{parts.figure}</span>
      {parts.interval === null ? null : (
        <>
          {' '}
          <span>{parts.interval}</span>
        </>
      )}
    </span>
  )
}

/** New minus old. */
function differenceColumn(measure: ComparedMeasure, sides: Sides): Column<ComparedRow> {
  return {
    title: 'After − before',
    numeric: true,
    cell: ({ figures }) => {
      const mean = (side: Sides[number]): number | null => sideMean(measure, figures, sides, side)
      return differenceText(measure, mean('after'), mean('before')) ?? '–'
    },
  }
}
