import { count, millisecondsOf, threeFigures } from '../../../shared/figures.ts'
import { outcomesOf } from '../../../shared/result.ts'
import type { Findings } from './findings.ts'
import type { DocumentTable } from './verdict-table.ts'

/** Every cell of a run: rates, latencies with busy connections, and counts over the complete rounds. */
export function outcomeRows({ result }: Findings): DocumentTable {
  const title = (id: string): string => result.run.scenarios.find((one) => one.id === id)?.title ?? id
  return {
    columns: [
      'Scenario',
      'Path',
      'Good requests per second',
      'p50',
      'p99',
      'Requests',
      'Errors',
      'Valid rounds',
    ],
    rows: outcomesOf(result).map((cell) => [
      title(cell.scenarioId),
      cell.path,
      cell.goodRatePerSec === null ? 'no figure' : threeFigures(cell.goodRatePerSec),
      cell.p50Us === null ? 'n/a' : millisecondsOf(cell.p50Us),
      cell.p99Us === null ? 'n/a' : millisecondsOf(cell.p99Us),
      count(cell.requests),
      count(cell.errors),
      `${cell.validRounds} of ${cell.rounds}`,
    ]),
  }
}
