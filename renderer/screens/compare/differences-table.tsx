import { type ReactNode, useMemo } from 'react'
import { comparedCells, type ComparedCell, runLetters } from '../../../shared/compare-charts.ts'
import type { Outcome } from '../../../shared/compare.ts'
import type { Result } from '../../../shared/result.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { type Column, Table } from '../../ui/table.tsx'

const none = '–'

interface DifferencesTableProps {
  caption: string
  results: readonly Result[]
  path: string
  value: (cell: Outcome) => number | null
  text: (value: number) => string
  /** The difference of a later run to the first; null where one of them has no figure. */
  difference: {
    title: (letter: string) => string
    text: (value: number | null, first: number | null) => string | null
  }
}

/** One figure of all runs on one path, by scenario, and the difference of each later run to the first. */
export function DifferencesTable({
  caption,
  results,
  path,
  value,
  text,
  difference,
}: DifferencesTableProps): ReactNode {
  const rows = useMemo(
    () => comparedCells(results).filter((compared) => compared.path === path),
    [results, path],
  )
  const letters = results.map((_result, index) => runLetters[index] ?? String(index + 1))
  const of = ({ cells }: ComparedCell, index: number): number | null => {
    const cell = cells[index]
    return cell ? value(cell) : null
  }
  const columns: Column<ComparedCell>[] = [
    { title: 'Scenario', header: true, cell: scenarioName },
    ...letters.map((letter, index) => numeric(letter, (row) => figure(of(row, index), text))),
    ...letters
      .slice(1)
      .map((letter, index) =>
        numeric(difference.title(letter), (row) => difference.text(of(row, index + 1), of(row, 0)) ?? none),
      ),
  ]
  return (
    <Table
      caption={caption}
      captionShown
      columns={columns}
      rows={rows}
      rowKey={({ scenarioId }) => scenarioId}
    />
  )
}

function scenarioName({ scenarioId, title }: ComparedCell): ReactNode {
  return (
    <span className="scenario-name">
      <ScenarioMark id={scenarioId} size={10} /> {title}
    </span>
  )
}

function numeric(title: string, cell: (compared: ComparedCell) => string): Column<ComparedCell> {
  return { title, numeric: true, cell }
}

function figure(value: number | null, text: (value: number) => string): string {
  return value === null ? none : text(value)
}
