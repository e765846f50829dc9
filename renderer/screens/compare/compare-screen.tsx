import { type ReactNode, useMemo, useState } from 'react'
import { comparedProvenance, comparedRuns } from '../../../shared/compare-runs.ts'
import { type Side, swapped, usualSides } from '../../../shared/compare-sides.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Result } from '../../../shared/result.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { ProvenanceProvider } from '../../charts/provenance.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { BeforeAndAfter } from './before-and-after.tsx'
import { ComparedLatency } from './compared-latency.tsx'
import { ComparedThroughput } from './compared-throughput.tsx'
import { ComparedTroubles } from './compared-troubles.tsx'
import { ConditionsCompared } from './conditions-compared.tsx'
import { PublishedNotes } from './published-notes.tsx'
import { RunsCompared } from './runs-compared.tsx'
import { useRuns } from './use-runs.ts'
import './compare.css'

/** Two to six runs side by side. */
export function CompareScreen({ ids }: { ids: string[] }): ReactNode {
  const loaded = useRuns(ids)
  const experiments = useQuery('experiments.list', {})
  return (
    <Page
      title={`Compare ${ids.length} runs`}
      subtitle={
        'Oldest first. Differences are new minus old. Here the runs are the sample: a verdict needs three ' +
        'on each side.'
      }
    >
      {loaded.state === 'failed' ? (
        <ErrorNotice error={loaded.error} retry={loaded.retry} />
      ) : loaded.state === 'loading' || experiments.state === 'loading' ? (
        <Loading />
      ) : (
        <Compared
          key={ids.join(',')}
          loaded={loaded.value}
          experiments={experiments.state === 'ready' ? experiments.value : []}
        />
      )}
    </Page>
  )
}

interface ComparedProps {
  loaded: Omit<Result, 'experiment'>[]
  experiments: readonly Experiment[]
}

function Compared({ loaded, experiments }: ComparedProps): ReactNode {
  const runs = useMemo(
    () =>
      comparedRuns(
        loaded.map((one) => ({
          ...one,
          experiment: experiments.find(({ id }) => id === one.run.experimentId),
        })),
      ),
    [loaded, experiments],
  )
  const [sides, setSides] = useState<readonly Side[]>(() => usualSides(runs.length))
  const provenance = runs.map((run) => `${run.letter}: ${comparedProvenance(run)}`).join('\n')
  const measured = runs.some(({ result }) => result.trials.some((trial) => trial.result !== null))
  return (
    <>
      <RunsCompared
        runs={runs}
        sides={sides}
        onSide={(changed, side) => setSides(sides.map((one, index) => (index === changed ? side : one)))}
        onSwap={() => setSides(swapped(sides))}
      />
      <PublishedNotes runs={runs} />
      <ConditionsCompared runs={runs} />
      {measured ? (
        <ProvenanceProvider text={provenance}>
          <BeforeAndAfter runs={runs} sides={sides} />
          <ComparedThroughput runs={runs} sides={sides} />
          <ComparedLatency runs={runs} sides={sides} />
          <ComparedTroubles runs={runs} />
        </ProvenanceProvider>
      ) : (
        <Card>
          <EmptyState
            title="These runs have no figures"
            action={<ButtonLink to={href('/')}>Go to Home</ButtonLink>}
          >
            <p>None of their trials has a result, so there is nothing to compare.</p>
          </EmptyState>
        </Card>
      )}
    </>
  )
}
