import { type ReactNode, useState } from 'react'
import type { Experiment } from '../../../shared/experiment.ts'
import type { RunFilter } from '../../../shared/run-search.ts'
import { useLastValue } from '../../api/use-last-value.ts'
import { useQuery } from '../../api/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { count, countOf } from '../../ui/format.ts'
import { Shown } from '../../ui/loading.tsx'
import { CompareBar } from './compare-bar.tsx'
import { NoRuns } from './no-runs.tsx'
import { PublishedRows } from './published-rows.tsx'
import { RunFilters } from './run-filters.tsx'
import { RunList, useSelection } from './run-list.tsx'
import { useDiscardRun } from './use-discard-run.ts'

const perPage = 20
const noFilter: RunFilter = { text: '', experimentId: '', account: '' }

interface SavedRunsProps {
  /** Null while they are not known: then nothing is drawn, but the runs are asked for already. */
  experiments: readonly Experiment[] | null
}

/** The saved runs, newest first. However many there are, only a page of them is asked for and drawn. */
export function SavedRuns({ experiments }: SavedRunsProps): ReactNode {
  const [filter, setFilter] = useState(noFilter)
  const [most, setMost] = useState(perPage)
  const selection = useSelection()
  const discard = useDiscardRun()
  const asked = useQuery('runs.find', { filter, most, without: [...discard.gone] }, ['run.changed'])
  const listed = useLastValue(asked)
  if (experiments === null) return null
  if (listed === null) return <Shown loaded={asked} text="Loading saved runs…" />
  const { found, saved, accounts } = listed
  const runs = listed.runs.filter(({ id }) => !discard.gone.has(id))
  const error = discard.error ?? (asked.state === 'failed' ? asked.error : null)
  if (saved === 0 && error === null)
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
      {error === null ? null : <ErrorNotice error={error} />}
      <output className="small muted">
        {found === saved ? countOf(saved, 'run') : `${count(found)} of ${countOf(saved, 'run')}`}, newest
        first
      </output>
      {found === 0 ? (
        <NoMatch clear={() => setFilter(noFilter)} />
      ) : (
        <RunList runs={runs} experiments={experiments} selection={selection} onDelete={discard.run} />
      )}
      {found > most ? (
        <Button onClick={() => setMost(most + 2 * perPage)}>
          Show {Math.min(2 * perPage, found - most)} more
        </Button>
      ) : null}
      <PublishedRows experiments={experiments} selection={selection} />
      <CompareBar ids={selection.ids.filter((id) => !discard.gone.has(id))} clear={selection.clear} />
    </Card>
  )
}

function NoMatch({ clear }: { clear: () => void }): ReactNode {
  return (
    <EmptyState title="No matching runs" action={<Button onClick={clear}>Clear filters</Button>}>
      <p>The search covers names, notes, tags, scenarios, paths, dates and IDs.</p>
    </EmptyState>
  )
}
