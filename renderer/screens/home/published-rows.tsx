import type { ReactNode } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import { publishedRunId } from '../../../shared/published.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { Badge } from '../../ui/badge.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { mostCompared } from './compare-bar.tsx'
import type { Selection } from './run-list.tsx'

interface PublishedRowsProps {
  experiments: readonly Experiment[]
  selection: Selection
}

/** The built-in runs with published results: they can be read and compared, and nothing else. */
export function PublishedRows({ experiments, selection }: PublishedRowsProps): ReactNode {
  const built = experiments.flatMap(({ id, published }) =>
    published === undefined ? [] : [{ id: publishedRunId(id), published }],
  )
  const outcomes = useQuery('runs.outcomes', { ids: built.map(({ id }) => id) })
  if (built.length === 0) return null
  const known = outcomes.state === 'ready' ? outcomes.value : []
  return (
    <ul className="run-list" aria-label="Published results">
      {built.map(({ id, published }) => (
        <li key={id} className="run-row">
          <Checkbox
            label={`Select ${published.title} to compare`}
            labelHidden
            checked={selection.ids.includes(id)}
            disabled={!selection.ids.includes(id) && selection.ids.length >= mostCompared}
            onChange={(on) => selection.toggle(id, on)}
          />
          <div className="run-words">
            <p className="run-name">
              <a href={href({ screen: 'result', id })}>{published.title}</a>
              <Badge>Built in</Badge>
            </p>
            <p className="run-outcome">{known.find((one) => one.id === id)?.outcome ?? '…'}</p>
            <p className="small muted">
              One round of {published.durationSec}&nbsp;s. Latency and errors were not published.
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
