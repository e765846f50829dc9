import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run } from '../../../shared/run.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { count, countOf } from '../../ui/format.ts'
import { CompareBar } from './compare-bar.tsx'
import { NoRuns } from './no-runs.tsx'
import { PublishedRows } from './published-rows.tsx'
import { RunFilters } from './run-filters.tsx'
import { RunList, useSelection } from './run-list.tsx'
import { findRuns, type RunFilter } from './run-search.ts'
import { useDiscardRun } from './use-discard-run.ts'
import { useSearchable } from './use-searchable.ts'

const perPage = 20
const noFilter: RunFilter = { text: '', experimentId: '', account: '' }

interface SavedRunsProps {
  runs: readonly Run[]
  experiments: readonly Experiment[]
  changed: () => void
}

/** Every saved run, newest first. However many there are, only a page of them is drawn. */
export function SavedRuns({ runs, experiments, changed }: SavedRunsProps): ReactNode {
  const [filter, setFilter] = useState(noFilter)
  const [most, setMost] = useState(perPage)
  const selection = useSelection()
  const discard = useDiscardRun(changed)
  const found = useFoundRuns(runs, experiments, filter, discard.gone)
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
        {found.length === kept ? countOf(kept, 'run') : `${count(found.length)} of ${countOf(kept, 'run')}`},
        newest first
      </output>
      {found.length === 0 ? (
        <NoMatch clear={() => setFilter(noFilter)} />
      ) : (
        <RunList
          runs={found.slice(0, most)}
          experiments={experiments}
          selection={selection}
          onDelete={discard.run}
        />
      )}
      {found.length > most ? (
        <Button onClick={() => setMost(most + 2 * perPage)}>
          Show {Math.min(2 * perPage, found.length - most)} more
        </Button>
      ) : null}
      <PublishedRows experiments={experiments} selection={selection} />
      <CompareBar ids={selection.ids.filter((id) => !discard.gone.has(id))} clear={selection.clear} />
    </Card>
  )
}

/** The runs that a filter leaves, without those that are being deleted. */
function useFoundRuns(
  runs: readonly Run[],
  experiments: readonly Experiment[],
  filter: RunFilter,
  gone: ReadonlySet<string>,
): Run[] {
  const all = useSearchable(runs, experiments)
  const asked = useDeferredValue(filter)
  return useMemo(() => findRuns(all, asked).filter(({ id }) => !gone.has(id)), [all, asked, gone])
}

function NoMatch({ clear }: { clear: () => void }): ReactNode {
  return (
    <EmptyState title="No matching runs" action={<Button onClick={clear}>Clear filters</Button>}>
      <p>The search covers names, notes, tags, scenarios, paths, dates and IDs.</p>
    </EmptyState>
  )
}
