import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import { assess } from '../../../shared/assessment.ts'
import { doubtsOf } from '../../../shared/doubts.ts'
import { importedFrom, knownScenarios } from '../../../shared/elsewhere.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { priceAccountOf } from '../../../shared/price-account.ts'
import { isPublished } from '../../../shared/published.ts'
import type { Result } from '../../../shared/result.ts'
import { closedTrials } from '../../../shared/rounds.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { measuredName, provenanceOf, runName } from '../../../shared/run-name.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { useQuery } from '../../api/use-query.ts'
import { Badge, RunStatusBadge } from '../../ui/badge.tsx'
import { dateTime } from '../../ui/format.ts'
import { ProvenanceProvider } from '../../charts/provenance.tsx'
import { Loading, Shown } from '../../ui/loading.tsx'
import { minuteMs, useNow } from '../../ui/now.tsx'
import { Page } from '../../ui/page.tsx'
import { Term } from '../../ui/term.tsx'
import { AfterStop } from './after-stop.tsx'
import { AllTogether } from './all-together.tsx'
import { Annotations } from './annotations.tsx'
import { Answer } from './answer.tsx'
import { BusyLatency } from './busy-latency.tsx'
import { ConditionsCard } from './conditions-card.tsx'
import { DoubtsCard } from './doubts-card.tsx'
import { LightCard } from './light-card.tsx'
import { PathsCard } from './paths-card.tsx'
import { ResultActions } from './result-actions.tsx'
import { PublishedResult } from './published-result.tsx'
import { RunNotice } from './run-notice.tsx'
import { ScenarioSections } from './scenario-section.tsx'
import { ServiceTimeCard } from './service-time-card.tsx'
import { TodayLink } from './today-link.tsx'
import './result.css'
import './print.css'

// The answer shows first; costs and requirements are fetched below it.
const DecisionCard = lazy(async () => ({ default: (await import('./decision-card.tsx')).DecisionCard }))

/** The result of a run: the answer, its doubts, each scenario, all scenarios together, and the conditions. */
export function ResultScreen({ id }: { id: string }): ReactNode {
  const run = useQuery('runs.get', { id }, ['run.changed', 'trial.finished'])
  const experiments = useQuery('experiments.list', {})
  const scenarios = useQuery('scenarios.list', {})
  // Scenarios and experiments only explain a run: it is shown without them, too.
  const explained = experiments.state !== 'loading' && scenarios.state !== 'loading'
  if (run.state !== 'ready') {
    return (
      <Page title="Result">
        <Shown loaded={run}>{() => null}</Shown>
      </Page>
    )
  }
  return explained ? (
    <RunResult
      run={run.value.run}
      trials={run.value.trials}
      diagnoses={run.value.diagnoses}
      experiments={experiments.state === 'ready' ? experiments.value : []}
      scenarios={scenarios.state === 'ready' ? scenarios.value : []}
    />
  ) : (
    <Page title={run.value.run.title ?? 'Result'}>
      <Loading />
    </Page>
  )
}

interface RunResultProps {
  run: Run
  trials: Trial[]
  diagnoses: Trial[]
  experiments: Experiment[]
  scenarios: Scenario[]
}

function RunResult({ run, trials, diagnoses, experiments, scenarios: all }: RunResultProps): ReactNode {
  const scenarios = knownScenarios(run, all)
  const nowMs = useNow(minuteMs)
  const experiment = experiments.find(({ id }) => id === run.experimentId)
  const result = useMemo<Result>(
    () => ({ run, trials, diagnoses, experiment }),
    [run, trials, diagnoses, experiment],
  )
  const found = useMemo(() => assess(run, trials, experiment), [run, trials, experiment])
  const doubts = useMemo(() => doubtsOf(result, scenarios, found), [result, scenarios, found])
  const counted = closedTrials(trials).some((trial) => trial.result !== null)
  const account = priceAccountOf(run)
  // What another tool's files do not say needs no card.
  const isElsewhere = run.account.kind === 'elsewhere'
  if (isPublished(run)) return <PublishedResult result={result} />
  return (
    <ProvenanceProvider text={provenanceOf(run, experiment)}>
      <Page
        title={runName(run, experiment, nowMs)}
        subtitle={<Subtitle run={run} />}
        actions={<ResultActions run={run} />}
      >
        <RunNotice result={result} scenarios={scenarios} />
        {counted ? (
          <>
            <Answer result={result} found={found} doubts={doubts} />
            {experiment === undefined || account === null ? null : (
              <Suspense fallback={<Loading />}>
                <DecisionCard result={result} found={found} scenarios={scenarios} account={account} />
              </Suspense>
            )}
            {found === null || isElsewhere ? null : <ServiceTimeCard result={result} found={found} />}
            {found === null || isElsewhere ? null : <LightCard result={result} found={found} />}
            {isElsewhere ? null : <BusyLatency result={result} />}
            <DoubtsCard result={result} found={found} doubts={doubts} />
            {found === null ? null : <PathsCard result={result} found={found} />}
            <ScenarioSections result={result} found={found} doubts={doubts} scenarios={scenarios} />
            <AllTogether result={result} />
            <TodayLink experiment={experiment} />
          </>
        ) : null}
        <AfterStop result={result} />
        <div className="result-foot">
          <ConditionsCard run={run} />
          <Annotations key={run.id} run={run} usualName={measuredName(run, experiment, nowMs)} />
        </div>
      </Page>
    </ProvenanceProvider>
  )
}

function Subtitle({ run }: { run: Run }): ReactNode {
  return (
    <span className="result-subtitle">
      <RunStatusBadge status={run.status} />
      {/* The default name says when already. */}
      {run.title !== null && (
        <time dateTime={new Date(run.startedAtMs).toISOString()}>{dateTime(run.startedAtMs)}</time>
      )}
      {run.imported === null ? null : <Badge>{importedFrom(run.imported)}</Badge>}
      {run.account.kind === 'practice' && run.imported === null ? (
        <span>
          <Term id="practice-account" />: loopback numbers of this machine, not of AWS
        </span>
      ) : (
        <span>{placeTitle(run)}</span>
      )}
      {run.tags.map((tag) => (
        <span key={tag} className="result-tag">
          {tag}
        </span>
      ))}
    </span>
  )
}
