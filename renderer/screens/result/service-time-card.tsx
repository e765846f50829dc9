import { type ReactNode, useMemo, useState } from 'react'
import type { Assessment } from '../../../shared/assessment.ts'
import { times } from '../../../shared/figures.ts'
import {
  forecastAt,
  forecastBasis,
  forecastText,
  type ForecastBasis,
  type NoForecast,
} from '../../../shared/forecast.ts'
import { loadLimits } from '../../../shared/load-limits.ts'
import type { Result } from '../../../shared/result.ts'
import type { Run } from '../../../shared/run.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { ForecastBar } from './forecast-bar.tsx'
import './forecast.css'

/** What would remain before a person's own service: a forecast, or why there is none. */
export function ServiceTimeCard({ result, found }: { result: Result; found: Assessment }): ReactNode {
  const basis = useMemo(() => forecastBasis(result, found), [result, found])
  return (
    <Card
      title="With your own service"
      actions={
        <Badge>
          <Term id="forecast" />
        </Badge>
      }
    >
      {'missing' in basis ? (
        <p className="muted">{whyNone(result)[basis.missing]}</p>
      ) : (
        <Forecast result={result} basis={basis} />
      )}
    </Card>
  )
}

function whyNone({ run }: Result): Record<NoForecast, string> {
  return {
    'no-light-load':
      'No forecast for a slower service: this run did not measure latency at light load. ' +
      'A run that does can tell what remains before a service that takes longer.',
    'own-service-time':
      `No forecast: the origin of this run took ${run.load.service.timeMs} ms itself, so its shares ` +
      'hold for such a service. A run with an origin that answers at once can tell for others.',
    'no-complete-round':
      'No forecast for a slower service: no round has both a valid rate and a latency at light load yet.',
    'baseline-differs': 'No forecast: the baseline of this run differs from itself.',
  }
}

/** Where the slider can stand, in milliseconds; the field beside it takes any number between. */
const stops = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000]
const { max: most } = loadLimits.serviceTimeMs

function Forecast({ result: { run }, basis }: { result: Result; basis: ForecastBasis }): ReactNode {
  const [typed, setTyped] = useState<number | null>(50)
  const known = typed !== null && typed >= 0 && typed <= most
  const [last, setLast] = useState(50)
  const serviceMs = known ? typed : last
  const change = (value: number | null): void => {
    setTyped(value)
    if (value !== null && value >= 0 && value <= most) setLast(value)
  }
  const place = Math.max(
    0,
    stops.findLastIndex((stop) => stop <= serviceMs),
  )
  const at = times(basis.connections, 'connection')
  return (
    <>
      <div className="forecast-choice">
        <NumberField
          label="Your service takes"
          value={typed}
          unit="ms"
          min={0}
          max={most}
          error={known ? null : `From 0 to ${most} ms.`}
          onChange={change}
        />
        <input
          type="range"
          className="forecast-slider"
          aria-label="Time that your service takes"
          min={0}
          max={stops.length - 1}
          value={place}
          aria-valuetext={`${serviceMs} ms`}
          onChange={(event) => change(stops[Number(event.target.value)] ?? 0)}
        />
      </div>
      <div>
        <p className="forecast-title">
          Then about this much of its throughput remains at {at}
          {run.paths.length > 1 ? `, on ${basis.path}` : ''}:
        </p>
        <ForecastRows run={run} basis={basis} serviceMs={serviceMs} />
      </div>
      <p className="small muted">
        Calculated, not measured: from the good requests per second at {at} and the median latency with one
        connection, round by round. It is a little too high where a scenario just reaches its limit.
      </p>
    </>
  )
}

interface ForecastRowsProps {
  run: Run
  basis: ForecastBasis
  serviceMs: number
}

function ForecastRows({ run, basis, serviceMs }: ForecastRowsProps): ReactNode {
  const title = (id: string): string => run.scenarios.find((one) => one.id === id)?.title ?? id
  return (
    <ul className="forecast-rows" aria-live="polite">
      {forecastAt(basis, serviceMs).map(({ scenarioId, estimate }) => (
        <li key={scenarioId} className="forecast-row">
          <span className="forecast-name">
            <ScenarioMark id={scenarioId} size={10} /> {title(scenarioId)}
          </span>{' '}
          <ForecastBar scenarioId={scenarioId} estimate={estimate} />
          <span className="forecast-share">{forecastText(estimate)}</span>
        </li>
      ))}
    </ul>
  )
}
