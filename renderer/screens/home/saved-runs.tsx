import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf } from '../../ui/format.ts'
import { CompareBar, mostCompared } from './compare-bar.tsx'
import { EditRun } from './edit-run.tsx'
import { NoRuns } from './no-runs.tsx'
import { RunFilters } from './run-filters.tsx'
import { RunRow } from './run-row.tsx'
import { findRuns, type RunFilter } from './run-search.ts'
import { useDiscardRun } from './use-discard-run.ts'
import { useSearchable } from './use-searchable.ts'

const perPage = 50
const noFilter: RunFilter = { text: '', experimentId: '', account: '' }

interface SavedRunsProps {
  runs: readonly Run[]
  experiments: readonly Experiment[]
  changed: () => void
}

/** Every run that was kept, newest first. However many there are, only a page of them is drawn. */
export function SavedRuns({ runs, experiments, changed }: SavedRunsProps): ReactNode {
  const [filter, setFilter] = useState(noFilter)
  const [most, setMost] = useState(perPage)
  const [selected, setSelected] = useState<readonly string[]>([])
  const [edited, setEdited] = useState<Run | null>(null)
  const discard = useDiscardRun(changed)
  const all = useSearchable(runs, experiments)
  const asked = useDeferredValue(filter)
  const found = useMemo(
    () => findRuns(all, asked).filter(({ id }) => !discard.gone.has(id)),
    [all, asked, discard.gone],
  )
  const toggle = useCallback((id: string, on: boolean) => {
    setSelected((before) => (on ? [...before, id] : before.filter((each) => each !== id)))
  }, [])
  const accounts = useMemo(() => [...new Set(runs.map(({ account }) => accountTitle(account)))], [runs])
  const kept = runs.reduce((sum, { id }) => sum + (discard.gone.has(id) ? 0 : 1), 0)
  if (kept === 0 && discard.error === null)
    return (
      <Card title="Saved runs">
        <NoRuns />
      </Card>
    )
  return (
    <Card title="Saved runs">
      <RunFilters
        filter={filter}
        experiments={experiments}
        accounts={accounts}
        onChange={(next) => {
          setFilter(next)
          setMost(perPage)
        }}
      />
      {discard.error === null ? null : <ErrorNotice error={discard.error} />}
      <output className="small muted">
        {found.length === kept
          ? countOf(kept, 'run')
          : `${countOf(found.length, 'run')} of ${countOf(kept, 'run')}`}
        , newest first
      </output>
      {found.length === 0 ? (
        <EmptyState
          title="No run fits"
          action={<Button onClick={() => setFilter(noFilter)}>Show all runs</Button>}
        >
          <p>The search looks through names, notes, tags, scenarios, paths, dates and ids.</p>
        </EmptyState>
      ) : (
        <ul className="run-list">
          {found.slice(0, most).map((run) => (
            <RunRow
              key={run.id}
              run={run}
              experiments={experiments}
              selected={selected.includes(run.id)}
              selectable={selected.length < mostCompared}
              onSelect={toggle}
              onEdit={setEdited}
              onDelete={discard.run}
            />
          ))}
        </ul>
      )}
      {found.length > most ? (
        <Button onClick={() => setMost(most + 2 * perPage)}>
          Show {Math.min(2 * perPage, found.length - most)} more
        </Button>
      ) : null}
      <CompareBar ids={selected.filter((id) => !discard.gone.has(id))} clear={() => setSelected([])} />
      {edited === null ? null : (
        <EditRun run={edited} experiments={experiments} close={() => setEdited(null)} />
      )}
    </Card>
  )
}
