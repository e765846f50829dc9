import { type ReactNode, useMemo } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import { assess, type ScenarioAssessment } from '../../../shared/assessment.ts'
import { percent } from '../../../shared/figures.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { moment } from '../../../shared/moment.ts'
import type { Run } from '../../../shared/run.ts'
import { shareWithInterval } from '../../../shared/verdict-text.ts'
import { useQuery } from '../../api/use-query.ts'
import { href } from '../../router.ts'
import { minuteMs, useNow } from '../../ui/now.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'

/** The newest run of an experiment that a person made and that has ended with figures. */
export function newestOf(runs: readonly Run[], experimentId: string): Run | undefined {
  return runs
    .filter((run) => run.experimentId === experimentId && run.account.kind !== 'elsewhere')
    .filter((run) => run.status === 'succeeded' || run.status === 'incomplete')
    .toSorted((a, b) => b.startedAtMs - a.startedAtMs)[0]
}

interface OwnFiguresProps {
  experiment: Experiment
  run: Run
  scenarios: readonly string[]
}

/** What the person's newest run of the experiment says of some scenarios, beside what was published. */
export function OwnFigures({ experiment, run, scenarios }: OwnFiguresProps): ReactNode {
  const loaded = useQuery('runs.get', { id: run.id })
  const nowMs = useNow(minuteMs)
  const found = useMemo(
    () => (loaded.state === 'ready' ? assess(loaded.value.run, loaded.value.trials, experiment) : null),
    [loaded, experiment],
  )
  const own = found?.scenarios.filter(({ scenarioId }) => scenarios.includes(scenarioId)) ?? []
  if (own.length === 0) return null
  return (
    <div className="topic-figures">
      <p className="small">
        In <a href={href({ screen: 'result', id: run.id })}>your newest run</a>,{' '}
        {moment(run.startedAtMs, nowMs)},{' '}
        {run.account.kind === 'practice' ? 'on the practice account, which is not AWS' : placeTitle(run)}:
      </p>
      <ul>
        {own.map((one) => (
          <li key={one.scenarioId}>
            <ScenarioMark id={one.scenarioId} /> {titleOf(run, one.scenarioId)}: {ownShare(one)}
            <span className="muted"> {publishedShare(experiment, one.scenarioId)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function titleOf({ scenarios }: Run, id: string): string {
  return scenarios.find((one) => one.id === id)?.title ?? id
}

function ownShare({ verdict }: ScenarioAssessment): string {
  return verdict === null ? 'no figure' : `${shareWithInterval(verdict.estimate)} of the baseline`
}

/** What was published for the first path; empty where nothing was. */
function publishedShare({ published, baseline }: Experiment, id: string): string {
  const [own, base] = [published?.totals[id]?.[0], published?.totals[baseline]?.[0]]
  return own && base ? `(${percent(own / base)} in ${published?.year})` : ''
}
