import { type ReactNode, useCallback, useState } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { mostCompared } from './compare-bar.tsx'
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
  return (
    <>
      <ul className="run-list">
        {runs.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            experiments={experiments}
            selected={selection.ids.includes(run.id)}
            selectable={selection.ids.length < mostCompared}
            onSelect={selection.toggle}
            onEdit={setEdited}
            onDelete={onDelete}
          />
        ))}
      </ul>
      {edited === null ? null : (
        <EditRun run={edited} experiments={experiments} close={() => setEdited(null)} />
      )}
    </>
  )
}
