import { type ReactNode, useState } from 'react'
import { count, millisecondsOf, percent, threeFigures, writtenPercent } from '../../../shared/figures.ts'
import { dollars } from '../../../shared/cost.ts'
import type { Outcome } from '../../../shared/compare.ts'
import { outcomesOf, type Result } from '../../../shared/result.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'

interface Column {
  title: string
  /** What rows are sorted by; null goes last, whichever way. */
  key: (cell: Outcome) => number | string | null
  text: (cell: Outcome) => ReactNode
}

/** One row per scenario and path; a click on a heading sorts by it. */
export function EverythingTable({ result }: { result: Result }): ReactNode {
  const [sorting, setSorting] = useState<{ title: string; descending: boolean } | null>(null)
  const columns = columnsOf(result)
  const column = columns.find(({ title }) => title === sorting?.title)
  const cells = outcomesOf(result)
  const rows = column === undefined ? cells : sorted(cells, column, sorting?.descending === true)
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className="table-frame" {...scrollable} aria-label="All figures by scenario and path">
      <table className="table everything">
        <caption className="visually-hidden">
          All figures by scenario and path. The buttons in the headings sort.
        </caption>
        <thead>
          <tr>
            {columns.map(({ title }, index) => {
              const direction =
                sorting?.title === title ? (sorting.descending ? 'descending' : 'ascending') : undefined
              return (
                <th
                  key={title}
                  scope="col"
                  className={index > 1 ? 'numeric' : undefined}
                  aria-sort={direction ?? 'none'}
                >
                  <button
                    type="button"
                    className="sort-button"
                    onClick={() => setSorting({ title, descending: direction === 'ascending' })}
                  >
                    {title}
                    <span aria-hidden="true">
                      {direction === undefined ? '' : direction === 'descending' ? ' ↓' : ' ↑'}
                    </span>
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((cell) => (
            <tr key={`${cell.scenarioId} ${cell.path}`}>
              {columns.map(({ title, text }, index) =>
                index === 0 ? (
                  <th key={title} scope="row">
                    {text(cell)}
                  </th>
                ) : (
                  <td key={title} className={index > 1 ? 'numeric' : undefined}>
                    {text(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const scrollable = { role: 'region', tabIndex: 0 } as const

function columnsOf({ run, experiment }: Result): Column[] {
  const year = experiment?.published?.year ?? 'Published'
  const title = (id: string): string => run.scenarios.find((scenario) => scenario.id === id)?.title ?? id
  const figure = (
    name: string,
    key: (cell: Outcome) => number | null,
    text: (value: number) => string,
  ): Column => ({
    title: name,
    key,
    text: (cell) => {
      const value = key(cell)
      return value === null ? <span className="muted">n/a</span> : text(value)
    },
  })
  return [
    {
      title: 'Scenario',
      key: (cell) => title(cell.scenarioId),
      text: (cell) => (
        <>
          <ScenarioMark id={cell.scenarioId} size={10} /> {title(cell.scenarioId)}
        </>
      ),
    },
    { title: 'Path', key: (cell) => cell.path, text: (cell) => cell.path },
    figure('Good req/s', (cell) => cell.goodRatePerSec, threeFigures),
    figure('Share', (cell) => cell.shareOfBaseline, percent),
    figure('p50 busy', (cell) => cell.p50Us, millisecondsOf),
    figure('p99 busy', (cell) => cell.p99Us, millisecondsOf),
    ...(run.cost === null
      ? []
      : [
          figure(
            '$ per million, without hours',
            (cell) => run.cost?.usdPerMillion[cell.scenarioId] ?? null,
            dollars,
          ),
        ]),
    figure('Requests', (cell) => cell.requests, count),
    figure('Errors', (cell) => cell.errors, count),
    {
      title: 'Valid rounds',
      key: (cell) => cell.validRounds,
      text: (cell) => `${cell.validRounds} of ${cell.rounds}`,
    },
    ...(Object.keys(run.predictions).length === 0
      ? []
      : [figure('Predicted', (cell) => run.predictions[cell.scenarioId] ?? null, writtenPercent)]),
    ...(experiment?.published === undefined
      ? []
      : [
          figure(`${year} req/s`, (cell) => cell.published?.ratePerSec ?? null, threeFigures),
          figure(`${year} share`, (cell) => cell.published?.shareOfBaseline ?? null, percent),
        ]),
  ]
}

function sorted(cells: readonly Outcome[], { key }: Column, descending: boolean): Outcome[] {
  return cells.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), 'en')
    return descending ? -order : order
  })
}
