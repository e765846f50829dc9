import { type ReactNode, useMemo } from 'react'
import { comparedCells, type ComparedCell, pointsBetween, runLetters, timesFirst } from '../../../shared/compare-charts.ts'
import { percent, threeFigures } from '../../../shared/figures.ts'
import type { Result } from '../../../shared/result.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { type Column, Table } from '../../ui/table.tsx'

const none = '–'

/** Figures of all runs and how each stands to the first, per scenario and path. */
export function DifferencesTable({ results }: { results: readonly Result[] }): ReactNode {
  const cells = useMemo(() => comparedCells(results), [results])
  const letters = results.map((_result, index) => runLetters[index] ?? String(index + 1))
  const columns: Column<ComparedCell>[] = [
    {
      title: 'Scenario',
      header: true,
      cell: scenarioName,
    },
    { title: 'Path', cell: ({ path }) => path },
    ...letters.map((letter, index) => numeric(`${letter} req/s`, ({ cells: runs }) => figure(runs[index]?.goodRatePerSec, threeFigures))),
    ...letters
      .slice(1)
      .map((letter, index) =>
        numeric(`${letter} ÷ A`, ({ cells: runs }) => timesFirst(runs[index + 1]?.goodRatePerSec, runs[0]?.goodRatePerSec) ?? none),
      ),
    ...letters.map((letter, index) => numeric(`${letter} share`, ({ cells: runs }) => figure(runs[index]?.shareOfBaseline, percent))),
    ...letters
      .slice(1)
      .map((letter, index) =>
        numeric(`${letter} − A`, ({ cells: runs }) => pointsBetween(runs[index + 1]?.shareOfBaseline, runs[0]?.shareOfBaseline) ?? none),
      ),
  ]
  return (
    <div className="stack">
      <Table
        caption="Good requests per second and share of the baseline of each run, and how each stands to run A"
        columns={columns}
        rows={cells}
        rowKey={({ scenarioId, path }) => `${scenarioId} ${path}`}
      />
      <p className="small muted">
        B ÷ A is the ratio of the good requests per second; B − A is the difference of the shares in percentage points. Runs of different
        deployments differ by chance, too: how much cannot be told from single runs.
      </p>
    </div>
  )
}

function scenarioName({ scenarioId, title }: ComparedCell): ReactNode {
  return (
    <>
      <ScenarioMark id={scenarioId} size={10} /> {title}
    </>
  )
}

function numeric(title: string, cell: (compared: ComparedCell) => string): Column<ComparedCell> {
  return { title, numeric: true, cell }
}

function figure(value: number | null | undefined, text: (value: number) => string): string {
  return typeof value === 'number' ? text(value) : none
}
