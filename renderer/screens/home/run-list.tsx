import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { useLastValue } from '../../api/use-last-value.ts'
import { useQuery } from '../../api/use-query.ts'
import { minuteMs, useNow } from '../../ui/now.tsx'
import { mostCompared } from './compare-bar.tsx'
import type { RunOutcome } from '../compare/compare-links.tsx'
import { EditRun } from './edit-run.tsx'
import { RunRow } from './run-row.tsx'

/** The runs that are selected for a comparison. They stay selected when the filter hides them. */
export interface Selection {
  ids: readonly string[]
  toggle: (id: string, on: boolean) => void
  clear: () => void
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<readonly string[]>([])
  const toggle = useCallback((id: string, on: boolean) => {
    setIds((before) => (on ? [...before, id] : before.filter((each) => each !== id)))
  }, [])
  return { ids, toggle, clear: useCallback(() => setIds([]), []) }
}

interface RunListProps {
  runs: readonly Run[]
  experiments: readonly Experiment[]
  selection: Selection
  onDelete: (run: Run) => void
}

/** Saved runs with what can be done to each. */
export function RunList({ runs, experiments, selection, onDelete }: RunListProps): ReactNode {
  const [edited, setEdited] = useState<Run | null>(null)
  const outcomes = useOutcomes(runs)
  const nowMs = useNow(minuteMs)
  return (
    <>
      <ul className="run-list">
        {runs.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            experiment={experiments.find(({ id }) => id === run.experimentId)}
            outcome={outcomes.get(run.id)}
            nowMs={nowMs}
            selected={selection.ids.includes(run.id)}
            selectable={selection.ids.length < mostCompared}
            onSelect={selection.toggle}
            onEdit={setEdited}
            onDelete={onDelete}
          />
        ))}
      </ul>
      {edited === null ? null : (
        <EditRun
          run={edited}
          experiment={experiments.find(({ id }) => id === edited.experimentId)}
          close={() => setEdited(null)}
        />
      )}
    </>
  )
}

/** What the runs came to, by id; those of runs in progress grow with their trials. */
function useOutcomes(runs: readonly Run[]): ReadonlyMap<string, RunOutcome> {
  const loaded = useQuery('runs.outcomes', { ids: runs.map(({ id }) => id) }, [
    'run.changed',
    'trial.finished',
  ])
  // While more rows are asked for, those that were known stay.
  const known = useLastValue(loaded)
  return useMemo(() => new Map(known?.map((outcome) => [outcome.id, outcome])), [known])
}
