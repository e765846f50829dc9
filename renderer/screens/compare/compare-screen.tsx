import { type ReactNode, useMemo } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import { runLetters } from '../../../shared/compare-charts.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Result } from '../../../shared/result.ts'
import { provenanceOf, runName } from '../../../shared/run-name.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { RunStatusBadge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { dateTime } from '../../ui/format.ts'
import { ProvenanceProvider } from '../../charts/provenance.tsx'
import { Loading } from '../../ui/loading.tsx'
import { minuteMs, useNow } from '../../ui/now.tsx'
import { Page } from '../../ui/page.tsx'
import { ComparedCharts } from './compared-charts.tsx'
import { ConditionsCompared } from './conditions-compared.tsx'
import { useRuns } from './use-runs.ts'
import './compare.css'

/** Two to six runs side by side. */
export function CompareScreen({ ids }: { ids: string[] }): ReactNode {
  const loaded = useRuns(ids)
  const experiments = useQuery('experiments.list', {})
  return (
    <Page
      title={`Compare ${ids.length} runs`}
      subtitle="All runs share the same axes. Differences are shown without a verdict: they may be chance."
    >
      {loaded.state === 'failed' ? (
        <ErrorNotice error={loaded.error} retry={loaded.retry} />
      ) : loaded.state === 'loading' || experiments.state === 'loading' ? (
        <Loading />
      ) : (
        <Compared runs={loaded.value} experiments={experiments.state === 'ready' ? experiments.value : []} />
      )}
    </Page>
  )
}

type RunAndTrials = Omit<Result, 'experiment'>

function Compared({
  runs,
  experiments,
}: {
  runs: RunAndTrials[]
  experiments: readonly Experiment[]
}): ReactNode {
  const results = useMemo<Result[]>(
    () =>
      runs.map((loaded) => ({
        ...loaded,
        experiment: experiments.find(({ id }) => id === loaded.run.experimentId),
      })),
    [runs, experiments],
  )
  const provenance = results
    .map(({ run, experiment }, index) => `${runLetters[index] ?? ''}: ${provenanceOf(run, experiment)}`)
    .join('\n')
  const measured = results.some(({ trials }) => trials.some((trial) => trial.result !== null))
  return (
    <>
      <RunsCompared results={results} />
      {measured ? (
        <>
          <ProvenanceProvider text={provenance}>
            <ComparedCharts results={results} />
          </ProvenanceProvider>
          <p className="small muted">
            Runs also differ by chance, and most between deployments. These figures do not show by how much.
          </p>
        </>
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
      <ConditionsCompared results={results} />
    </>
  )
}

/** The letter of each run. */
function RunsCompared({ results }: { results: readonly Result[] }): ReactNode {
  const nowMs = useNow(minuteMs)
  return (
    <Card>
      <ol className="compared-runs">
        {results.map(({ run, experiment }, index) => (
          <li key={run.id}>
            <span className="run-letter">{runLetters[index]}</span>
            <div>
              <a href={href({ screen: 'result', id: run.id })}>{runName(run, experiment, nowMs)}</a>
              <p className="row small muted">
                <RunStatusBadge status={run.status} />
                <time dateTime={new Date(run.startedAtMs).toISOString()}>{dateTime(run.startedAtMs)}</time>
                {run.account.kind === 'practice'
                  ? 'Practice account: loopback numbers of this machine, not of AWS'
                  : placeTitle(run)}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
