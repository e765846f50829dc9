import type { ReactNode } from 'react'
import type { ComparedRun } from '../../../shared/compare-runs.ts'
import { Card } from '../../ui/card.tsx'

/** How the published results among the runs were measured, and what is different today. */
export function PublishedNotes({ runs }: { runs: readonly ComparedRun[] }): ReactNode {
  return runs.map(({ letter, published, result: { run, experiment } }) =>
    !published || experiment?.published === undefined ? null : (
      <Card key={run.id} title={titleOf(experiment.published.year, runs.length > 1 ? letter : null)}>
        <ul className="published-notes">
          {experiment.published.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <p className="small muted">Source: {experiment.published.source}</p>
      </Card>
    ),
  )
}

function titleOf(year: number, letter: string | null): string {
  return `What was different in ${year}${letter === null ? '' : ` (run ${letter})`}`
}
