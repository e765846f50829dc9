import { type ReactNode, useMemo, useState } from 'react'
import { times } from '../../../shared/figures.ts'
import type { Result } from '../../../shared/result.ts'
import { correctedLatencyChart, latencyChart } from '../../../shared/result-charts.ts'
import { useQuery } from '../../api/use-query.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { Card } from '../../ui/card.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { Shown } from '../../ui/loading.tsx'
import { Term } from '../../ui/term.tsx'
import { PathChoice } from './path-choice.tsx'

interface LatencyCardProps {
  result: Result
  path: string
  onPath: (path: string) => void
}

type View = 'measured' | 'corrected'

/** Latency by percentile: measured for all scenarios, or corrected beside measured for one. */
export function LatencyCard({ result, path, onPath }: LatencyCardProps): ReactNode {
  const curves = useQuery('runs.curves', { id: result.run.id }, ['trial.finished', 'run.changed'])
  const [view, setView] = useState<View>('measured')
  const [scenarioId, setScenarioId] = useState(result.run.scenarios[0]?.id ?? '')
  const known = curves.state === 'ready' ? curves.value : null
  const chart = useMemo(() => {
    if (known === null) return null
    return view === 'measured'
      ? latencyChart(result, known, path)
      : correctedLatencyChart(result, known, scenarioId, path)
  }, [known, view, result, scenarioId, path])
  return (
    <Card
      title={`Latency with ${times(result.run.load.connections, 'busy connection')}`}
      actions={
        <Segmented
          label="Which latency"
          labelHidden
          value={view}
          options={[
            { value: 'measured', label: 'Measured, all scenarios' },
            { value: 'corrected', label: 'Corrected, one scenario' },
          ]}
          onChange={setView}
        />
      }
    >
      <PathChoice paths={result.run.paths} value={path} onChange={onPath} />
      {view === 'corrected' ? (
        <Select
          label="Scenario"
          value={scenarioId}
          options={result.run.scenarios.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setScenarioId}
        />
      ) : null}
      <Shown loaded={curves}>
        {() =>
          chart === null ? (
            <p className="muted">There is no valid trial with a latency.</p>
          ) : (
            <ChartView chart={chart} />
          )
        }
      </Shown>
      <p className="small muted">
        Each of {times(result.run.load.connections, 'connection')} sends its next request when it has the
        previous response (a <Term id="closed-loop">closed loop</Term>): on average, this latency is the
        number of connections divided by the throughput. What a scenario adds to a request shows at{' '}
        <Term id="light-load">light load</Term>. <Term id="percentile">Percentiles</Term> with fewer than ten
        requests above them in any trial are not shown. Cards and tables have the mean of the trials’ values;
        a curve merges the trials.
      </p>
    </Card>
  )
}
